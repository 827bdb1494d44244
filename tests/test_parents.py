"""Whom each comment answers: one witness after the other, and what happens when they disagree."""

import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.parents import answers


def said(text, **columns):
    """Comments from lines "author| body"; each column holds one value per comment."""
    comments = []
    for line in text.strip().splitlines():
        author, _, body = line.partition("|")
        comments.append({"author": author.strip(), "body": body.strip().replace("/", "\n")})
    for name, values in columns.items():
        for comment, value in zip(comments, values, strict=True):
            comment[name] = value
    return comments


def at(*minutes):
    """Moments a minute wide, so many minutes after midnight; None is unknown."""
    day = pd.Timestamp("2024-05-03", tz="UTC")
    moments = [None if m is None else day + pd.Timedelta(minutes=m) for m in minutes]
    return [(pd.NaT, pd.NaT) if m is None else (m, m + pd.Timedelta(minutes=1)) for m in moments]


def found(comments, **options):
    """Parents and evidence."""
    return [(answer.parent, answer.evidence) for answer in answers(comments, **options)]


def parents(comments, **options):
    return [answer.parent for answer in answers(comments, **options)]


PEOPLE = "Ann Lee| One\nBob| Two\nRudi K| Three\nNova42| Four\n40404 (gone)| Five\nLee, Kim| Six\n"


@pytest.mark.parametrize(
    ("body", "parent", "rest"),
    [
        ("@Bob no", 1, "no"),
        ("@ Bob: no", 1, "no"),
        ("@bob, no", 1, "no"),
        ("@RudiK no", 2, "no"),
        ("@Rudi K. no", 2, "no"),
        ("@Rudi no", 2, "no"),
        ("@Nova: no", 3, "no"),
        ("@40404 (gone) no", 4, "no"),
        ("@40404 (gone)/no", 4, "no"),
        ("@Kim no", 5, "no"),
        ("@Bob @Nova42 no", 1, "no"),
        ("@Nova42, @Bob and @Rudi K: no", 3, "no"),
        ("@Dora no", None, "no"),
        ("@Lee no", None, "no"),  # there are two
        ("@Bo no", None, "no"),  # too short to be sure
        ("Bob: no", 1, "no"),
        ("Bob : no", 1, "no"),
        ("Bob, no", 1, "no"),
        ("Nova42 – no", 3, "no"),
        ("Rudi, no", 2, "no"),
        ("Hello Bob, no", 1, "Hello Bob, no"),
        ("Liebe Ann,/no", 0, "Liebe Ann,/no"),
        ("Hallo Herr Lee, no", None, "Hallo Herr Lee, no"),
        ("Hallo lieber Rudi no", 2, "Hallo lieber Rudi no"),
        ("Hi all, no", None, "Hi all, no"),
        ("Hello", None, "Hello"),
        ("Bob is right", None, "Bob is right"),
        ("No, @Bob", None, "No, @Bob"),
        ("10:30, no", None, "10:30, no"),
        ("@", None, "@"),
        ("", None, ""),
    ],
)
def test_mentions(body, parent, rest):
    "A name at the start is who is meant if only one earlier author can be; with @ or a mark it is no own word."
    comments = said(PEOPLE + "Eve| " + body)
    answer = answers(comments)[-1]
    assert (answer.parent, answer.evidence) == (parent, "none" if parent is None else "mention")
    assert comments[-1]["body"][answer.mention_end :].replace("\n", "/") == rest


def test_own_words_start_the_mention():
    "The mention is looked for in the words after the quotes."
    comments = said("Ann| One\nBob| > One/@Ann no", own_start=["One", "@Ann no"])
    assert answers(comments)[1][:3] == (0, "mention", 5)


def test_nearest_earlier_comment_of_that_name():
    "Somebody named answers with her last comment so far, never with a later one, nor with one written later."
    assert parents(said("Ann| One\nAnn| Two\nBob| @Ann no\nAnn| Three")) == [None, None, 1, None]
    comments = said("Ann| One\nAnn| Two\nBob| @Ann no", when=at(10, 40, 20))
    assert parents(comments) == [None, None, 0]


def test_words_that_are_also_names():
    "A greeting or a word in lower case before a comma is no address, though somebody is called so."
    assert parents(said("Servus| One\ntest| Two\nBob| Servus, no\nCid| test, no\nDan| test: no")) == [None] * 4 + [1]


def test_name_in_the_article():
    "Who greets the author of the article means the article, but who writes @ means the comment."
    comments = said("Ann Lee| One\nBob| Dear Ann, no\nCid| @Ann Lee no")
    assert parents(comments, article="News. By Ann Lee") == [None, None, 0]
    assert parents(comments, article="News. By Ann") == [None, 0, 0]


def test_reference():
    "An id that a comment says it answers counts; one that is not here leaves it on the article, explicitly."
    comments = said("Ann| 1\nBob| 2\nCid| 3\nDan| 4", number=["a", "b", "c", "d"], ref=[None, "a", "x", "d"])
    assert found(comments) == [(None, "none"), (0, "explicit"), (None, "explicit"), (None, "none")]


def test_reference_by_name():
    "In reply to Ann: the last comment by her so far."
    comments = said("Ann| 1\nAnn| 2\nBob| 3\nCid| 4", ref=[None, None, "@ann", "Dora"])
    assert found(comments) == [(None, "none"), (None, "none"), (1, "explicit"), (None, "explicit")]


def test_numbers_in_the_manner_of_3_1():
    "3.1 and 3.2 answer 3; on such a page a number without a dot answers the article."
    comments = said("Ann| 1\nBob| 2\nCid| 3\nDan| 4\nEve| 5", number=["#3", "#3.1", "#3.2", "#4", "#4.1"])
    assert found(comments) == [(p, "explicit") for p in (None, 0, 0, None, 3)]


def test_mention_of_a_number():
    "@2 is the comment with that number."
    assert parents(said("Ann| One\nBob| Two\nCid| @2 no\nDan| @#1: no", number=[1, 2, 3, 4])) == [None, None, 1, 0]


def test_levels():
    "The parent is the last comment less deep, even if a level was left out; a comment without a level says nothing."
    comments = said("A| 1\nB| 2\nC| 3\nD| 4\nE| 5\nF| 6", level=[1, 3, 2, 3, None, 1])
    assert parents(comments) == [None, 0, 0, 2, None, None]
    assert [evidence for _, evidence in found(comments)] == ["nesting"] * 4 + ["none", "nesting"]


def test_counts_of_answers():
    "Counts hold all comments below: 5 of the first, among them 1 of the third; what exceeds it ends it."
    comments = said("A|\nB|\nC|\nD|\nE|\nF|\nG|", responses=[5, 0, 1, 0, None, 0, 0])
    assert parents(comments) == [None, 0, 0, 2, 0, 0, None]
    assert parents(said("A|\nB|\nC|\nD|", responses=[1, 2, 0, 0])) == [None, None, 1, 1]


LINKS = {1: {"prev", "next"}, 2: {"parent", "prev"}, 3: {"root", "parent", "prev"}}


def links(*marks):
    """1, 2, 3 for the depth, 3 being any more; negative for the first answer to the comment above."""
    return [LINKS[abs(mark)] - ({"prev"} if mark < 0 else set()) for mark in marks]


def test_links_of_hacker_news():
    "Depths are known up to the third; a comment with prev is no first answer."
    comments = said("A|\nB|\nC|\nD|\nE|\nF|\nG|", links=links(-1, -2, -3, 3, 2, -3, 1))
    assert found(comments) == [(p, "nesting") for p in (None, 0, 1, 1, 0, 4, None)]


def test_links_leave_a_choice_that_a_mention_makes():
    "Deep down one with prev stands beside any above it: beside the nearest, unless it names somebody."
    comments = said("A|\nB|\nC|\nD|\nE|\nF| fine", links=links(-1, -2, -3, -3, -3, 3))
    assert parents(comments)[-1] == 3
    comments[-1]["body"] = "@B fine"
    assert parents(comments)[-1] == 1


def test_links_to_a_comment_that_is_not_here():
    "The third level right below the first cannot be: its parent is missing."
    assert found(said("A|\nB|", links=[{"prev"}, {"root", "parent", "next"}])) == [(None, "nesting"), (None, "none")]


def test_blank_lines_between_levels():
    "A blank line after the Reply button is a change of level: down to the first answer, or back."
    gaps = [None, False, True, True, False, True, False, True]
    comments = said("A|\nB|\nC|\nD|\nE|\nF|\nG|\nH|", gap=gaps, footer=[True] * 8)
    assert found(comments) == [(p, "nesting") for p in (None, None, 1, None, None, 4, 4, None)]


def test_blank_lines_that_say_nothing():
    "Where every comment has a blank line before it, or no button, it is mere layout."
    assert found(said("A|\nB|\nC|", gap=[None, True, True], footer=[True] * 3)) == [(None, "none")] * 3
    assert found(said("A|\nB|\nC|", gap=[None, True, False])) == [(None, "none")] * 3


def test_buttons_missing_at_the_deepest_level():
    "Without a Reply button a comment is as deep as can be, and all such in a row answer the same one."
    footers = [True, True, False, False, True, True, True, True, True, True]
    when = at(1, 20, 30, 40, 2, 3, 4, 5, 6, 7)
    comments = said("A|\nB|\nC|\nD|\nE|\nF|\nG|\nH|\nI|\nJ|", footer=footers, when=when)
    assert parents(comments) == [None, 0, 1, 1, None, None, None, None, None, None]


def test_order_oldest_first():
    "A comment later than one after it stands in a subtree: here the fourth and fifth."
    comments = said("A|\nB|\nC|\nD|\nE|\nF|\nG|\nH|\nI|\nJ|\nK|", when=at(1, 2, 3, 30, 31, 4, 5, 6, None, 7, 8))
    assert found(comments) == [(None, "none")] * 3 + [(2, "order")] * 2 + [(None, "none")] * 6


def test_order_newest_first():
    "Where comments run backwards, one later than the comment above answers it."
    comments = said("A|\nB|\nC|\nD|\nE|\nF|\nG|\nH|\nI|\nJ|", when=at(50, 49, 55, 60, 48, 47, 46, 45, 44, 43))
    assert parents(comments) == [None, None, 1, 1, None, None, None, None, None, None]


def test_order_of_a_conversation():
    "A, B, A, B one below the other answer each other."
    comments = said("X|\nA|\nB|\nA|\nB|\nD|\nE|\nF|\nG|\nH|\nI|\nJ|", when=at(70, 60, 61, 62, 63, 9, 8, 7, 6, 5, 4, 3))
    assert parents(comments) == [None, None, 1, 2, 3] + [None] * 7


def test_no_order():
    "Where times run neither way they say nothing; nor do spans that overlap."
    comments = said("A|\nB|\nC|\nD|\nE|\nF|\nG|\nH|", when=at(5, 1, 7, 3, 8, 2, 6, 4))
    assert found(comments) == [(None, "none")] * 8
    week = (pd.Timestamp("2024-05-03", tz="UTC"), pd.Timestamp("2024-05-10", tz="UTC"))
    assert found(said("A|\nB|\nC|\nD|", when=[week] * 4)) == [(None, "none")] * 4


def test_writer_of_a_blog_who_answers_each_comment():
    "She greets those above her twice; her other comments answer those above too, and greeting her is no answer."
    comments = said("Ann| 1\nIda| Dear Ann, yes\nBob| Dear Ida, 2\nIda| Yes\nCid| 3\nIda| Hi Cid! Yes\nDan| 4")
    assert found(comments) == [
        (None, "none"),
        (0, "mention"),
        (None, "none"),
        (2, "order"),
        (None, "none"),
        (4, "mention"),
        (None, "none"),
    ]


def test_quotes():
    "The comment most of the quoted words are from; not one's own, nor one repeated whole, nor a later one."
    quotes = [[(1, 0.5)], [(0, 0.99)], [(0, 0.1), (1, 0.4)], [(0, 0.3), (2, 0.2)]]
    assert found(said("A|\nB|\nC|\nA|", quotes=quotes)) == [
        (None, "none"),
        (None, "none"),
        (1, "quote"),
        (2, "quote"),
    ]


def test_the_stronger_witness_wins_and_the_other_is_reported():
    "Explicit before nesting before mention before quote."
    comments = said(
        "Ann| 1\nBob| 2\nCid| @Bob no", number="abc", ref=[None, None, "a"], quotes=[None, None, [(1, 0.5)]]
    )
    conflict = "answers Ann (comment 1) by explicit, but Bob (comment 2) by mention and Bob (comment 2) by quote"
    assert answers(comments)[2] == (0, "explicit", 5, conflict)
    comments = said("Ann| 1\nBob| 2\nCid| @Ann no", level=[1, 1, 2])
    assert answers(comments)[2] == (
        1,
        "nesting",
        5,
        "answers Bob (comment 2) by nesting, but Ann (comment 1) by mention",
    )
    comments = said("Ann| 1\nBob| @Ann no", level=[1, 1])
    assert answers(comments)[1] == (
        None,
        "nesting",
        5,
        "answers the article by nesting, but Ann (comment 1) by mention",
    )
    comments = said("Ann| 1\nBob| 2\nCid| @Ann no", quotes=[None, None, [(1, 0.5)]])
    assert answers(comments)[2] == (0, "mention", 5, "answers Ann (comment 1) by mention, but Bob (comment 2) by quote")


def test_witnesses_that_agree():
    "A page that nests two levels deep does not contradict a mention of somebody else in the same subtree."
    comments = said("Ann| 1\nBob| 2\nCid| @Bob no", level=[1, 2, 2])
    assert answers(comments)[2] == (0, "nesting", 5, None)
    comments = said("Ann| 1\nBob| 2\nAnn| 3\nCid| @Ann no", quotes=[None, None, None, [(0, 0.5)]])
    assert answers(comments)[3] == (2, "mention", 5, None)


NAMES = st.sampled_from(["Ann", "Bob", "Rudi K", "@Cid", "Ann Lee", "", None])
BODIES = st.one_of(st.text(max_size=30), st.sampled_from(["@Ann no", "Hi Bob, no", "Rudi K: no", "@Rudi", "@1", "no"]))
COMMENT = st.fixed_dictionaries(
    {"author": NAMES, "body": BODIES},
    optional={
        "level": st.none() | st.integers(1, 4),
        "responses": st.none() | st.integers(0, 5),
        "links": st.sets(st.sampled_from(["root", "parent", "prev", "next"])),
        "number": st.integers(1, 9),
        "ref": st.none() | st.integers(1, 9),
        "quotes": st.lists(st.tuples(st.integers(-1, 12), st.floats(0, 1)), max_size=2),
        "when": st.integers(0, 9).map(lambda minute: at(minute)[0]),
        "gap": st.none() | st.booleans(),
        "footer": st.none() | st.booleans(),
    },
)
THREADS = st.lists(COMMENT, max_size=14)


@given(THREADS)
def test_whatever_a_page_says(comments):
    "Parents come earlier, who answers somebody has evidence, and a mention ends within the words."
    result = answers(comments)
    assert len(result) == len(comments)
    for i, (parent, evidence, end, conflict) in enumerate(result):
        assert parent is None or 0 <= parent < i
        assert evidence in {"explicit", "nesting"} | ({"none"} if parent is None else {"mention", "quote", "order"})
        assert 0 <= end <= len(comments[i]["body"])
        assert conflict is None or evidence != "none"


@given(THREADS)
def test_only_what_is_named_counts(comments):
    "Other names for authors whom nobody names change nothing."
    names = {"Ann": "Xuu", "Bob": "Yvv", "Rudi K": "Zww", "@Cid": "Qxx", "Ann Lee": "Wyy"}
    silent = [comment | {"body": "no"} for comment in comments]
    renamed = [comment | {"author": names.get(comment["author"], comment["author"])} for comment in silent]
    assert parents(renamed) == parents(silent)


@pytest.mark.parametrize("kind", ["names", "one name", "gaps", "links", "prefixes"])
def test_linear(kind):
    "Ten times as many comments take about ten times as long, whatever they are."

    def seconds(n):
        when = at(*(i + (50 if i % 3 == 0 else 0) for i in range(n)))
        comments = [{"author": f"Ann {i}", "body": f"@Ann {i // 2} no", "when": w} for i, w in enumerate(when)]
        for i, comment in enumerate(comments):
            if kind == "one name":
                comment |= {"author": "Bob", "body": "Hi Bob, no"}
            elif kind == "gaps":
                comment |= {"gap": i % 3 > 0, "footer": i % 7 > 0}
            elif kind == "links":
                comment["links"] = links([-1, -2, -3, 3, 2][i % 5])[0]
            elif kind == "prefixes":
                comment["body"] = "@Ann no"
        start = time.process_time()
        answers(comments)
        return time.process_time() - start

    assert min(seconds(4000) for _ in range(3)) < 40 * max(min(seconds(400) for _ in range(3)), 0.005)
