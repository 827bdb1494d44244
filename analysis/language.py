"""Which language a comment is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import pandas as pd

SURE = 0.9
LETTERS = 20  # below that a detector guesses: "lol" is Sotho to it
LONG = 1000  # characters that settle the language of a text
UNSURE = "?"


def detect(texts: Sequence[str], context: str = "") -> pd.Series:
    """Language of each text as ISO 639-1 code, by py3langid.

    A text too short or too mixed to tell (under 20 letters, or probability under 0.9) is taken to be in the language
    that most letters of the sure ones are in, the context included; one without a letter has none (NA).

    Parameters
    ----------
    texts : sequence of str
        The comments of one thread.
    context : str
        What else is known to be in the thread's language: the article.

    Examples
    --------
    >>> list(detect(["Das ist doch Unsinn, finde ich.", "lol", "Who cares what he says in that interview?"]))
    ['de', 'en', 'en']
    """
    classify = _identifier().classify
    found: list[str | None] = []
    letters: Counter[str] = Counter()  # of the texts whose language is sure
    for text in [context[:LONG], *texts]:
        size = sum(map(str.isalpha, text[:LONG]))
        language, probability = classify(text[:LONG]) if size >= LETTERS else (UNSURE, 0.0)
        sure = size >= LETTERS and probability >= SURE
        letters[language] += size if sure else 0
        found.append(language if sure else UNSURE if size else None)
    common = letters.most_common(1)[0][0] if letters.total() else classify("\n".join([context, *texts])[:LONG])[0]
    return pd.Series([common if language == UNSURE else language for language in found[1:]], dtype="str")


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
