"""The text with roles in the margin: what a person sees is what the spans say, and nothing else happens."""

import html
import re
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError, explain
from analysis.display import explanation
from analysis.readers.pasted import read
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, ROLES, SPANS, Thread, table

CODES = re.compile(r"\x1b\[[\d;]*m")


def thread(*pieces, comments=(), notices=(), source=None):
    """A thread made by hand of (role, comment_id, text)."""
    spans, end = [], 0
    for role, comment_id, text in pieces:
        spans.append({"start": end, "end": end + len(text), "role": role, "comment_id": comment_id})
        end += len(text)
    known = [dict(zip(["comment_id", "parent_id", "parent_evidence", "author"], row, strict=True)) for row in comments]
    return Thread(
        comments=table(known, COMMENTS),
        articles=table([{"thread_id": "t", "source": source}], ARTICLES),
        quotes=table([], QUOTES),
        spans=table(pd.DataFrame(spans, columns=list(SPANS)), SPANS),
        notices=table([{"code": "x", "message": message} for message in notices], NOTICES),
        text="".join(text for _, _, text in pieces),
    )


def small():
    """A comment whose header and body share a line, and one that quotes it and answers."""
    return thread(
        ("article", None, "News.\r\n"),
        ("blank", None, "\r\n"),
        ("header", "c1", "Ann 10:15"),
        ("blank", None, " "),
        ("body", "c1", "Good!"),
        ("blank", None, "\r\n"),
        ("residue", "c1", "Reply\r\n"),
        ("header", "c2", "Bob\r\n10:20\r\n"),
        ("quote", "c2", "> Good!"),
        ("body", "c2", "\r\nNo."),
        comments=[("c1", None, "none", "Ann"), ("c2", "c1", "quote", "Bob")],
        notices=["1 of 2 times could not be read"],
    )


def margins(lines):
    """The lines below the legend."""
    return "".join(lines).split("\n\n", 2)[2]


def test_each_line_has_its_role_and_a_line_of_several_comes_in_parts():
    "White space goes with what stands in its line, line ends included."
    assert [tuple(line) for line in explain.lines(small())] == [
        (1, None, "article", "News.\r\n"),
        (2, None, "blank", "\r\n"),
        (3, "c1", "header", "Ann 10:15 "),
        (3, "c1", "body", "Good!\r\n"),
        (4, "c1", "residue", "Reply\r\n"),
        (5, "c2", "header", "Bob\r\n"),
        (6, "c2", "header", "10:20\r\n"),
        (7, "c2", "quote", "> Good!\r\n"),
        (8, "c2", "body", "No."),
    ]


def test_text_is_what_a_person_reads():
    "Title, counts, notices, shares, signs, and the text behind its margin."
    assert "".join(explain.text(small())) == (
        "── t ──\n"
        "2 comments by 2 authors; how it is known whom they answer: quote 1, none 1\n"
        "notice: 1 of 2 times could not be read\n"
        "\n"
        "article  12 %  the article, above the comments\n"  # 7 of 57 characters
        "header   37 %  who wrote it, and when\n"  # 21
        "body     18 %  what a comment says\n"  # 10
        "quote    12 %  a passage that a comment quotes\n"  # 7
        "residue  12 %  left over from the page: buttons, menus, votes\n"  # 7
        "blank     9 %  white space\n"  # 5
        "↳c1            answers c1\n"
        "↳?             nothing says whom it answers\n"
        "┊              goes on in the same line\n"
        "\n"
        "       article │ News.\n"
        "       blank   │\n"
        "c1 ↳?  header  │ Ann 10:15 \n"
        "c1     body    ┊ Good!\n"
        "c1     residue │ Reply\n"
        "c2 ↳c1 header  │ Bob\n"
        "c2     header  │ 10:20\n"
        "c2     quote   │ > Good!\n"
        "c2     body    │ No.\n"
    )


def test_colour_adds_codes_and_no_words():
    "Each role has its own look, ended on its line; without the codes it is the plain text."
    plain, coloured = list(explain.text(small())), list(explain.text(small(), color=True))
    assert [CODES.sub("", line) for line in coloured] == plain
    assert coloured[-1] == "c2     \x1b[38;5;166mbody    │\x1b[0m No.\n"
    assert coloured[-2] == "c2     \x1b[38;5;169mquote   │\x1b[0m \x1b[3m> Good!\x1b[0m\n"
    looks = {explain.MARGIN[role] for role in ["article", "header", "body", "quote", "residue"]}
    assert len(looks) == 5 and set(explain.MARGIN) == set(explain.MEANING) == set(ROLES)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[2J\x1b]0;title\x07", "␛[2J␛]0;title␇"),
        ("a\0b\x7f\x08", "a␀b␡␈"),
        ("\x9b31m\x85", "\\x9b31m\\x85"),
        ("\u202eabc\u2066\u2028", "\\u202eabc\\u2066\\u2028"),
        ("a\tb نعم 山 👩‍👩‍👧", "a\tb نعم 山 👩‍👩‍👧"),
    ],
)
def test_no_text_commands_the_terminal(written, shown):
    "Control characters are signs, in text, notices and ids; tabs, scripts and emoji stay."
    hostile = thread(("body", written, written), comments=[(written, written, "nesting", "A")], notices=[written])
    lines = list(explain.text(hostile))
    assert lines[2] == f"notice: {shown}\n"
    assert lines[-1].endswith(f"│ {shown}\n")
    assert lines[-1].startswith(f"{shown} ↳{shown} body    │")
    assert shown in html.unescape(explain.html(hostile))


def test_half_a_character_is_shown_by_its_code():
    "As UTF-16 that was cut leaves it; no terminal could print it."
    assert list(explain.text(thread(("body", "c1", "a\ud800b"))))[-1].endswith("│ a\\ud800b\n")


def test_a_lone_carriage_return_ends_a_line_and_never_overwrites():
    "As in files of old Macs; other separators do not end a line."
    lines = list(explain.lines(thread(("body", "c1", "one\rtwo\x0b\u2028\r\nthree"))))
    assert [(line.number, line.text) for line in lines] == [(1, "one\r"), (2, "two\x0b\u2028\r\n"), (3, "three")]
    shown = "".join(explain.text(thread(("body", "c1", "one\rtwo\r"))))
    assert "\r" not in shown and shown.endswith("body    │ one\nc1 body    │ two\n")


def test_long_lines_are_kept_whole_and_ids_of_any_length_too():
    "Nothing is cut; an id wider than the margin puts only its own line out of step."
    long = thread(
        ("body", "x" * 40, "y" * 5000 + "\n"), ("body", "c2", "z"),
        comments=[("x" * 40, None, "nesting", "A"), ("c2", None, "nesting", "B")],
    )  # fmt: skip
    assert margins(explain.text(long)) == f"{'x' * 40} body    │ {'y' * 5000}\n{'c2':<24} body    │ z\n"


def test_html_escapes_all_and_is_folded_away():
    "Text, ids and names are data; neighbouring lines of one role share a margin."
    nasty = "<script>alert(1)</script>&amp;\n"
    page = explain.html(
        thread(("header", "<b>", nasty), ("header", "<b>", nasty), comments=[("<b>", "</dl>", "nesting", "A")])
    )
    assert page.startswith('<details class="explained') and page.endswith("</details>")
    assert "<script" not in page and page.count("</dl>") == 1 and page.count("<dd") == 1
    assert "<dt class=header>&lt;b&gt; ↳&lt;/dl&gt; <b>header</b></dt>" in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;") == 2


def test_html_shows_the_parts_of_a_line():
    "The second part says that it goes on."
    page = explain.html(small())
    assert "<dt class=body>c1 <b>body</b> ┊</dt><dd dir=auto>Good!</dd>" in page
    assert "<dt class=header>c2 ↳c1 <b>header</b></dt><dd dir=auto>Bob\n10:20</dd>" in page
    assert "left out" not in page


def test_html_of_a_long_text_says_what_it_leaves_out():
    "By lines or by characters, and which command shows all, quoted for a shell."
    long = thread(("body", "c1", "1234\n" * 100), source="my thread's.txt")
    command = "<code>threads parse --explain &#x27;my thread&#x27;&quot;&#x27;&quot;&#x27;s.txt&#x27;</code>"
    assert f"<p>90 lines (450 characters) left out here. To see all: {command}</p>" in explain.html(long, most=10)
    page = explain.html(long, longest=8)
    assert "<dd dir=auto>1234\n123</dd>" in page and "99 lines (492 characters) left out here" in page


def test_a_thread_that_was_not_text_cannot_be_explained():
    "It says so, naming the thread."
    lost = Thread(**vars(small()) | {"text": None})
    with pytest.raises(InputError, match="^t: only a thread that was read from text"):
        list(explain.text(lost))


def test_a_text_without_comments():
    "The article alone, and it says that there are none."
    shown = "".join(explain.text(thread(("article", None, "News.\n"))))
    assert shown.split("\n")[1] == "no comments"
    assert "article 100 %" in shown and shown.endswith("\n article │ News.\n")


def test_of_many_threads_a_report_explains_ten_with_one_budget(monkeypatch):
    "The lines are shared out, and the rest is counted."
    shown = []
    monkeypatch.setattr("analysis.display.display", lambda thing: shown.append(thing.data))
    explanation([thread(("body", "c1", "1234\n" * 100))] * 12, most=200)
    assert shown[0].count("<details") == 10 and shown[0].count("80 lines (400 characters) left out") == 10
    assert "<p>2 more threads: see <code>threads parse --explain</code>.</p>" in shown[0]
    explanation([Thread(**vars(small()) | {"text": None})])
    assert shown[1:] == []


PIECES = st.tuples(
    st.sampled_from(ROLES),
    st.sampled_from([None, "c1", "c2"]),
    st.text(st.sampled_from("a \t\r\n\x1b\u2028<"), min_size=1),
)


@given(st.lists(PIECES))
def test_lines_put_together_are_the_text(pieces):
    "Whatever the spans: nothing is lost, a line's number counts line ends, and no part is empty."
    made = thread(*pieces)
    lines = list(explain.lines(made))
    assert "".join(line.text for line in lines) == made.text
    assert all(line.text for line in lines)
    for line in lines:
        assert "\n" not in line.text.rstrip("\r\n") and "\r" not in line.text.rstrip("\r\n")
    whole = re.findall(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z", made.text)
    assert len({line.number for line in lines}) == len(whole)
    for number, text in enumerate(whole, 1):
        assert "".join(line.text for line in lines if line.number == number) == text
    assert [CODES.sub("", shown) for shown in explain.text(made, color=True)] == list(explain.text(made))
    assert not re.search(r"[\x1b\r\u2028]", "".join(explain.text(made)))


@given(st.text())
def test_lines_of_anything_that_is_read_are_the_text(text):
    "Through the reader."
    assert "".join(line.text for line in explain.lines(read(text, thread_id="t"))) == text


def test_time_is_linear():
    "One line of 40,000 parts takes about ten times as long as one of 4,000."

    def seconds(size):
        long = thread(*[("body", "c1", "word "), ("quote", "c1", "said ")] * size)
        start = time.perf_counter()
        assert sum(1 for _ in explain.text(long)) > 2 * size
        return time.perf_counter() - start

    assert min(seconds(20_000) for _ in range(3)) < 30 * min(seconds(2_000) for _ in range(3))
