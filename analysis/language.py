"""Which language a comment is in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pandas as pd

SURE = 0.9
LETTERS = 20  # below that a detector guesses: "lol" is Sotho to it
ENOUGH = 20_000  # characters that settle the language of a whole thread


def detect(texts: Sequence[str], context: str = "") -> pd.Series:
    """Language of each text as ISO 639-1 code, by py3langid.

    A text too short or too mixed to tell (under 20 letters, or probability under 0.9) is taken to be in the
    language of all texts and the context together; one without a letter has none (NA).

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
    letters = [sum(map(str.isalpha, text[:1000])) for text in texts]
    everything = "\n".join([context[:ENOUGH], *texts[:1000]])[: 2 * ENOUGH]
    common = classify(everything)[0] if any(map(str.isalpha, everything)) else None
    found: list[str | None] = []
    for text, size in zip(texts, letters, strict=True):
        language, sure = classify(text[:1000]) if size >= LETTERS else (common, 1.0)
        found.append(None if not size else language if sure >= SURE else common)
    return pd.Series(found, dtype="str")


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
