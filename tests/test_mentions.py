"""What stands around mentions: sentences, feelings, names beside names, who brings one up."""

import numpy as np
import pandas as pd
import pytest
from test_entities import known, say, write

from analysis import entities
from analysis.text import sentences

__all__ = ["known"]


def named(*rows):
    """Mentions in own words: comment and entity."""
    found = pd.DataFrame(rows, columns=["comment_id", "entity"]).astype("str")
    return found.assign(thread_id="t", in_quote=False, start=0, end=1)


def threaded(parents, **columns):
    """Comments c0, c1 ... with these parents, by authors of their own."""
    comments = say(*["" for _ in parents]).assign(parent_id=pd.Series(parents, dtype="str"))
    return comments.assign(posted=pd.Series(pd.NaT, comments.index, dtype="datetime64[us, UTC]")).assign(**columns)


def test_contexts_on_the_users_thread(thread):
    """Each sentence is one of its comment's, names the entity once per row, and is no quote."""
    mentions = entities.find(thread.comments, thread.articles, thread.quotes)
    found = entities.contexts(mentions, thread.comments, thread.quotes)
    bodies = thread.comments.set_index("comment_id")["body"]
    own = mentions[mentions["comment_id"].notna() & ~mentions["in_quote"]]
    texts = own.groupby(["comment_id", "entity"])["text"].agg(set)
    for row in found.itertuples():
        (whole,) = [s for s in sentences(bodies[row.comment_id]) if s.startswith(row.sentence)]
        assert whole.removeprefix(row.sentence) in ("", '\n"')  # the mark that opens a quote below is left out
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


def test_contexts_score_own_words_only(known):
    """What a sentence quotes is shown and not scored."""
    comments = say("He says horrible war about Paris.")
    quotes = pd.DataFrame({"thread_id": ["t"], "comment_id": ["c0"], "text": ["horrible war"]})
    found = entities.contexts(entities.find(comments, quotes=quotes), comments, quotes)
    assert found[["sentence", "compound"]].to_numpy().tolist() == [["He says horrible war about Paris.", 0.0]]
    assert entities.contexts(entities.find(comments), comments)["compound"].item() < 0


def test_feelings_need_five_sentences_and_eight_authors():
    """Under five there is only their number, under eight authors no interval."""
    rows = (
        [("Kyiv", f"a{n}", 0.25 + 0.5 * (n % 2)) for n in range(10)]
        + [("Lyon", "a", 1.0)] * 5
        + [("Oslo", "a", 1.0)] * 4
        + [("Rome", None, 1.0)] * 2  # each without a name is somebody else
    )
    found = entities.feelings(pd.DataFrame(rows, columns=["entity", "author", "compound"]))
    assert found["entity"].to_list() == ["Kyiv", "Lyon", "Oslo", "Rome"]
    assert found[["sentences", "authors"]].to_numpy().tolist() == [[10, 10], [5, 1], [4, 1], [2, 2]]
    assert found["mean"].fillna(-9).to_list() == [0.5, 1.0, -9, -9]
    assert [found[end].isna().to_list() for end in ("low", "high")] == [[False, True, True, True]] * 2


def test_together_by_hand():
    """Two of three comments that name A or B name both; a comment that names one twice counts once."""
    mentions = named(("c0", "A"), ("c0", "A"), ("c0", "B"), ("c1", "B"), ("c1", "A"), ("c2", "A"), ("c2", "C"))
    comments = say("", "", "").assign(author=["Ann", "Ann", "Bob"])
    found = entities.together(mentions, comments)
    assert found.to_numpy().tolist() == [["A", "B", 2, 1, 2 / 3], ["A", "C", 1, 1, 1 / 3]]
    assert entities.together(mentions, comments, most=2)["second"].to_list() == ["B"]


def test_together_is_about_own_words():
    """Names of a quoted passage are not the commenter's."""
    mentions = named(("c0", "A"), ("c0", "B")).assign(in_quote=[True, False])
    assert entities.together(mentions, say("")).empty


def test_introduced_by_hand():
    """c1 brings A up at depth 2; c2 and c3 take it on, the deepest at 4; the article had B."""
    comments = threaded([None, "c0", "c1", "c2"]).assign(author=["Ann", None, "Bob", "Bob"])
    mentions = pd.concat([
        named(("c1", "A"), ("c2", "A"), ("c3", "A"), ("c0", "B")),
        named(("x", "B")).assign(comment_id=np.nan),
    ])  # fmt: skip
    found = entities.introduced(mentions, comments).set_index("entity")
    columns = ["by_article", "comment_id", "depth", "deepest", "comments", "later", "authors"]
    assert found.loc["A", columns].to_list() == [False, "c1", 2, 4, 3, 2, 1]
    assert found.loc["B", columns].to_list() == [True, "c0", 1, 1, 1, 0, 1]
    assert found["author"].isna().to_dict() == {"B": False, "A": True}


def test_introduced_goes_by_time_where_all_is_dated():
    """The newest may stand first on the page; without a time for every comment it is as they stand."""
    comments = threaded([None, None])
    mentions = named(("c0", "A"), ("c1", "A"))
    times = pd.to_datetime(pd.Series(["2024-05-02", "2024-05-01"]), utc=True).astype("datetime64[us, UTC]")
    assert entities.introduced(mentions, comments.assign(posted=times))["comment_id"].item() == "c1"
    times[0] = pd.NaT
    assert entities.introduced(mentions, comments.assign(posted=times))["comment_id"].item() == "c0"


def test_concordance(known):
    """Each mention between what stands around it, on one line; the article has no author."""
    comments, article = say("Oh dear,\nParis and more"), write("In Paris.")
    found = entities.concordance(entities.find(comments, article), comments, article, width=6)
    assert found[["author", "before", "text", "after"]].fillna("").to_numpy().tolist() == [
        ["", "In ", "Paris", "."], ["c0", "… dear, ", "Paris", " and …"],
    ]  # fmt: skip
