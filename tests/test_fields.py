"""Fields of profiles, and names above them."""

import pytest

from analysis.readers.fields import fields
from analysis.readers.pasted import read

FORUM = """\
Ann
Lamp Whisperer
Joined
Jan 11, 2023
Messages
4
Location
Fife
Mar {day}, 2023
#{day}
{first}

Bob B
Member
Joined
Oct 2, 2009
Messages
11,204
Mar {day}, 2023
#2{day}
{second}

"""


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Joined", "May 2010", "Hi"], {0, 1}),  # a label that is clear when it stands once
        (["Posts", "12", "Hi"], set()),
        (["Posts", "12", "Hi", "Posts", "9", "Ho"], {0, 1, 3, 4}),
        (["Posts", "12", "Ort", "Leek", "Posts", "9", "Ho"], {0, 1, 2, 3, 4, 5}),
        (["Thanks", "Reply", "Thanks", "Reply"], set()),
        (["Ann", "Jälkiä", "12", "Viestejä", "3"] * 3, {1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14}),  # in any language
        (["Ann", "Jälkiä", "12", "Viestejä", "3"] * 2, set()),
    ],
)
def test_fields_are_labels_that_recur_and_their_values(lines, found):
    assert fields(lines) == found


def test_the_name_stands_above_the_fields_of_a_profile():
    "Nor is the date of joining that of a comment, nor a title or a place somebody's name."
    said = ["It hums.", "Which lamp?", "The brass one.", "Oil it, and wait a day.", "Done!", "So?"]
    text = "".join(FORUM.format(day=n + 1, first=said[2 * n], second=said[2 * n + 1]) for n in range(3))
    comments = read(text, thread_id="t").comments
    assert comments["author"].to_list() == ["Ann", "Bob B"] * 3
    assert comments["posted_text"].to_list() == [f"Mar {day}, 2023" for day in (1, 1, 2, 2, 3, 3)]
    assert comments["body"].to_list() == said
