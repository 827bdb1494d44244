"""Each dialect on a small page in its platform's shape, worked out by hand; none on other pages; linear time."""

import time
from pathlib import Path

import pytest

from analysis.readers import known
from analysis.readers.dialects import DIALECTS
from analysis.readers.page import Page

HERE = Path(__file__).parent
BY_NAME = {dialect.name: dialect for dialect in DIALECTS}


def read(name, text):
    "Author, time and text of each comment that a dialect finds, and what its header marks."
    page = Page(text)
    posts = known.read(page, BY_NAME[name])
    return [(post.author, post.posted_text, page.words(post.start, post.end)) for post in posts], [
        {key: value for key, value in post.marks.items() if value is not None} for post in posts
    ]


def test_old_reddit_keeps_the_comment_whose_header_was_not_copied():
    "What stands above the first header and ends with the buttons of a comment is a comment by nobody known."
    text = (
        "Try the other tap.\n\npermalink\nembed\nsave\nreport\ngive award\nreply\n\n"
        "[–]drip_ 1 point2 points3 points 2 days ago (1 child)\n\nWhich one?\n\n"
        "permalink\nembed\nsave\nparent\nreply\n\n"
        "[–][deleted] 5 years ago* (0 children)\n\n[deleted]\n\npermalink\nparent\n"
    )
    comments, marks = read("reddit-old", text)
    assert comments == [
        (None, None, "Try the other tap."),
        ("drip_", "2 days ago", "Which one?"),
        ("[deleted]", "5 years ago", ""),
    ]
    assert [mark.get("responses") for mark in marks] == [None, 1, 0]


def test_reddit_redesign_tells_levels_and_removed_comments():
    text = (
        "level 1\ntap_fan\n· 4 yr. ago · edited 4 yr. ago\n\nIt drips.\n\n12\n\nReply\n\nShare\n\nReportSave\n\n"
        "level 2\nComment removed by moderator · 3 yr. ago\n\n"
        "level 3\nhose\nOp · 3 yr. ago\n\nWhy was that removed?\n\n3\n\nReply\n\nShare\n\nReportSave\n"
    )
    comments, marks = read("reddit-redesign", text)
    assert comments == [
        ("tap_fan", "4 yr. ago", "It drips."),
        (None, "3 yr. ago", ""),
        ("hose", "3 yr. ago", "Why was that removed?"),
    ]
    assert [mark["level"] for mark in marks] == [1, 2, 3]
    assert marks[1]["status"] == "hidden"


def test_hacker_news_links():
    text = (
        "brass 2 hours ago | next [–]\nTaps are solved.\nreply\n"
        "lever 1 hour ago | parent | next [–]\n\n[flagged]\nreply\n"
        "brass on May 3, 2024 [dead] | root | parent | prev [–]\nNo.\nreply\n\nGuidelines | FAQ | Lists\nSearch:\n"
    )
    comments, marks = read("hacker-news", text)
    assert comments == [
        ("brass", "2 hours ago", "Taps are solved."),
        ("lever", "1 hour ago", "[flagged]"),
        ("brass", "on May 3, 2024", "No."),
    ]
    assert [mark["links"] for mark in marks] == [{"next"}, {"parent", "next"}, {"root", "parent", "prev"}]


def test_mails_are_read_field_by_field():
    "Fields stand in any order, may go on in the next line, and a text may begin with quotations or a field of its own."
    text = (
        "From ann at taps.example  Fri Mar  1 09:30:00 2002\nFrom: ann at taps.example (Ann Lee, Ph.D.)\n"
        "Date: Fri Mar  1 09:30:00 2002\nSubject: [tap] A very long\n subject\nMessage-ID: <1@taps>\n\n"
        "It drips.\n\n-- \nAnn\n\n\n"
        "From bob at taps.example  Fri Mar  1 10:30:00 2002\nMessage-ID: <2@taps>\nReferences: <0@taps>\n <1@taps>\n"
        'Date: Fri Mar  1 10:30:00 2002\nFrom: "Bob" <bob at taps.example>\n\n> It drips.\n\nFrom: my own tap, no.\n>\n'
    )
    comments, marks = read("mailing-list", text)
    assert comments == [
        ("Ann Lee, Ph.D.", "Fri Mar  1 09:30:00 2002", "It drips.\n\n-- \nAnn"),
        ("Bob", "Fri Mar  1 10:30:00 2002", "> It drips.\n\nFrom: my own tap, no.\n>"),
    ]
    assert marks == [{"number": "<1@taps>"}, {"number": "<2@taps>", "ref": "<1@taps>"}]


WIKI = """Taps

Should the list hold taps? Ann Lee (talk) 10:08, 21 June 2019 (UTC)

    No, and this line is so long that the time
    is wrapped. --Bob T ☂ (talk · contribs) 10:09, 21
    June 2019 (UTC)
  • Yes. 192.0.2.7 (talk) 10:10, 21 June 2019 (UTC)

Hoses.

    It may begin indented. Ann Lee (talk) 10:11, 21 June 2019 (UTC) And on. Ann Lee (talk) 10:12, 21 June 2019 (UTC)
        Quite. — Bob ^Talk 10:13, 21 June 2019 (UTC)
"""


def test_talk_pages_are_signed_below_and_nested_by_indent():
    "Headings part threads, and levels begin anew below each; who goes on after signing has written one comment."
    comments, marks = read("mediawiki", WIKI)
    assert comments == [
        ("Ann Lee", "10:08, 21 June 2019 (UTC)", "Should the list hold taps?"),
        ("Bob", "10:09, 21 June 2019 (UTC)", "No, and this line is so long that the time\n    is wrapped."),
        ("192.0.2.7", "10:10, 21 June 2019 (UTC)", "Yes."),
        (
            "Ann Lee",
            "10:11, 21 June 2019 (UTC)",
            "It may begin indented. Ann Lee (talk) 10:11, 21 June 2019 (UTC) And on.",
        ),
        ("Bob", "10:13, 21 June 2019 (UTC)", "Quite."),
    ]
    assert [mark["level"] for mark in marks] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    "signed",
    [
        "Anna (Diskussion) 12:34, 5. Mai 2012 (CEST)",
        "Anna (discuter) 12 mars 2010 à 14:05 (CET)",
        "Anna (discusión) 10:08 21 jun 2019 (UTC)",
        "Anna (overleg) 21 jun 2019 10:08 (CEST)",
        "Anna (обс.) 10:08, 21 июня 2019 (UTC)",
        "Anna (dyskusja) 08:23, 29 wrz 2018 (CEST)",
        "Anna (会話) 2019年6月21日 (金) 10:08 (UTC)",
        "Anna (diskussion) 21 juni 2019 kl. 10.08 (CEST)",
    ],
)
def test_talk_pages_in_other_languages(signed):
    "The word for talk and the order of the date differ; two comments make a page."
    name, _, when = signed.partition(" (")
    when = when.partition(") ")[2]
    comments, _ = read("mediawiki", f"Abc def. {signed}\n\nGhi? {signed}\n")
    assert comments == [(name, when, "Abc def."), (name, when, "Ghi?")]


def test_epoch_glues_a_button_to_the_text():
    text = (
        "Ann (who taps) · March 1, 2018 at 12:02 AM\n\nIt drips.Report\n\nReply\n\n"
        "1001 · March 1, 2018 at 8:20 AM\n\nReport it!\n\nTwice. Report\n\nReply\n"
    )
    comments, _ = read("epoch", text)
    assert comments == [
        ("Ann (who taps)", "March 1, 2018 at 12:02 AM", "It drips."),
        ("1001", "March 1, 2018 at 8:20 AM", "Report it!\n\nTwice."),
    ]


def test_slashdot_names_of_two_words():
    text = (
        "Taps (Score:5, Funny)\nby Old Tap (1011) on Friday March 01, @12:40AM (#43041077) Homepage\n\nDrip.\n\n"
        "Re:Taps (Score:-1)\nby Anonymous Coward on Friday March 01, @12:41AM (#43041078)\n\nDrop.\n"
    )
    comments, marks = read("slashdot", text)
    assert comments == [
        ("Old Tap", "Friday March 01, @12:40AM", "Drip."),
        ("Anonymous Coward", "Friday March 01, @12:41AM", "Drop."),
    ]
    assert [(mark["score"], mark["number"]) for mark in marks] == [(5, "43041077"), (-1, "43041078")]


def test_wordpress_takes_no_quotation_for_a_header():
    "A reader may write that somebody says something, with a time in it."
    text = (
        "Ann says:\nFebruary 1, 2019 at 7:00 am\nTaps!\nReply\nBob says:\nFebruary 1, 2019 at 8:00 am\n"
        "Ann says:\n“I was there at 7:00.”\nWell.\nReply\n"
    )
    comments, _ = read("wordpress", text)
    assert comments == [
        ("Ann", "February 1, 2019 at 7:00 am", "Taps!"),
        ("Bob", "February 1, 2019 at 8:00 am", "Ann says:\n“I was there at 7:00.”\nWell."),
    ]


def test_discourse_raw_keeps_marks_of_quotes():
    text = (
        "ann | 2020-03-01 07:07:07 UTC | #1\n\nDrip.\n\n-------------------------\n\n**Drip.**\n\n"
        "-------------------------\n\n"
        'bob b | 2020-03-01 08:08:08 UTC | #2\n\n[quote="ann, post:1, topic:8"]\nDrip.\n[/quote]\nDrop.\n\n'
        "-------------------------\n"
    )
    comments, marks = read("discourse-raw", text)
    assert comments == [
        ("ann", "2020-03-01 07:07:07 UTC", "Drip.\n\n-------------------------\n\n**Drip.**"),
        ("bob b", "2020-03-01 08:08:08 UTC", '[quote="ann, post:1, topic:8"]\nDrip.\n[/quote]\nDrop.'),
    ]
    assert [mark["number"] for mark in marks] == ["1", "2"]


def test_lwn_counts_responses():
    text = (
        "Taps\nPosted Jan 31, 2023 23:58 UTC (Tue) by ann (subscriber, #17) [Link] (1 responses)\n\nDrip.\n\n"
        "Taps\nPosted Feb 1, 2023 0:07 UTC (Wed) by bob b (guest, #18) [Link]\n\nDrop.\n"
    )
    comments, marks = read("lwn", text)
    assert comments == [
        ("ann", "Jan 31, 2023 23:58 UTC (Tue)", "Drip."),
        ("bob b", "Feb 1, 2023 0:07 UTC (Wed)", "Drop."),
    ]
    assert [mark.get("responses") for mark in marks] == [1, None]


def test_stack_exchange_signs_at_the_end_of_a_line():
    text = (
        "9\nUse a washer – see shelf 3 – A. N. Other 2 Dec 31 '14 at 23:59\n@A.N.Other2 thx – Ann ♦ Jan 1 '15 at 0:12\n"
    )
    comments, _ = read("stack-exchange", text)
    assert [comment[:2] for comment in comments] == [
        ("A. N. Other 2", "Dec 31 '14 at 23:59"),
        ("Ann", "Jan 1 '15 at 0:12"),
    ]
    assert comments[1][2] == "@A.N.Other2 thx"


def test_kyiv_post_marks_a_comment_on_the_article_by_a_second_name():
    text = "Ann\nAnn 3 weeks ago\nDrip.\n\nBob B\nBob B 2 weeks ago\nDrop.\n\nAnn yesterday\nNo.\n"
    comments, marks = read("kyiv-post", text)
    assert comments == [("Ann", "3 weeks ago", "Drip."), ("Bob B", "2 weeks ago", "Drop."), ("Ann", "yesterday", "No.")]
    assert [mark["level"] for mark in marks] == [1, 1, 2]


def test_vbulletin_takes_the_number_below_the_text_for_votes():
    "A name, a profile that may be in English or German, the day and the number of the post; and words like a button's."
    text = (
        "Taps\n\nOld Tap\n\nProfil\nBeiträge anzeigen\nPrivate Nachricht\n\nStammgast\n\n"
        "31.12.2011, 23:58\n#21\n\nIt drips.\n\n0\n\n"
        "1001\n\nView Profile\nView Forum Posts\n\nJunior Member\n\n01-01-2012, 00:02 AM\n#22\n\n"
        "Zitat von Old Tap\nIt drips.\n\nProfil\nis my word.\n\n2\n"
    )
    comments, marks = read("vbulletin", text)
    assert comments == [
        ("Old Tap", "31.12.2011, 23:58", "It drips."),
        ("1001", "01-01-2012, 00:02 AM", "Zitat von Old Tap\nIt drips.\n\nProfil\nis my word."),
    ]
    assert marks == [{"number": "21", "score": 0}, {"number": "22", "score": 2}]


def test_ars_technica_knows_no_time():
    "The day on which somebody registered is none."
    text = (
        "Promoted Comments\n\nbrass_hinge\nArs Praetorian\n\njump to post\n\n    It drips.\n\n"
        "212 posts | registered 4/1/2011\n\n1001\nSmack-Fu Master, in training\n\njump to post\n\n"
        "    I registered on 3/5/2012.\n\n1,212 posts | registered 4/1/2012\n"
    )
    comments, _ = read("ars-technica-promoted", text)
    assert comments == [("brass_hinge", None, "It drips."), ("1001", None, "I registered on 3/5/2012.")]


def test_blogger_said_ends_a_comment_with_its_time():
    "Times inside the text are not it, and what somebody said in a text is no header: no time stands above it."
    text = (
        "Ann said...\n\n    It drips.\n    November 30, 2008 11:59 PM \n"
        "Danke !! said...\n\n    On the box:\n\n    '2008-12-01 09:12:44 INFO: drip'\n\n    7\n"
        "    December 1, 2008 9:30 AM \nto said...\n\n    As Bob said...\n    December 2, 2008 12:00 AM \n"
    )
    comments, _ = read("blogger-said", text)
    assert comments == [
        ("Ann", "November 30, 2008 11:59 PM", "It drips."),
        ("Danke !!", "December 1, 2008 9:30 AM", "On the box:\n\n    '2008-12-01 09:12:44 INFO: drip'\n\n    7"),
        ("to", "December 2, 2008 12:00 AM", "As Bob said..."),
    ]


@pytest.mark.parametrize("path", sorted((HERE / "elsewhere").glob("*.txt")), ids=lambda path: path.stem)
def test_no_dialect_takes_a_page_of_another_platform(path):
    page = Page(path.read_text(encoding="utf-8"))
    assert [dialect.name for dialect in DIALECTS if known.read(page, dialect)] == []


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        ": (",
        "\n",
        "a\n\n",
        "((talk",
        "10:08, 21 June 2019 (UTC) ",
        "10:08, 21 June 2019 (UTC)\n\n",
        "– ",
        "(#1) by a on ",
    ]
    + [
        "From a Fri Mar  1 09:30:00 2002\nFrom: a\n",
        "Ann\nAnn 2 weeks ago\n",
        "[–]a 1 point ",
        "permalink\n",
        "a says:\n",
    ]
    + ["level 1\n", "a 2 hours ago | parent", "Report\n", "• "],
)
def test_hostile_text_takes_linear_time(dialect, piece):
    "200 kB of anything are read at once: what is quadratic takes minutes."
    page = Page(piece * (200_000 // len(piece)))
    begin = time.perf_counter()
    known.read(page, dialect)
    assert time.perf_counter() - begin < 10
