"""Whom and what people talk about."""

import pandas as pd
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError, TableError, entities
from analysis.text import sentences
from analysis.thread import table

NAMES = {"Macron": "PERSON", "Emmanuel Macron": "PERSON", "Peskov's": "PERSON", "the Élysée": "ORG", "Paris": "GPE"}


def say(*bodies, **columns):
    """A comments table of these bodies, each by an author of its own."""
    comments = pd.DataFrame({"thread_id": "t", "comment_id": [f"c{i}" for i in range(len(bodies))], "body": bodies})
    comments = comments.astype("str")
    return comments.assign(own_words=comments["body"], author=comments["comment_id"], **columns)


@pytest.fixture
def known(monkeypatch):
    """A model that finds exactly NAMES, and years as DATE, so that the rules around it can be seen."""
    model = spacy.blank("en")
    rules = [{"label": label, "pattern": name} for name, label in NAMES.items()] + [
        {"label": "DATE", "pattern": "2024"}
    ]
    model.add_pipe("entity_ruler").add_patterns(rules)
    monkeypatch.setattr(entities, "load_model", lambda name=None: model)


@pytest.fixture(scope="module")
def mentions(thread):
    return entities.find(thread.comments, thread.articles, thread.quotes)


def test_offsets_give_the_mention(thread, mentions):
    """In every mention of the user's thread start and end cut its text out of the body or the article."""
    bodies = thread.comments.set_index("comment_id")["body"].to_dict() | {None: thread.articles["text"].item()}
    comment = mentions["comment_id"].astype("object").where(mentions["comment_id"].notna(), None)
    cut = [bodies[c][a:b] for c, a, b in zip(comment, mentions["start"], mentions["end"], strict=True)]
    assert len(cut) > 40 and mentions["text"].to_list() == cut


def test_macron_is_one_person(mentions):
    """Macron in the comments and Emmanuel Macron in the article are the same entity."""
    macron = mentions[mentions["text"].str.contains("Macron")]
    assert set(macron["entity"]) == {"Emmanuel Macron"}
    assert set(macron["comment_id"].dropna()) == {"c1", "c5", "c8"} and macron["comment_id"].isna().any()


def test_sasha_quotes_and_mouse_addresses(thread, mentions):
    """Sasha names Putin, the article named the others; the name after Mouse's @ is whom Mouse answers."""
    sasha = mentions[mentions["comment_id"] == "c5"]
    assert set(sasha.loc[~sasha["in_quote"], "entity"]) == {"Putin"}
    assert {"Peskov", "Macron", "Cameron"} <= set(sasha.loc[sasha["in_quote"], "text"])
    assert set(mentions.loc[mentions["in_quote"], "comment_id"]) == {"c5"}
    assert "@Sasha" in thread.comments["body"][5] and "Sasha" not in set(mentions["text"])


def test_find_tidies_and_skips(known):
    """Possessives and articles go from a name; dates, @names and other languages are left out; offsets count signs."""
    comments = say("😅 Peskov's and the Élysée in 2024, @Macron", "Paris", "Paris", language=["en", "fr", None])
    found = entities.find(comments)
    assert found[["comment_id", "start", "end", "text", "label"]].to_numpy().tolist() == [
        ["c0", 2, 8, "Peskov", "PERSON"],
        ["c0", 19, 25, "Élysée", "ORG"],
        ["c2", 0, 5, "Paris", "GPE"],
    ]
    assert set(found["found_by"]) == {"model"} and not found["in_quote"].any()


def test_names_are_linked_within_their_thread_only(known):
    """Another thread's Emmanuel Macron says nothing about the Macron of this one."""
    comments = say("Macron", "Emmanuel Macron").assign(thread_id=["t", "u"])
    assert entities.find(comments)["entity"].to_list() == ["Macron", "Emmanuel Macron"]


@pytest.mark.parametrize(
    ("passage", "quoted"),
    [("Macron came", [False, True, False]), ("Paris! ", [True, False, False]), ("Macron  came", [False] * 3)],
)
def test_in_quote_is_only_what_the_passage_covers(known, passage, quoted):
    """Names before and after the passage are the author's own, also where the passage is not in the body as given."""
    comments = say("Paris! Macron came to Paris")
    quotes = pd.DataFrame({"thread_id": ["t"], "comment_id": ["c0"], "text": [passage]})
    assert entities.find(comments, quotes=quotes)["in_quote"].to_list() == quoted


def test_a_long_text_is_read_whole(known, monkeypatch):
    """In a text cut into many pieces every name is found once, at its place."""
    monkeypatch.setattr(entities, "PIECE", 30)
    body = "I saw Macron in the town. " * 20
    found = entities.find(say(body))
    assert found["start"].to_list() == [6 + 26 * i for i in range(20)]


@given(st.text(alphabet="ab \n", max_size=80), st.integers(2, 20))
def test_pieces_join_back_to_the_text(text, size):
    """Nothing is lost or repeated, no piece is too long, and a word is cut only where it is longer than a piece."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entities, "PIECE", size)
        starts, pieces = zip(*entities._pieces(text), strict=True)
    assert "".join(pieces) == text and all(len(piece) <= size for piece in pieces)
    assert all(text.startswith(piece, start) for start, piece in zip(starts, pieces, strict=True))
    for left, right in zip(pieces, pieces[1:], strict=False):
        assert left[-1].isspace() or right[0].isspace() or not set(left[1:]) & {" ", "\n"}


@pytest.mark.parametrize(
    ("spelled", "canonical"),
    [
        (["Ann Lee", "Lee"], ["Ann Lee", "Ann Lee"]),
        (["Ann Lee", "Ann"], ["Ann Lee", "Ann"]),  # a first name may be anybody's
        (["Ann Lee", "Bo Lee", "Lee"], ["Ann Lee", "Bo Lee", "Lee"]),  # which of the two?
        (["NATO", "Nato", "NATO"], ["NATO"] * 3),
        (["ann lee", "Ann Lee", "Ann Lee", "LEE"], ["Ann Lee"] * 4),
        (["Ann\n Lee", "Lee"], ["Ann Lee", "Ann Lee"]),
        (["Ann Lee", "Leeds"], ["Ann Lee", "Leeds"]),
    ],
)
def test_canonical_names(spelled, canonical):
    """Case and white space do not matter; a last name stands for the one longer name that it ends."""
    assert entities._canonical(pd.Series(spelled), pd.Series(["PERSON"] * len(spelled))).to_list() == canonical


def test_counts_by_hand():
    """Of ten English words and twenty in the article one mention is a rate of 100 and of 50; quotes count apart."""
    comments = say("one two three four", "five six", "seven eight nine ten", "nicht gelesen")
    comments = comments.assign(author=["Ann", "Ann", "Bob", "Cem"], language=["en", "en", None, "de"])
    rows = [("c0", "GPE", "Kyiv"), ("c0", "GPE", "Kyiv"), ("c2", "ORG", "Kyiv"), (None, "GPE", "Kyiv")]
    rows += [("c1", "ORG", "NATO"), (None, "ORG", "NATO"), (None, "ORG", "NATO"), ("c0", "ORG", "Zoo")]
    named = pd.DataFrame(rows, columns=["comment_id", "label", "entity"]).assign(thread_id="t", in_quote=False)
    named.loc[7, "in_quote"] = True
    counts = entities.count(table(named, entities.MENTIONS | {"in_quote": "bool"}), comments,
                            pd.DataFrame({"text": ["word " * 20, None]}))  # fmt: skip
    assert counts.to_numpy().tolist() == [
        # label, margin, mentions, comments, authors, in_quotes, in_article, rates
        ["Kyiv", "GPE", (3 - 1) / 4, 3, 2, 2, 0, 1, 300, 50],
        ["NATO", "ORG", 1, 1, 1, 1, 0, 2, 100, 100],
        ["Zoo", "ORG", 1, 0, 0, 0, 1, 0, 0, 0],
    ]


def test_a_country_is_not_the_organisation_that_ends_in_its_name():
    """Only names of persons take in a single word that ends them."""
    spelled = pd.Series(["Security Service of Ukraine", "Ukraine", "Ukraine", "Emmanuel Macron", "Macron"])
    labels = pd.Series(["ORG", "GPE", "GPE", "PERSON", "ORG"])
    assert entities._canonical(spelled, labels).to_list() == [*spelled[:4], "Emmanuel Macron"]


def test_counts_add_up(thread, mentions):
    """Mentions in own words, in quotes and in the article are all mentions; no comment counts twice."""
    counts = entities.count(mentions, thread.comments, thread.articles)
    assert counts[["mentions", "in_quotes", "in_article"]].to_numpy().sum() == len(mentions)
    assert set(counts["entity"]) == set(mentions["entity"]) and counts["entity"].is_unique
    assert (counts["authors"] <= counts["comments"]).all() and (counts["comments"] <= counts["mentions"]).all()


def test_contexts(thread, mentions):
    """Each sentence is one of its comment's, names the entity once per row, and is no quote."""
    found = entities.contexts(mentions, thread.comments)
    bodies = thread.comments.set_index("comment_id")["body"]
    own = mentions[mentions["comment_id"].notna() & ~mentions["in_quote"]]
    texts = own.groupby(["comment_id", "entity"])["text"].agg(set)
    for row in found.itertuples():
        (whole,) = [s for s in sentences(bodies[row.comment_id]) if s.startswith(row.sentence)]
        assert whole.removeprefix(row.sentence) in ("", '\n"')  # the mark that opens a quote below is left out
        assert not row.sentence.endswith('\n"')
        assert any(text in row.sentence for text in texts[row.comment_id, row.entity])
    assert {*zip(found["comment_id"], found["entity"], strict=True)} == set(texts.index)
    assert not found.duplicated(["comment_id", "entity", "sentence"]).any()


def test_contexts_score_the_sentence(known):
    """Not liking is 1.5 * -.74 = -1.11, / sqrt(16.2321) = -.2755; great! is 3.1 + .292, / sqrt(26.5057) = .6588."""
    comments = say("Bad day! I don’t like Paris, Paris. Bad day! Great Paris!")
    found = entities.contexts(entities.find(comments), comments)
    assert found[["author", "sentence", "compound"]].to_numpy().tolist() == [
        ["c0", "I don’t like Paris, Paris.", pytest.approx(-0.2755)],
        ["c0", "Great Paris!", pytest.approx(0.6588)],
    ]


def test_nothing_to_read_keeps_the_columns():
    """No comments, none in English, or none that names anything: empty tables of the promised dtypes."""
    for comments in (say(), say("Berlin", language="de"), say("")):
        found = entities.find(comments, pd.DataFrame({"thread_id": ["t"], "text": pd.Series([None], dtype="str")}))
        counts, contexts = entities.count(found, comments), entities.contexts(found, comments)
        for result, columns in [(found, entities.MENTIONS), (counts, entities.COUNTS), (contexts, entities.CONTEXTS)]:
            assert result.empty and result.dtypes.astype(str).to_dict() == columns


def test_unknown_model_says_how_to_get_one():
    """A model that is not installed is named, with what to install."""
    with pytest.raises(InputError, match="no spaCy model 'xx_none' is installed: pip install"):
        entities.find(say("Paris"), model="xx_none")


def test_missing_column_is_named():
    """A comments table without body is refused, with its name."""
    with pytest.raises(TableError, match="body"):
        entities.find(say("Paris").drop(columns="body"))
