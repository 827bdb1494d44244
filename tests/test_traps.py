"""Each trap that pages of real platforms set, on a small invented page: what is read, to the letter."""

import pytest

from analysis.readers.pasted import read

FIRST, SECOND, THIRD = "The pump is loud.", "Mine is not.", "Buy another."


def found(text, *columns):
    """Author, time and text of each comment, or other columns."""
    comments = read(text, thread_id="t").comments[list(columns or ("author", "posted_text", "body"))]
    return [tuple(None if value != value else value for value in row) for row in comments.itertuples(index=False)]


def page(*blocks):
    """Blocks of lines below an article."""
    return "News of the day.\n\n" + "\n\n".join("\n".join(block) for block in blocks) + "\n"


WHO_WHEN_WHAT = [
    ("Ann Lee", "3 May 2024, 10:15", FIRST),
    ("Bob Ray", "3 May 2024, 11:20", SECOND),
    ("Cleo", "4 May 2024, 09:00", THIRD),
]


SHAPES = {
    "name, time, text": "{who}\n{when}\n{what}\nReply",
    "time, name, text": "{when}\n{who}\n{what}\nReply",
    "time below the text": "{who}\n{what}\n{when}\nReply",
    "name and time below the text": "{what}\n{who}\n{when}",
    "one line": "{who} · {when}\n{what}",
    "glued": "{who}{when}\n{what}\nReplyDelete",
    "name twice, both above": "{who}\n{who}\n{when}\n{what}\nReply",
    "name twice, in the header too": "{who}\n{who} · {when}\n{what}\nReply",
    "the picture's text": "{who} Avatar\n{who}\n{when}\n{what}\nReply",
    "the picture's text, the name last": "avatar for user {who}\n{who}\n{when}\n{what}\nReply",
    "a header of two lines": "{who} wrote on\n{when}\n{what}\nReply",
    "a header of two lines in German": "{who} schrieb am\n{when}\n{what}\nAntworten",
    "a header of three lines": "{who}\nsays:\n{when}\n{what}\nReply",
    "blank lines": "{who}\n\n\n{when}\n\n{what}\n\n\nReply",
    "folded away": "{who}\n{when}\n{what}\nReply\n43 more replies",
    "folded away in German": "{who}\n{when}\n{what}\nReply\n+ 88 weitere Antworten anzeigen",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_three_comments_are_read_in_any_shape(shape):
    "Wherever the name and the time stand, and whatever the page puts around them."
    blocks = [SHAPES[shape].format(who=who, when=when, what=what).split("\n") for who, when, what in WHO_WHEN_WHAT]
    assert found(page(*blocks)) == WHO_WHEN_WHAT


def test_no_blank_line_stands_between_comments():
    "A text of two lines is one text all the same."
    comments = [*WHO_WHEN_WHAT[:2], ("Cleo", "4 May 2024, 09:00", f"{THIRD}\nOr none.")]
    assert found("News of the day.\n" + "\n".join("\n".join([*comment, "Reply"]) for comment in comments)) == comments


@pytest.mark.parametrize(
    "name",
    ["1001", "@sieg.berg", "Danke !!", "was ist er eigentlich....", "Me", "to", "88181 (Profil gelöscht)",
     "ANNA NOWAK 5491 2019", "محمد علي", "山田太郎", "$x_1$", "<script>alert(1)</script>", "Zoë 🦩",
     "O’Neil-Østby, Jr."],
)  # fmt: skip
def test_any_name_is_a_name_where_names_stand(name):
    "Though it looks like a number, a sentence, a mention, markup or nothing at all."
    odd = [("Ann Lee", "3 May 2024, 10:15", FIRST), (name, "3 May 2024, 11:20", SECOND), WHO_WHEN_WHAT[2]]
    assert found(page(*([*comment, "Reply"] for comment in odd))) == odd


@pytest.mark.parametrize(
    "said",
    [
        "“Ann Lee 3 May 2024, 10:15: The pump is loud.” It is not.",
        "It said\n2024-05-02 23:59:01 WARN pump\nand 24:30 is no time.",
        "I wrote on 3 May 2024\nand got no answer.",
        "42 is the answer.\n1001\nof them.",
    ],
)
def test_times_names_and_numbers_inside_a_text_are_the_text(said):
    "What a reader pasted makes no comment."
    comments = [WHO_WHEN_WHAT[0], ("Bob Ray", "3 May 2024, 11:20", said), WHO_WHEN_WHAT[2]]
    assert found(page(*([*comment, "Reply"] for comment in comments))) == comments


def test_a_number_before_or_after_the_text_is_its_votes():
    "One is the score; of two, up and down, neither is, and neither is text."
    voted = [(*comment, votes) for comment, votes in zip(WHO_WHEN_WHAT, "703", strict=True)]
    before = page(*([who, when, votes, what, "Reply"] for who, when, what, votes in voted))
    after = page(*([who, when, what, votes, "Reply"] for who, when, what, votes in voted))
    both = page(*([who, when, what, votes, "1", "Reply"] for who, when, what, votes in voted))
    assert found(before, "body", "score") == [(FIRST, 7), (SECOND, 0), (THIRD, 3)]
    assert found(after, "body", "score") == [(FIRST, 7), (SECOND, 0), (THIRD, 3)]
    assert read(both, thread_id="t").comments["score"].isna().all()
    assert found(both, "body") == [(FIRST,), (SECOND,), (THIRD,)]


ARABIC = [
    ("ليلى", "٣ مايو ٢٠٢٤", "المضخة صاخبة جدا."),
    ("سمير", "٤ مايو ٢٠٢٤", "مضختي هادئة."),
    ("منى", "٥ مايو ٢٠٢٤", "لا."),
]
HEBREW = [
    ("דנה", "03/05/24 10:15", "המשאבה רועשת."),
    ("יוסי", "04/05/24 11:20", "שלי שקטה."),
    ("נועה", "14/05/24 09:00", "לא."),
]


@pytest.mark.parametrize(("comments", "button"), [(ARABIC, "رد"), (HEBREW, "הגב")], ids=["Arabic", "Hebrew"])
def test_scripts_that_run_from_right_to_left(comments, button):
    "Names, words and digits come back as written."
    assert found(page(*([*comment, button] for comment in comments))) == comments


def test_eastern_digits_are_dates():
    "The same days as in Western digits."
    text = page(*([who, when, "لا.", "رد"] for who, when in [("ليلى", "٣ مايو ٢٠٢٤"), ("سمير", "١٤ مايو ٢٠٢٤")]))
    posted = read(text, thread_id="t").comments["posted_from"]
    assert posted.dt.strftime("%Y-%m-%d").to_list() == ["2024-05-03", "2024-05-14"]


def test_spaces_that_do_not_break_and_hyphens_that_are_not_seen():
    "They are no letters of a name or a time, and stay as written."
    comments = [("Ann\u00a0Lee", "3\u202fMay\u00a02024", "It is a\u00adlone."), ("Bob", "4\u00a0May 2024", SECOND)]
    assert found(page(*([*comment, "Reply"] for comment in comments))) == comments


@pytest.mark.parametrize(
    ("author", "body", "status"),
    [
        ("[deleted]", "[deleted]", "deleted"),
        ("[deleted]", "[removed]", "hidden"),
        ("Bob Ray", "This comment was deleted.", "deleted"),
        ("Bob Ray", "This comment has been removed by a moderator.", "hidden"),
        ("Bob Ray", "Dieser Kommentar wurde vom Autor gelöscht.", "deleted"),
        ("[deleted]", "My words stay.", "visible"),
        ("Bob Ray", "My comment was deleted!", "visible"),
        ("Bob Ray", "This comment is so good it should be deleted.", "visible"),
    ],
)
def test_a_comment_that_is_gone_stays_a_comment_without_words_of_its_own(author, body, status):
    "What the page says in its place is nobody's words; a complaint about it is."
    text = page(
        *([*comment, "Reply"] for comment in [WHO_WHEN_WHAT[0], (author, "3 May 2024", body), WHO_WHEN_WHAT[2]])
    )
    comments = read(text, thread_id="t").comments
    assert comments["author"].to_list() == ["Ann Lee", author, "Cleo"]
    assert comments["status"].to_list() == ["visible", status, "visible"]
    assert comments["own_words"].to_list() == [FIRST, body if status == "visible" else "", THIRD]


def test_navigation_sidebars_and_the_foot_of_the_page_are_no_comments():
    "Neither before the article nor after the last comment."
    menu, foot = ["Home", "Sport", "Login"], ["Recent comments", "Ann Lee on A pump is loud", "Cleo on A pump is loud"]
    blocks = [[*comment, "Reply"] for comment in WHO_WHEN_WHAT]
    text = "\n".join(menu) + "\n\n" + page(*blocks, foot, ["About us", "Privacy", "© 2024 The Paper"])
    assert found(text) == WHO_WHEN_WHAT


def test_a_pingback_is_no_comment():
    "Nobody wrote it."
    ping = ["Pingback: Ten loud pumps | The Pump Blog", "4 May 2024, 08:00", "[…] as somebody wrote, they are loud […]"]
    first, *rest = ([*comment, "Reply"] for comment in WHO_WHEN_WHAT)
    assert found(page(first, ping, *rest)) == WHO_WHEN_WHAT
