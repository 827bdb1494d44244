"""The shape of a discussion in words and small tables."""

import numpy as np
import pandas as pd
import pytest

from analysis import discussion, replies
from analysis.discussion import between, duration

DAY = pd.Timestamp("2024-05-03", tz="UTC")


def thread(parents, *, hours=None, wide=0, evidence="explicit", name="t"):
    """Ann, Bob and so on write one comment each, so many hours after midnight, known to within `wide` hours."""
    comments = pd.DataFrame(
        {
            "thread_id": name,
            "comment_id": [f"c{n}" for n in range(len(parents))],
            "parent_id": [None if parent < 0 else f"c{parent}" for parent in parents],
            "author": [f"a{n}" for n in range(len(parents))],
            "parent_evidence": evidence,
        }
    )
    if hours is not None:
        start = DAY + pd.to_timedelta(pd.Series(hours), unit="h")
        comments["posted_from"] = start.astype("datetime64[us, UTC]")
        comments["posted"] = comments["posted_from"] + pd.Timedelta(hours=wide) / 2
        comments["posted_until"] = comments["posted_from"] + pd.Timedelta(hours=wide)
    return comments


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (7200, "2 hours"),
        (5.5 * 3600, "5.5 hours"),
        (47.9 * 3600, "48 hours"),
        (48 * 3600, "2 days"),
        (400 * 86400, "400 days"),
        (3 * 31556952, "3 years"),
    ],
)
def test_a_time_as_people_read_it(seconds, said):
    "In the unit in which it is neither hundreds nor a fraction."
    assert duration(seconds) == said


def test_an_interval_is_written_where_it_can_be_seen():
    "Ends that read the same are none."
    assert between(3600, 1800, 5400) == "60 minutes (30 minutes to 90 minutes)"
    assert between(36000, 36000, 36060) == "10 hours"


def test_times_that_say_the_day_only_are_not_told_to_the_second():
    "All estimates are the noon of one day: what is known is that half of them were there within a day."
    shape = replies.summarise(thread([-1, 0, 1], hours=[0, 0, 0], wide=24))
    assert discussion.half_life(shape) == (
        "Half of the 3 comments with a time were there at most 24 hours after the first comment."
    )
    table = discussion.figures(shape).set_index("figure")
    life = table.loc["half-life: time until half of the comments were there"]
    assert life.to_list() == ["at most 24 hours", "since the first comment"]


def test_a_long_chain_is_not_said_to_be_answered_by_all():
    "299 of 300 are over 99 %, and thousands are set apart."
    table = discussion.figures(replies.summarise(thread(range(-1, 2999)))).set_index("figure")["value"]
    assert table["share of comments without an answer"] == "under 1 %"
    assert table["comments"] == "3\u202f000"


def test_half_life_of_one_thread():
    "Of comments at 0, 2 and 8 o'clock the second is the half: two hours after the first, give or take an hour."
    shape = replies.summarise(thread([-1, 0, 1], hours=[0, 2, 8], wide=1))
    assert discussion.half_life(shape) == (
        "Half of the 3 comments with a time were there 2 hours (60 minutes to 3 hours) after the first comment."
    )


def test_half_life_of_several_threads():
    "Of few threads the range, of many the quartiles, of none nothing."
    few = pd.concat([thread([-1, 0, 1], hours=[0, hour, 30], name=f"t{hour}") for hour in (3, 5)])
    many = pd.concat([thread([-1, 0, 1], hours=[0, hour, 30], name=f"t{hour}") for hour in range(3, 12)])
    assert discussion.half_life(replies.summarise(few)) == (
        "Half of the comments were there after 3 hours to 5 hours in 2 threads of which it is known."
    )
    assert discussion.half_life(replies.summarise(many)) == (
        "Half of the comments of a thread were there after 7 hours in the median of 9 threads, in the middle half of "
        "these between 5 hours and 9 hours."
    )
    assert discussion.half_life(replies.summarise(thread([-1, 0]))) == ""


def noted(table):
    return dict(zip(table["figure"], table["note"], strict=True))


def test_figures_of_a_thread_of_which_nobody_knows_who_answers_whom():
    "Depth and replies are lower bounds, the share unanswered an upper one; who wrote how much is not in doubt."
    table = discussion.figures(replies.summarise(thread([-1, 0, -1], evidence=["none", "nesting", "none"])))
    notes = noted(table)
    assert notes["depth of the deepest comment"] == notes["replies to a comment"] == "lower bound"
    assert notes["share of comments without an answer"] == "upper bound"
    assert notes["structural virality"] == "may be off either way"
    assert notes["comments"] == notes["Gini of comments per author"] == ""
    values = dict(zip(table["figure"], table["value"], strict=True))
    assert values["share of comments without an answer"] == "67 %" and values["structural virality"] == "1.67"


def test_figures_that_rest_on_guesses_are_no_bounds():
    "A wrong guess makes a thread deeper than it is."
    notes = noted(discussion.figures(replies.summarise(thread([-1, 0, -1], evidence=["none", "mention", "none"]))))
    assert notes["depth of the deepest comment"] == notes["replies to a comment"] == "may be off either way"


def test_figures_note_the_interval_of_times():
    "And from where the half-life counts."
    notes = noted(discussion.figures(replies.summarise(thread([-1, 0, 1], hours=[0, 2, 8], wide=1))))
    assert notes["half-life: time until half of the comments were there"] == (
        "since the first comment; between 60 minutes and 3 hours"
    )


def test_figures_without_anything_to_note_have_no_notes():
    "Nor has a table without a thread any rows."
    assert list(discussion.figures(replies.summarise(thread([-1, 0])))) == ["figure", "value"]
    assert discussion.figures(replies.summarise(thread([]))).empty


def test_figures_of_several_threads_are_quartiles():
    "Chains of 1, 2, 3, 4 and 5: the median depth is 3; what only four of them have is said to be of four."
    chains = [thread(range(-1, size - 1), name=f"t{size}") for size in range(1, 6)]
    table = discussion.figures(replies.summarise(pd.concat(chains))).set_index("figure")
    assert table.loc["depth of the deepest comment"].to_list() == [5, "2", "3", "4", "5"]
    assert table.loc["share of who-answers-whom that is returned", "threads"] == 4


def places(**columns):
    row = {"thread_id": "t", "source": "Here", "measure": "depth", "comments": 12, "from": 10, "until": 12}
    row |= {"threads": 200, "below": 0.2, "above": 0.3, "verdict": "Depth 4 with 12 comments: said."}
    return pd.DataFrame([row | columns])


def test_unusual_in_either_direction():
    "More than most, less than most, or in the middle; under ten comments nothing."
    assert discussion.unusual(places()) == (
        "Among threads of Here of that size (200 with 10 to 12 comments): depth 4, more than in 20 % and less "
        "than in 30 %."
    )
    assert discussion.unusual(places(below=0.9)).endswith("depth 4, more than in 90 %.")
    assert discussion.unusual(places(above=0.6)).endswith("depth 4, less than in 60 %.")
    assert discussion.unusual(places(comments=9)) == discussion.unusual(places(verdict=None)) == ""


def test_of_several_sources_the_one_with_most_threads_is_named():
    "The other is in the chart."
    both = pd.concat([places(), places(source="There", threads=300)])
    assert discussion.unusual(both).startswith("Among threads of There of that size (300 with")


def test_unusual_threads_among_several_are_counted():
    "Of three threads one is deeper than nine in ten of its size."
    several = pd.concat([places(thread_id=name, below=below) for name, below in [("a", 0.95), ("b", 0.5), ("c", 0.1)]])
    assert discussion.unusual(several) == (
        "Compared with threads of Here of their size: depth: 1 of 3 above nine in ten of these, 0 below."
    )


def test_parts_are_told_where_there_are_any():
    "Those who wrote most first; the thread only where there are several; the others are counted."
    roles = pd.DataFrame(
        {
            "thread_id": "t",
            "author": ["Ann", "Bob", "Cem"],
            "role": ["hub", np.nan, "starter"],
            "comments": [5, 2, 9],
            "starts": 0, "answers": 0, "answered": 0, "partners": 0,
        }
    )  # fmt: skip
    assert discussion.parts(roles)["author"].to_list() == ["Cem", "Ann"]
    assert "thread_id" not in discussion.parts(roles)
    assert "thread_id" in discussion.parts(pd.concat([roles, roles.assign(thread_id="u")]))
    assert discussion.without_part(roles).startswith("Of 1 of 3 authors no part is told")
    assert discussion.without_part(roles.iloc[[1]]) == discussion.without_part(roles.iloc[[0, 2]]) == ""
