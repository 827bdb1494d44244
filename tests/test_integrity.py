"""The check of ids, parents and times: each repair by hand, and what holds for any parents at all."""

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

from analysis import check_comments
from analysis.readers.integrity import free_names, repair
from analysis.thread import ARTICLES, COMMENTS, table

NOW = pd.Timestamp("2024-06-01", tz="UTC")


def comments(*rows):
    """A table of (id, parent), or of these and further columns as a dict."""
    filled = []
    for id, parent, *more in rows:
        posted = pd.Timestamp("2024-05-03", tz="UTC")
        row = {
            "thread_id": "t",
            "comment_id": id,
            "parent_id": parent,
            "body": f"says {id}",
            "own_words": "",
            "author": id,
            "parent_evidence": "explicit",
            "status": "visible",
            "kind": "comment",
            "posted_from": posted,
            "posted": posted,
            "posted_until": posted,
        }
        filled.append(row | (more[0] if more else {}))
    return table({name: [row.get(name) for row in filled] for name in COMMENTS}, COMMENTS)


def repaired(*rows, articles=({"thread_id": "t"},)):
    fixed, notices = repair(comments(*rows), table(articles, ARTICLES), NOW)
    check_comments(fixed)
    return fixed, dict(zip(notices["code"], notices["count"], strict=True))


def parents(fixed):
    return [None if parent != parent else parent for parent in fixed["parent_id"]]


def lost(fixed):
    return [None if parent != parent else parent for parent in fixed["lost_parent_id"]]


def at(day):
    moment = pd.Timestamp(day, tz="UTC")
    return {"posted_from": moment, "posted": moment, "posted_until": moment}


def test_sound_table_stays():
    given = comments(("1", None), ("2", "1"), ("3", "2"))
    fixed, notices = repair(given, table([{"thread_id": "t"}], ARTICLES), NOW)
    pd.testing.assert_frame_equal(fixed, given)
    assert len(notices) == 0


def test_empty_table():
    fixed, notices = repaired()
    assert len(fixed) == 0 and notices == {}


def test_parent_that_is_missing():
    fixed, notices = repaired(("1", "9"), ("2", "1"))
    assert (parents(fixed), lost(fixed), notices) == ([None, "1"], ["9", None], {"parent_missing": 1})
    assert fixed["parent_evidence"].to_list() == ["none", "explicit"]


def test_parent_of_another_thread():
    fixed, notices = repaired(
        ("1", None), ("2", "1", {"thread_id": "u"}), articles=({"thread_id": "t"}, {"thread_id": "u"})
    )
    assert (parents(fixed), lost(fixed), notices) == ([None, None], [None, "1"], {"parent_elsewhere": 1})


def test_same_ids_in_two_threads():
    "Each answers the one of its own thread."
    other = {"thread_id": "u"}
    fixed, notices = repaired(
        ("1", None), ("2", "1"), ("1", None, other), ("2", "1", other), articles=({"thread_id": "t"}, other)
    )
    assert parents(fixed) == [None, "1", None, "1"] and notices == {}


def test_answer_to_itself():
    fixed, notices = repaired(("1", "1"), ("2", "1"))
    assert (parents(fixed), lost(fixed), notices) == ([None, "1"], ["1", None], {"parent_self": 1})


def test_circle_is_cut_at_the_earliest():
    fixed, notices = repaired(
        ("1", "3", at("2024-05-05")), ("2", "1", at("2024-05-04")), ("3", "2", at("2024-05-06")), ("4", "3")
    )
    assert (parents(fixed), notices) == (["3", None, "2", "3"], {"parent_cycle": 1})
    assert lost(fixed) == [None, "1", None, None]


def test_circle_without_times_is_cut_at_the_first():
    untimed = {"posted_from": pd.NaT, "posted": pd.NaT, "posted_until": pd.NaT}
    fixed, _ = repaired(("1", "2", untimed), ("2", "1"))
    assert parents(fixed) == [None, "1"]


def test_two_circles():
    fixed, notices = repaired(("1", "2"), ("2", "1"), ("3", "4"), ("4", "3"), ("5", "4"))
    assert parents(fixed) == [None, "1", None, "3", "4"] and notices == {"parent_cycle": 2}


def test_identical_comment_is_kept_once():
    fixed, notices = repaired(("1", None), ("2", "1"), ("1", None))
    assert (fixed["comment_id"].to_list(), notices) == (["1", "2"], {"duplicate_comment": 1})


def test_other_comment_of_the_same_id_is_kept():
    "The first keeps the id and the answers to it."
    fixed, notices = repaired(("1", None), ("1", None, {"body": "other"}), ("1-2", None), ("2", "1"))
    assert fixed["comment_id"].to_list() == ["1", "1-3", "1-2", "2"]
    assert parents(fixed) == [None, None, None, "1"] and notices == {"duplicate_id": 1}


def test_versions():
    "The latest with a text is kept in its place; of two without one the later."
    given = comments(
        ("1", None), ("1", None, {"body": "edited"}), ("2", "1"), ("1", None, {"body": ""}), ("3", None, {"body": ""}),
        ("3", None, {"body": "", "author": "z"}),
    )  # fmt: skip
    fixed, notices = repair(given, table([{"thread_id": "t"}], ARTICLES), NOW, versions=True)
    assert fixed[["comment_id", "body", "author"]].to_numpy().tolist() == [
        ["1", "edited", "1"],
        ["2", "says 2", "2"],
        ["3", "", "z"],
    ]
    assert notices["message"].to_list() == [
        "3 comments that stood in other versions too were left out for the latest ones with a text: 1, 1, 3"
    ]


def test_doubtful_times():
    "A day of difference between clocks is let pass."
    dated = {"thread_id": "t", "published": pd.Timestamp("2024-05-03", tz="UTC")}
    rows = [
        ("1", None, at("2024-06-01 20:00")),
        ("2", None, at("2024-06-03")),
        ("3", None, at("2024-05-02 12:00")),
        ("4", None, at("2024-05-01")),
    ]
    fixed, notices = repaired(*rows, articles=(dated,))
    assert notices == {"time_in_future": 1, "time_before_article": 1} and len(fixed) == 4


@pytest.mark.parametrize(
    "body, marked",
    [("<p>x", True), ("a &amp; b", True), ("&#x27;", True), ("1 < 2 & 3", False), ("<3", False), ("<name> &c;", False)],
)
def test_markup_in_bodies(body, marked):
    _, notices = repaired(("1", None, {"body": body}))
    assert notices == ({"markup_left": 1} if marked else {})


def test_messages_name_three():
    _, notices = repair(comments(*((str(n), "x") for n in range(5))), table([{"thread_id": "t"}], ARTICLES), NOW)
    assert notices["message"].to_list() == [
        "5 replies to comments that are not here were attached to the article: 0, 1, 2 and 2 more"
    ]
    assert notices["comment_id"].to_list() == ["0"]


def test_long_chain_and_long_circle():
    "A hundred thousand answers to answers, and as many in a circle, take no recursion."
    size = 100_000
    ids = [str(n) for n in range(size)]
    chain = pd.DataFrame({"thread_id": "t", "comment_id": ids, "parent_id": [None, *ids[:-1]], "body": ""})
    about = table([{"thread_id": "t"}], ARTICLES)
    fixed, notices = repair(table(chain, COMMENTS), about, NOW)
    assert len(notices) == 0
    circle = chain.assign(parent_id=[ids[-1], *ids[:-1]])
    fixed, notices = repair(table(circle, COMMENTS), about, NOW)
    assert notices["code"].to_list() == ["parent_cycle"] and fixed["parent_id"].isna().sum() == 1


ROWS = st.lists(
    st.tuples(
        st.sampled_from("tu"),
        st.sampled_from("abcdefg"),
        st.sampled_from([None, *"abcdefgx"]),
        st.sampled_from("yz"),
        st.sampled_from([None, "2024-05-03", "2024-05-04"]),
    ),
    max_size=14,
)


@given(ROWS)
def test_any_parents_become_a_forest(rows):
    "Ids are unique, parents are there, no circles; order is kept; what is gone stands there in the same words."
    about = table([{"thread_id": "t"}, {"thread_id": "u"}], ARTICLES)
    before = comments(
        *(
            (id, parent, {"thread_id": thread, "body": body, "author": "x"} | at(day))
            for thread, id, parent, body, day in rows
        )
    )
    fixed, _ = repair(before, about, NOW)
    check_comments(fixed)
    names = list(zip(fixed["thread_id"], fixed["comment_id"], strict=True))
    assert len(set(names)) == len(names)
    up = {name: (name[0], parent) for name, parent in zip(names, parents(fixed), strict=True) if parent is not None}
    assert set(up.values()) <= set(names)
    for name in names:
        steps = 0
        while name in up:
            name, steps = up[name], steps + 1
            assert steps <= len(names)
    said = ["thread_id", "posted", "body"]
    kept = before[~before.duplicated(["thread_id", "comment_id", "author", "posted", "body"])]
    assert fixed[said].to_numpy().tolist() == kept[said].to_numpy().tolist()
    # Nobody is lost: where a parent was named, it is still known whom the source named.
    named = fixed["parent_id"].fillna(fixed["lost_parent_id"])
    assert (named.notna().to_numpy() == kept["parent_id"].notna().to_numpy()).all()


def test_names_are_found_without_trying_those_given():
    "One try for each comment, and one for the name that another comment has."
    tried = []
    names = free_names([("t", "a")] * 100, lambda thread, name: tried.append(name) or name == "a-50")
    assert names == [f"a-{n}" for n in range(2, 103) if n != 50][:100] and len(tried) == 101


def test_times_without_a_date_are_told():
    unknown = dict.fromkeys(["posted", "posted_from", "posted_until"])
    _, told = repaired(("1", None, unknown | {"posted_text": "2 days ago"}), ("2", None, unknown))
    assert told == {"time_undated": 1}
