"""Which model reads what, and that nothing is lost on the way."""

import json

import pandas as pd
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError, models
from analysis.models import by_language, languages, model_name, read, written_in


@pytest.fixture
def german(tmp_path):
    """A German pipeline of its own, as a folder: Kanzler is a person."""
    model = spacy.blank("de")
    model.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Kanzler"}])
    model.to_disk(tmp_path / "mein_modell")
    return str(tmp_path / "mein_modell")


def test_a_model_reads_its_own_language(german):
    """English is read in any case; a model for all languages is asked to read English."""
    assert by_language() == {"en": model_name()}
    assert by_language(german) == {"en": model_name(), "de": german}
    assert by_language({"fr": german}) == {"en": model_name(), "fr": german}
    assert by_language({"en": german}) == {"en": german}


def test_german_is_read_by_its_model(german):
    """Comments without a known language are in that of their thread; labels get their English names."""
    from analysis import entities

    comments = pd.DataFrame({"thread_id": "t", "comment_id": list("abcd"), "language": ["de", None, "fr", "de"]})
    comments["body"] = "Kanzler!"
    found = entities.find(comments, model={"de": german})
    assert found[["comment_id", "text", "label"]].to_numpy().tolist() == [
        ["a", "Kanzler", "PERSON"], ["b", "Kanzler", "PERSON"], ["d", "Kanzler", "PERSON"],
    ]  # fmt: skip
    assert entities.find(comments).empty
    assert entities.readable(comments, {"de": german}).fillna("").to_list() == [german, german, "", german]


def test_the_best_model_installed_is_taken(monkeypatch):
    """In the order of MODELS; none at all says how to get one."""
    there = {"en_core_web_md", "en_core_web_sm"}
    monkeypatch.setattr(models, "folder", lambda name: name if name in there else None)
    assert model_name() == "en_core_web_md"
    there.clear()
    with pytest.raises(InputError, match="no English spaCy model is installed: pip install"):
        model_name()


@pytest.mark.parametrize("name", ["no_such_model", "../x", "os", "a b", ""])
def test_what_is_no_model_is_not_loaded(name, tmp_path):
    """A module without a model's data is none either."""
    if name:
        with pytest.raises(InputError, match="no spaCy model"):
            model_name(name)
    (tmp_path / "meta.json").write_text(json.dumps({"lang": "en"}))
    assert model_name(str(tmp_path)) == str(tmp_path)


def test_languages_of_a_thread():
    """Most of the known ones; English where none is known, and where there is no such column."""
    comments = pd.DataFrame({"thread_id": list("tttu"), "language": ["fr", "fr", None, None]})
    assert languages(comments).to_list() == ["fr", "fr", "fr", "en"]
    assert languages(comments[["thread_id"]]).to_list() == ["en"] * 4


def test_the_language_of_an_article():
    """By its lines; by the comments where its lines are too short to tell."""
    lines = ["Der Minister hat gestern erklärt, dass er davon nichts wisse.", "Share on Facebook", "Drucken"]
    articles = pd.DataFrame({"thread_id": ["t", "u", "v"], "text": ["\n".join(lines), "Paris", None]})
    comments = pd.DataFrame({"thread_id": ["u"], "language": ["fr"]})
    assert written_in(articles, comments).to_list() == ["de", "fr", "en"]


@given(st.text(alphabet="ab \n", max_size=80), st.integers(2, 20))
def test_pieces_join_back_to_the_text(text, size):
    """Nothing is lost or repeated, no piece is too long, and a word is cut only where it is longer than a piece."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "PIECE", size)
        starts, pieces = zip(*models._pieces(text), strict=True)
    assert "".join(pieces) == text and all(len(piece) <= size for piece in pieces)
    assert all(text.startswith(piece, start) for start, piece in zip(starts, pieces, strict=True))
    for left, right in zip(pieces, pieces[1:], strict=False):
        assert left[-1].isspace() or right[0].isspace() or not set(left[1:]) & {" ", "\n"}


@given(st.lists(st.integers(0, 12), max_size=30))
def test_batches_are_small_and_lose_nothing(sizes):
    """Neither more pieces nor more characters than so many, unless one piece alone has more."""
    pieces = [("x" * size, number) for number, size in enumerate(sizes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "BATCH", 3)
        patch.setattr(models, "TOGETHER", 10)
        batches = list(models._batches(pieces))
    assert [piece for batch in batches for piece in batch] == pieces and all(batches)
    assert all(len(batch) <= 3 and (len(batch) == 1 or sum(len(x) for x, _ in batch) <= 10) for batch in batches)


def test_read_gives_each_text_its_own(monkeypatch):
    """Also those without a name and those cut into pieces, in their order; of no texts nothing."""
    monkeypatch.setattr(models, "PIECE", 12)
    model = spacy.blank("en")
    model.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Oslo"}])
    monkeypatch.setattr(models, "load_model", lambda name: model)
    assert list(read(["", "Oslo", "x", "in Oslo, in Oslo, Oslo", ""], "m")) == [
        [], [(0, 4, "GPE")], [], [(3, 7, "GPE"), (12, 16, "GPE"), (18, 22, "GPE")], [],
    ]  # fmt: skip
    assert list(read([], "m")) == []


def test_only_ner_is_loaded():
    """Everything else is left out, which changes no name."""
    assert models.load_model(model_name()).pipe_names == ["ner"]
    texts = ["Angela Merkel met Barack Obama in Berlin.", "The United Nations said so on Friday."]
    whole = spacy.load(models.folder(model_name()))
    wanted = [[(e.start_char, e.end_char, e.label_) for e in document.ents] for document in whole.pipe(texts)]
    assert list(read(texts, model_name())) == wanted
