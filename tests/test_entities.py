"""Whom and what people talk about: found, counted, compared."""

import numpy as np
import pandas as pd
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import InputError, TableError, entities
from analysis.models import MODELS, model_name
from analysis.thread import table

NAMES = {
    "Macron": "PERSON", "Emmanuel Macron": "PERSON", "Peskov's": "PERSON", "the Élysée": "ORG", "Lyon": "GPE",
    "Paris": "GPE", "$x_1$ Corp": "ORG", "محمد صلاح": "PERSON",
}  # fmt: skip


PLAIN = "This is what all people say about it every day. "  # ten words


def installed():
    """Every model that is installed here: what is true has to be true with each."""
    found = []
    for name in MODELS:
        try:
            found.append(model_name(name))
        except InputError:
            continue
    return found


def say(*bodies, **columns):
    """A comments table of these bodies, each by an author of its own."""
    comments = pd.DataFrame({"thread_id": "t", "comment_id": [f"c{i}" for i in range(len(bodies))]}).astype("str")
    comments["body"] = pd.Series(bodies, dtype="object")  # in which a lone surrogate can be
    return comments.assign(own_words=comments["body"], author=comments["comment_id"], **columns)


def write(text):
    """An articles table of this text."""
    return pd.DataFrame({"thread_id": ["t"], "text": [text]})


@pytest.fixture
def known(monkeypatch):
    """A model that finds exactly NAMES, and years as DATE, so that the rules around it can be seen."""
    model = spacy.blank("en")
    rules = [{"label": label, "pattern": name} for name, label in NAMES.items()] + [
        {"label": "DATE", "pattern": "2024"}
    ]
    model.add_pipe("entity_ruler").add_patterns(rules)
    monkeypatch.setattr("analysis.models.load_model", lambda name: model)


@pytest.fixture(scope="module", params=installed())
def mentions(request, thread):
    return entities.find(thread.comments, thread.articles, thread.quotes, request.param)


def test_offsets_give_the_mention(thread, mentions):
    """In every mention of the user's thread start and end cut its text out of the body or the article."""
    bodies = thread.comments.set_index("comment_id")["body"].to_dict() | {None: thread.articles["text"].item()}
    comment = mentions["comment_id"].astype("object").where(mentions["comment_id"].notna(), None)
    cut = [bodies[c][a:b] for c, a, b in zip(comment, mentions["start"], mentions["end"], strict=True)]
    assert len(cut) > 65 and mentions["text"].to_list() == cut


def test_the_users_thread_is_counted_right(thread, mentions):
    """Every name of the comments as a careful reader counts it, with the small model as with the middle one."""
    counts = entities.count(mentions, thread.comments, thread.articles).set_index("entity")
    wanted = {  # label; in own words, in quotes, in the article
        "Emmanuel Macron": ("PERSON", 2, 1, 5), "Dmitry Peskov": ("PERSON", 3, 1, 3),
        "David Cameron": ("PERSON", 0, 1, 3), "Zelensky": ("PERSON", 2, 0, 0),
        "Putin": ("PERSON", 1, 0, 0), "Ukraine": ("GPE", 6, 0, 6),
        "Russian": ("NORP", 3, 0, 1), "French": ("NORP", 1, 0, 1), "Kyiv": ("GPE", 0, 0, 5), "NATO": ("ORG", 1, 0, 2),
        "United Kingdom": ("GPE", 0, 0, 1), "Kremlin": ("ORG", 1, 0, 2), "Nigerian": ("NORP", 1, 0, 0),
    }  # fmt: skip
    columns = ["label", "mentions", "in_quotes", "in_article"]
    assert {name: tuple(counts.loc[name, columns]) for name in wanted} == wanted


def test_the_nickname_and_the_spellings(mentions):
    """Pesky-Peskov is Peskov, Zelenskyy is Zelensky, russians are Russian, each where it stands."""
    entity = mentions.set_index("text")["entity"]
    assert entity["Pesky-Peskov"] == "Dmitry Peskov" and entity["Zelenskyy"] == "Zelensky"
    assert entity["russians"] == "Russian" and entity["Britain"] == "United Kingdom"


def test_sasha_quotes_and_mouse_addresses(thread, mentions):
    """Sasha names Putin, the article named the others; the name after Mouse's @ is whom Mouse answers."""
    sasha = mentions[mentions["comment_id"] == "c5"]
    assert set(sasha.loc[~sasha["in_quote"], "entity"]) == {"Putin"}
    assert {"Peskov", "Macron", "Cameron"} <= set(sasha.loc[sasha["in_quote"], "text"])
    assert set(mentions.loc[mentions["in_quote"], "comment_id"]) == {"c5"}
    assert "@Sasha" in thread.comments["body"][5] and "Sasha" not in set(mentions["text"])


def test_find_tidies_and_skips(known):
    """Possessives and articles go from a name; dates, @names and other languages are left out; offsets count signs."""
    comments = say(
        "😅 Peskov's and the Élysée in 2024, @Macron", "Lyon", "Lyon", "Hi", language=["en", "fr", None, "en"]
    )
    found = entities.find(comments)
    assert found[["comment_id", "start", "end", "text", "label"]].to_numpy().tolist() == [
        ["c0", 2, 8, "Peskov", "PERSON"],
        ["c0", 19, 25, "Élysée", "ORG"],
        ["c2", 0, 4, "Lyon", "GPE"],
    ]
    assert set(found["found_by"]) == {"model"} and not found["in_quote"].any()


def test_an_at_name_is_an_entity_if_the_article_names_it(known):
    """@Macron is a participant, until the article names Macron."""
    assert entities.find(say("@Macron go")).empty
    found = entities.find(say("@Macron go"), write("Macron came."))
    assert found[["comment_id", "start", "text"]].fillna("").to_numpy().tolist() == [
        ["", 0, "Macron"], ["c0", 1, "Macron"],
    ]  # fmt: skip


def test_the_article_primes_the_thread(known):
    """A surname that no model finds is that of the article's person, unless it is mostly a word."""
    article = write("Emmanuel Macron spoke.")
    found = entities.find(say("Well, macron is a sign; MACRON"), article)
    assert found["text"].to_list() == ["Emmanuel Macron"]
    found = entities.find(say("Well, MACRON"), article)
    assert found[["text", "entity", "label", "found_by"]].to_numpy().tolist()[1] == [
        "MACRON", "Emmanuel Macron", "PERSON", "rescan",
    ]  # fmt: skip


def test_two_persons_that_were_marked_as_one(monkeypatch):
    """Lee v Roe is Lee, and Roe; a town and its state stay one, and so does a junior."""
    model = spacy.blank("en")
    rules = {"Lee v Roe": "PERSON", "Ann, Bo": "PERSON", "Ann Lee, Jr.": "PERSON", "Paris, Texas": "GPE"}
    model.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name, label in rules.items()])
    monkeypatch.setattr("analysis.models.load_model", lambda name: model)
    found = entities.find(say("Lee v Roe", "Ann, Bo", "Ann Lee, Jr. it is", "Paris, Texas"), steps=["clean"])
    assert found["text"].to_list() == ["Lee", "Roe", "Ann", "Bo", "Ann Lee, Jr.", "Paris, Texas"]


def test_names_are_linked_within_their_thread_only(known):
    """Another thread's Emmanuel Macron says nothing about the Macron of this one."""
    comments = say("Macron", "Emmanuel Macron").assign(thread_id=["t", "u"])
    assert entities.find(comments)["entity"].to_list() == ["Macron", "Emmanuel Macron"]


def test_names_of_two_threads_are_spelt_alike(monkeypatch):
    """An entity is one row of the counts also where each thread spells it in its own way."""
    model = spacy.blank("en")
    model.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": name} for name in ("ACME", "Acme")])
    monkeypatch.setattr("analysis.models.load_model", lambda name: model)
    found = entities.find(say("ACME", "Acme", "Acme").assign(thread_id=["t", "u", "v"]))
    assert found["entity"].to_list() == ["Acme"] * 3 and found["text"].to_list() == ["ACME", "Acme", "Acme"]


def test_a_part_of_a_word_is_no_name(monkeypatch):
    """Models mark the n't of don't now and then."""
    monkeypatch.setattr("analysis.entities.read", lambda texts, name: [[(2, 5, "GPE"), (6, 9, "ORG")] for _ in texts])
    assert entities.find(say("don't ABC"))["text"].to_list() == ["ABC"]


def test_each_step_can_be_left_out(known):
    """Without steps it is what the model marked; an unknown step is refused with the choice."""
    comments, article = say("Macron of the Élysée; MACRON"), write("Emmanuel Macron spoke.")
    plain = entities.find(comments, article, steps=())
    assert plain[["text", "entity"]].to_numpy().tolist() == [
        ["Emmanuel Macron", "Emmanuel Macron"], ["Macron", "Macron"], ["the Élysée", "the Élysée"],
    ]  # fmt: skip
    assert set(plain["label_by"]) == {"model"}
    linked = entities.find(comments, article, steps=["link"])
    assert linked["entity"].to_list() == ["Emmanuel Macron", "Emmanuel Macron", "the Élysée"]
    again = entities.find(comments, article, steps=["clean", "rescan", "link"])
    assert again["text"].to_list() == ["Emmanuel Macron", "Macron", "Élysée", "MACRON"]
    assert again["found_by"].to_list() == ["model", "model", "model", "rescan"]
    with pytest.raises(InputError, match="'luck' is no step of entities.find; choose of clean, gazetteer"):
        entities.find(comments, steps=["clean", "luck"])


@pytest.mark.parametrize(
    ("passage", "quoted"),
    [("Macron came", [False, True, False]), ("Lyon! ", [True, False, False]), ("Macron  came", [False] * 3)],
)
def test_in_quote_is_only_what_the_passage_covers(known, passage, quoted):
    """Names before and after the passage are the author's own, also where the passage is not in the body as given."""
    comments = say("Lyon! Macron came to Lyon")
    quotes = pd.DataFrame({"thread_id": ["t"], "comment_id": ["c0"], "text": [passage]})
    assert entities.find(comments, quotes=quotes)["in_quote"].to_list() == quoted


def test_a_passage_quoted_twice_is_quoted_twice(known):
    """The second quotation of the same words is the second place where they stand."""
    quotes = pd.DataFrame({"thread_id": "t", "comment_id": "c0", "text": ["Lyon", "Lyon"]})
    found = entities.find(say("Lyon? Lyon? Macron and Lyon"), quotes=quotes)
    assert found["in_quote"].to_list() == [True, True, False, False]


def test_counts_by_hand():
    """Of ten English words and twenty in the article one mention is a rate of 100 and of 50; quotes count apart."""
    comments = say("one two three four", "five six", "seven eight nine ten", "nicht gelesen")
    comments = comments.assign(author=["Ann", "Ann", "Bob", "Cem"], language=["en", "en", None, "de"])
    rows = [("c0", "GPE"), ("c0", "GPE"), ("c2", "ORG"), (None, "GPE")]
    kyiv = [(comment, "GPE", "Kyiv", voted, "gazetteer") for comment, voted in rows]
    nato = [(comment, "ORG", "NATO", "ORG", "vote") for comment in ("c1", None, None)]
    named = pd.DataFrame([*kyiv, *nato, ("c0", "ORG", "Zoo", None, "vote")],
                         columns=["comment_id", "label", "entity", "model_label", "label_by"])  # fmt: skip
    named = named.assign(thread_id="t", in_quote=[False] * 7 + [True])
    counts = entities.count(table(named, entities.MENTIONS), comments,
                            pd.DataFrame({"thread_id": ["t", "u"], "text": [PLAIN * 2, None]}))  # fmt: skip
    assert counts.astype("object").fillna(-1).to_numpy().tolist() == [
        # label, margin, votes, check, mentions, comments, authors, in_quotes, in_article, rates
        ["Kyiv", "GPE", (3 - 1) / 4, 4, -1, 3, 2, 2, 0, 1, 300, 50],
        ["NATO", "ORG", 1, 3, -1, 1, 1, 1, 0, 2, 100, 100],
        ["Zoo", "ORG", -1, 0, "no vote: the model missed it", 0, 0, 0, 1, 0, 0, 0],
    ]


@pytest.mark.parametrize(
    ("cast", "margin", "check"),
    [
        ("PERSON " * 3 + "ORG " * 2, 0.2, "PERSON 0.2, please check"),
        ("PERSON", 1, "only 1 vote"),
        ("PERSON PERSON", 1, "only 2 votes"),
        ("PERSON " * 3 + "ORG", 0.5, None),
        ("PERSON ORG ORG", -1 / 3, "PERSON −0.3, please check"),  # what a link to a full name settled against the vote
    ],
)
def test_doubtful_labels_are_told(cast, margin, check):
    """A low margin, and a unanimous vote of few; the entity is one row either way."""
    labels = cast.split()
    named = pd.DataFrame({"model_label": labels, "comment_id": [f"c{i}" for i in range(len(labels))]})
    named = named.assign(thread_id="t", entity="Khabib", label="PERSON", label_by="vote", in_quote=False)
    [row] = entities.count(named, say(*labels)).itertuples()
    assert row.margin == pytest.approx(margin) and row.mentions == len(labels)
    assert (row.check if isinstance(row.check, str) else None) == check


def test_counts_do_not_depend_on_labels(known, monkeypatch):
    """Whatever kind of thing the model takes each mention for, the rows and their counts stay the same."""
    comments, article = say("Macron and Lyon", "Macron, Macron!"), write("Emmanuel Macron, Lyon, Macron.")
    wanted = entities.count(entities.find(comments, article), comments)[["entity", "mentions", "in_article"]]
    read = entities.read
    labels = iter(["PERSON", "ORG", "GPE", "ORG", "FAC", "ORG", "PRODUCT", "ORG"])
    monkeypatch.setattr(
        entities, "read", lambda *a: ([(s, e, next(labels)) for s, e, _ in found] for found in read(*a))
    )
    counts = entities.count(entities.find(comments, article), comments)
    assert counts[["entity", "mentions", "in_article"]].equals(wanted)


def test_counts_add_up(thread, mentions):
    """Mentions in own words, in quotes and in the article are all mentions; no comment counts twice."""
    counts = entities.count(mentions, thread.comments, thread.articles)
    assert counts[["mentions", "in_quotes", "in_article"]].to_numpy().sum() == len(mentions)
    assert set(counts["entity"]) == set(mentions["entity"]) and counts["entity"].is_unique
    assert (counts["authors"] <= counts["comments"]).all() and (counts["comments"] <= counts["mentions"]).all()


@settings(max_examples=40)
@given(
    st.lists(st.text(alphabet=st.sampled_from(list("Mm acron.@'’-\n$_😅\ud800م")), max_size=30), max_size=4),
    st.text(max_size=20),
)
def test_any_text_keeps_the_promises(bodies, more):
    """Offsets cut the text of the mention, mentions do not overlap, every one is counted once."""
    comments, article = say(*[f"{body} Macron {more}" for body in bodies]), write("Emmanuel Macron. Lyon.")
    model = spacy.blank("en")
    model.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name, label in NAMES.items()])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.models.load_model", lambda name: model)
        found = entities.find(comments.assign(language="en"), article)
    bodies = [body.replace("\ud800", "\ufffd") for body in comments["body"]]
    texts = dict(zip(comments["comment_id"], bodies, strict=True))
    for comment, group in found.groupby("comment_id", dropna=False):
        text = texts[comment] if isinstance(comment, str) else article["text"][0]
        ends = 0
        for start, end, name in group[["start", "end", "text"]].itertuples(index=False):
            assert text[start:end] == name and start >= ends and end > start
            ends = end
    counts = entities.count(found, comments, article)
    assert counts[["mentions", "in_quotes", "in_article"]].to_numpy().sum() == len(found)


def test_names_of_any_script_and_signs(known):
    """A name with signs of mathematics, an Arabic one, lone surrogates and emoji around: found as they stand."""
    found = entities.find(say("😅\ud800 محمد صلاح!", "In $x_1$ Corp\udfff"))
    assert found[["start", "text"]].to_numpy().tolist() == [[3, "محمد صلاح"], [4, "x_1$ Corp"]]
    assert not entities.count(found, say("😅", "x"))["entity"].isna().any()


def test_a_long_text_is_read_whole(known):
    """Of a body of a megabyte every name is found, at its place."""
    body = "I saw Macron in the town. " * 40_000
    found = entities.find(say(body, language="en"))
    assert found["start"].to_list() == [6 + 26 * i for i in range(40_000)]


def test_compare_by_hand():
    """Readers raise what they name and the article does not, and ignore what it is about; two are no readership."""
    counts = pd.DataFrame({"entity": ["Kyiv", "Lyon", "Rome", "Zoo", "Oslo"], "mentions": [20, 0, 20, 4, 20],
                           "authors": [9, 0, 2, 4, 9], "in_article": [0, 20, 0, 0, 20],
                           "comments_rate": 0.0, "article_rate": 0.0})  # fmt: skip
    comments = say(PLAIN * 100)
    found = entities.compare(counts, comments, write(PLAIN * 100)).set_index("entity")
    assert found["verdict"].fillna("").to_dict() == {
        "Kyiv": "raised by readers", "Lyon": "ignored by readers", "Rome": "", "Zoo": "", "Oslo": "",
    }  # fmt: skip
    # prior 100 * 20 / 2000 = 1: log(21 / 1079) - log(1 / 1099), variance 1 / 21 + 1
    assert found.loc["Kyiv", "log_odds"] == pytest.approx(np.log(21 / 1079) - np.log(1 / 1099))
    assert found.loc["Kyiv", "z"] == pytest.approx((np.log(21 / 1079) - np.log(1 / 1099)) / np.sqrt(22 / 21))
    assert found.loc["Oslo", "log_odds"] == 0


def test_compare_without_an_article_says_nothing():
    """No article, no verdict: missing, not 0."""
    counts = pd.DataFrame({"entity": ["Kyiv"], "mentions": [20], "authors": [9], "in_article": [0]})
    found = entities.compare(counts, say(PLAIN * 100))
    assert found[["log_odds", "low", "high", "z", "verdict"]].isna().all(axis=None)


def test_nothing_to_read_keeps_the_columns():
    """No comments, none in English, or none that names anything: empty tables of the promised dtypes."""
    for comments in (say(), say("Berlin", language="de"), say("")):
        comments = comments.assign(parent_id=None, posted=pd.Series(None, comments.index, dtype="datetime64[us, UTC]"))
        article = pd.DataFrame({"thread_id": ["t"], "text": pd.Series([None], dtype="str")})
        found = entities.find(comments, article)
        counts, contexts = entities.count(found, comments, article), entities.contexts(found, comments)
        tables = [
            (found, entities.MENTIONS), (counts, entities.COUNTS), (contexts, entities.CONTEXTS),
            (entities.compare(counts, comments, article), entities.COMPARED),
            (entities.feelings(contexts), entities.FEELINGS), (entities.together(found, comments), entities.TOGETHER),
            (entities.introduced(found, comments), entities.INTRODUCED),
            (entities.concordance(found, comments, article), entities.CONCORDANCE),
        ]  # fmt: skip
        for result, columns in tables:
            assert result.empty and result.dtypes.astype(str).to_dict() == columns
        assert "[aliases]" in entities.draft_aliases(found)


def test_unknown_model_says_how_to_get_one():
    """A model that is not installed is named, with what to install, also where there is nothing to read."""
    for model in ("xx_none", {"de": "xx_none"}):
        with pytest.raises(InputError, match="no spaCy model 'xx_none' is installed: pip install"):
            entities.find(say(), model=model)


def test_missing_column_is_named():
    """A comments table without body, or with a body missing, is refused, with its name."""
    with pytest.raises(TableError, match="body"):
        entities.find(say("Lyon").drop(columns="body"))
    with pytest.raises(TableError, match="column 'body' is missing in 1 rows"):
        entities.find(say("Lyon", None))
