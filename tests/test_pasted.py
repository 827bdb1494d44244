"""The reader of text copied from a page."""

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given
from made_up import NASTY, pasted
from pandas.testing import assert_frame_equal

from analysis import InputError, check_comments, load_thread, load_threads, replies
from analysis.readers.integrity import notice
from analysis.readers.pasted import read

AUTHORS = ["David", "Boogie", "Tom Lowe", "Maria Kackerova", "Sasha", "Mouse", "Rufus Imafidon", "GML"]


def tiles(thread):
    """True if the spans of a thread cover its text from end to end, each character once."""
    edges = [0, *thread.spans["end"]]
    return list(thread.spans["start"]) == edges[:-1] and edges[-1] == len(thread.text)


def test_user_thread_article(thread):
    "Dated by its prefix, which is no part of its text; 12 paragraphs."
    article = thread.articles.iloc[0]
    assert article["published"] == pd.Timestamp("2024-05-03", tz="UTC")
    assert article["text"].startswith("The Kremlin on Friday slammed")
    assert article["text"].endswith('This is raising our concern," he added.')
    assert len(article["text"].split("\n\n")) == 12
    assert pd.isna(article["title"])


def test_user_thread_comments(thread):
    "Eight comments in order; Mouse answers Sasha, as the page shows and her mention confirms, all others the article."
    comments = check_comments(thread.comments)
    assert comments["author"].to_list() == AUTHORS
    assert comments["comment_id"].to_list() == [f"c{n}" for n in range(1, 9)]
    answers = comments.dropna(subset="parent_id")
    assert answers[["author", "parent_id", "parent_evidence"]].to_numpy().tolist() == [["Mouse", "c5", "nesting"]]
    assert set(comments.loc[comments["parent_id"].isna(), "parent_evidence"]) == {"nesting"}
    assert comments["body"][0].startswith("Any time Macron puts")
    assert comments["body"][7].endswith("We need more leaders like Macron.")
    assert comments["own_words"][5].startswith("Peskov is like a monkey")
    assert set(comments["language"]) == {"en"}
    for row in comments.itertuples():
        assert thread.text[row.start : row.end] == row.body


def test_user_thread_quote(thread):
    "Sasha's quoted sentence points to its place in the article and is none of her own words."
    (quote,) = thread.quotes.itertuples()
    assert (quote.comment_id, quote.quoted_from) == ("c5", "article")
    assert quote.text.startswith("Peskov said the recent statements") and quote.text.endswith('architecture".')
    assert thread.articles["text"][0][quote.start : quote.end] == quote.text
    assert thread.comments["own_words"][4] == "It's already like this, you idiot, Putin's servant!"
    assert quote.text in thread.comments["body"][4]


def test_user_thread_times(thread):
    "As written, without a date and with a notice; with the capture an interval."
    assert set(thread.comments["posted_text"]) == {"2 weeks ago"}
    assert thread.comments[["posted_from", "posted_until", "posted"]].isna().all(axis=None)
    read_as, notice = thread.notices.itertuples()
    assert (read_as.code, read_as.count) == ("read_as", 8)
    assert (notice.code, notice.count) == ("captured_unknown", 8)
    assert "as in --captured 2024-05-17" in notice.message
    dated = load_thread("data/kyiv-post-macron/thread.txt", captured="2024-05-17T00:00Z")
    assert set(dated.comments["posted_from"]) == {pd.Timestamp("2024-04-26", tz="UTC")}
    assert set(dated.comments["posted_until"]) == {pd.Timestamp("2024-05-03", tz="UTC")}
    assert set(dated.comments["posted"]) == {pd.Timestamp("2024-04-29 12:00", tz="UTC")}
    assert dated.notices["code"].to_list() == ["read_as"]


def test_user_thread_spans(thread):
    "Every character belongs to one span; what is called blank is."
    assert tiles(thread)
    said = [(r.role, thread.text[r.start : r.end]) for r in thread.spans.itertuples()]
    assert said[0] == ("header", " date 2024-05-03 ")
    assert all(not text.strip() for role, text in said if role == "blank")
    assert not [text for role, text in said if role == "residue"]


def test_a_reply_without_a_mention_answers_the_comment_on_the_article_before_it():
    "In the kyiv-post shape the missing line above the header says so."
    text = "News.\n\nAnn\nAnn 2 days ago\nOne.\n\nBob\nBob 2 days ago\nTwo.\n\nCleo 1 day ago\nThree.\n"
    comments = read(text, thread_id="t").comments
    assert comments["parent_id"].fillna("").to_list() == ["", "", "c2"]
    assert set(comments["parent_evidence"]) == {"nesting"}


@pytest.mark.parametrize(
    "name", ['René "Zed"', "“Zed”", "John, Jr.", "Mike D. from Kyiv - patriot", "Who?", "Anna!", "88 (gone)"]
)
def test_where_the_page_repeats_the_name_it_may_be_any_line(name):
    "No comment is swallowed by the one before it for its author's odd name."
    text = "News.\n\n" + "".join(f"{n}\n{n} 2 days ago\nWords of {n}\n\n" for n in ("Ben", name, "Cem"))
    comments = read(text, thread_id="t").comments
    assert comments["author"].to_list() == ["Ben", name, "Cem"]
    assert comments["body"].to_list() == [f"Words of {n}" for n in ("Ben", name, "Cem")]


@pytest.mark.parametrize(
    "header",
    ["Ann Lee\n3 May 2024", "Ann Lee · 3 May 2024", "Ann Lee 2 days ago", "Ann Lee 2 days ago · Edited",
     "Ann Lee says:\nMay 3, 2024 at 10:15 pm",
     "Ann Lee | 2024-05-03 10:15", "Ann Lee\r\n2024-05-03\r"],
)  # fmt: skip
def test_generic_headers(header):
    "A name and a time, on one line or two."
    thread = read(f"The news of today.\n\n{header}\nWell said.\n\nReply\n\n{header}\nNo!", thread_id="t")
    assert thread.comments["author"].to_list() == ["Ann Lee", "Ann Lee"]
    assert thread.comments["body"].to_list() == ["Well said.", "No!"]
    assert set(thread.comments["parent_evidence"]) == {"none"}
    assert "parent_unknown" in set(thread.notices["code"])
    assert tiles(thread)


@pytest.mark.parametrize(
    "line",
    [
        "He came back 2 days ago",
        "It all began in this town, on 3 May 2024",
        "Updated 3 May 2024",
        "By Ann Lee 3 May 2024",
        "Why? 3 May 2024",
    ],
)
def test_sentences_and_bylines_are_no_headers(line):
    "A header needs a name before its time."
    text = f"{line}\nand more.\n" if not line.startswith("He") else f"They said that everything began when {line}\n"
    assert read(text, thread_id="t").comments.empty


def test_mentions_find_the_last_comment_of_a_name_with_or_without_spaces():
    "@Tom Lowe, @TomLowe and the longest name that fits."
    head = "News.\n\n{}\n3 May 2024\n{}\n\n"
    said = [
        ("Tom", "a"),
        ("Tom Lowe", "b"),
        ("Ann", "@Tom Lowe, no"),
        ("Bo", "@tomlowe yes"),
        ("Cy", "@Tom: ha"),
        ("Di", "@Nobody hm"),
    ]
    comments = read(
        "".join(head.format(*pair)[0 if i == 0 else 7 :] for i, pair in enumerate(said)), thread_id="t"
    ).comments
    assert comments["parent_id"].fillna("").to_list() == ["", "", "c2", "c2", "c1", ""]
    assert comments["own_words"].to_list() == ["a", "b", "no", "yes", "ha", "hm"]
    assert comments["parent_evidence"].to_list() == ["none", "none", "mention", "mention", "mention", "none"]


def test_a_quote_of_another_comment_points_to_it():
    "Lines with > before them, found in an earlier body though its quotation marks are curly."
    text = 'News.\n\nAnn\n3 May 2024\nI say “never” again.\n\nBob\n3 May 2024\n> I say "never" again.\nSo you do.\n'
    thread = read(text, thread_id="t")
    (quote,) = thread.quotes.itertuples()
    assert (quote.comment_id, quote.quoted_from, quote.start, quote.end) == ("c2", "c1", 0, 20)
    assert thread.comments["own_words"][1] == "So you do."


def test_a_quote_between_lines_that_end_in_carriage_returns():
    "The passage is the same, and its place too, whatever ends the lines."
    text = (
        'The old road is closed until May.\n\nAnn\n3 May 2024\nHa!\n"\nThe old road is closed until May.\n"\n'.replace(
            "\n", "\r\n"
        )
    )
    thread = read(text, thread_id="t")
    (quote,) = thread.quotes.itertuples()
    assert (quote.text, quote.start, quote.end) == ("The old road is closed until May.", 0, 33)
    assert thread.comments["own_words"][0] == "Ha!"
    (span,) = thread.spans[thread.spans["role"] == "quote"].itertuples()
    assert text[span.start : span.end] == quote.text


@pytest.mark.parametrize(
    "line",
    [
        "x" + " " * 200_000 + "y",
        "ab " * 100_000,
        "a\n" * 100_000,
        '"\nx\n' * 20_000,
        "Reply\n" * 50_000,
        "Ann Lee " * 50_000,
    ],
)
def test_long_and_odd_texts_take_linear_time(line):
    "Each of these once took minutes, or would have; a quadratic step would not end here."
    thread = read(f"News.\n\nAnn\n3 May 2024\nHa!\n{line}\nend.\n\nBob\n4 May 2024\nSo it is.\n", thread_id="t")
    assert len(thread.comments) == 2
    assert tiles(thread)


def test_a_time_without_a_zone_is_noticed():
    "Read as UTC, and said."
    text = "News.\n\nAnn\n3 May 2024 at 10:15\nHa!\n\nBo\n3 May 2024 10:15 UTC\nHo!\n"
    notices = read(text, thread_id="t").notices.set_index("code")
    assert notices.loc["zone_unknown", "count"] == 1


def test_a_quote_that_is_found_nowhere_has_no_source():
    "Missing, not invented."
    quote = read("Ann\n3 May 2024\n> Who said that?\nNobody.", thread_id="t").quotes.iloc[0]
    assert quote[["quoted_from", "start", "end"]].isna().all()


def test_text_without_comments_is_an_article_and_says_what_was_looked_for():
    "No comment is invented."
    thread = read("Once upon a time\n\nthere was a king.\nHe had three sons.\n", thread_id="t")
    assert thread.comments.empty
    assert thread.articles["title"][0] == "Once upon a time"
    assert thread.notices["code"].to_list() == ["no_comments"]
    assert "looked for" in thread.notices["message"][0]
    check_comments(thread.comments)


def test_names_of_any_script_and_markup_come_back_as_written():
    "Nothing is interpreted."
    thread = read(pasted(40, names=NASTY), thread_id="t")
    assert len(thread.comments) == 40
    assert set(thread.comments["author"]) == set(NASTY)
    assert tiles(thread)


def test_comments_in_another_language_are_noticed():
    "They are read, and it is said, in the words of all readers, that measures leave them out."
    text = "News.\n\nAnn\n3 May 2024, 14:20\nIch glaube nicht, dass der Minister das wirklich verstanden hat.\n"
    notices = read(text, thread_id="t").notices.set_index("code")
    assert notices.loc["other_language", "message"] == notice("other_language", ["c1"], 1)["message"]
    assert notices.loc["zone_unknown", "message"] == notice("zone_unknown", ["c1"], 1)["message"]


def test_a_mark_is_no_name():
    "Reddit's dot between name and time is not an author."
    assert read("alice\n•\n2 days ago\nHello.\n", thread_id="t").comments["author"].to_list() == ["alice"]


def test_a_date_in_the_future_is_noticed():
    "Kept as written, and said."
    thread = read("News.\n\nAnn\n3 May 2098\nHello.\n", thread_id="t")
    assert "time_in_future" in set(thread.notices["code"])
    assert thread.comments["posted_from"][0] == pd.Timestamp("2098-05-03", tz="UTC")


def test_dialect_can_be_chosen_and_a_wrong_name_lists_the_right_ones():
    "An unknown dialect is an error that names the known."
    text = "News.\n\nAnn\nAnn 2 days ago\nOne.\n"
    assert set(read(text, thread_id="t", dialect="generic").comments["parent_evidence"]) == {"none"}
    with pytest.raises(InputError, match="no dialect 'myspace': use one of generic, kyiv-post, "):
        read(text, thread_id="t", dialect="myspace")


PIECES = [
    "Ann",
    "Bob 2 days ago",
    "3 May 2024",
    '"',
    "> hm",
    "@Ann no",
    "",
    "Reply",
    " date 2024-05-03 x",
    "Well.",
    "😅",
    "\r",
    "“",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join)))
def test_spans_tile_any_text(text):
    "Any text at all, and any mix of the shapes: nothing is lost, and the table is one."
    thread = read(text, thread_id="t")
    check_comments(thread.comments)
    assert tiles(thread) or not text
    for row in thread.spans.itertuples():
        assert row.role != "blank" or not text[row.start : row.end].strip()
    for quote in thread.quotes.dropna(subset="quoted_from").itertuples():
        assert quote.end > quote.start


def test_ten_thousand_comments_are_read(tmp_path):
    "Size is no error, and no comment is lost (`benchmarks/reading.py` reads a hundred thousand)."
    path = tmp_path / "big.txt"
    path.write_text("News.\n\n" + "".join(f"Reader {n % 999}\n3 May 2024\nlol {n}\n\n" for n in range(10_000)))
    thread = load_thread(path)
    assert thread.comments["body"].to_list() == [f"lol {n}" for n in range(10_000)]
    assert tiles(thread)


def test_threads_of_the_same_name_get_numbers(tmp_path):
    "Ids in a corpus differ."
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("News.\n\nAnn\n3 May 2024\nHello.\n")
    corpus = load_threads([tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt"])
    assert corpus.articles["thread_id"].to_list() == ["x", "x-2"]
    assert corpus.comments["thread_id"].to_list() == ["x", "x-2"]
    assert len(check_comments(corpus.comments)) == 2


@pytest.mark.shared
def test_user_thread_as_the_scorer_sees_it():
    "The labelled reading of the user's thread, found in full."
    import json

    from conftest import SHARED

    labels = json.loads((SHARED / "data" / "pasted" / "kyiv-post__1.json").read_text())["comments"]
    comments = load_thread(SHARED / "data" / "pasted" / "kyiv-post__1.txt").comments
    for label, comment in zip(labels, comments.itertuples(), strict=True):
        assert comment.author == label["author"]
        assert comment.posted_text == label["timestamp"]
        assert "".join(comment.body.split()).startswith("".join(label["body_first60"].split())[:40])
        parent = None if pd.isna(comment.parent_id) else int(comment.parent_id[1:]) - 1
        assert parent == label["parent"]


@pytest.mark.parametrize(
    "shape", ["{name} says:\nMay 3, 2024 at 9:{n:02} am\n{text}\nReply\n", "{name}\n{n} days ago\n{text}\nReply\n"]
)
def test_the_beginning_of_a_long_page_settles_its_shape(monkeypatch, shape):
    "What comes after it is read alike, by a dialect or by the page's own pattern, and nothing is lost."
    texts = [f"The {n}th of many things to say about it." for n in range(10, 60)]
    page = "".join(shape.format(name=f"Ann {chr(55 + n)}", n=n, text=text) for n, text in enumerate(texts, 10))
    whole = read(page, thread_id="t")
    monkeypatch.setattr("analysis.readers.pasted.ENOUGH", 800)
    found = read(page, thread_id="t")
    assert found.comments["body"].to_list() == texts
    assert_frame_equal(found.comments, whole.comments)


def test_a_long_article_may_stand_above_the_comments(monkeypatch):
    "Its beginning shows no shape: all of the page is looked at."
    monkeypatch.setattr("analysis.readers.pasted.ENOUGH", 800)
    page = "It is so and not otherwise, says the town.\n" * 60 + "\nAnn\n3 May 2024\nYes.\n\nBob\n4 May 2024\nNo.\n"
    assert read(page, thread_id="t").comments["author"].to_list() == ["Ann", "Bob"]


def test_a_comment_is_not_before_its_article_or_its_parent():
    "Three weeks may be two, but the article is younger; and a reply is younger than what it answers."
    text = (
        " date 2024-05-03 A paragraph about a lamp that hums.\n\nAnn\nAnn 2 weeks ago\nGood.\n\n"
        "Bob\nBob 25 hours ago\nNo.\n\nCleo 1 day ago\n@Bob why?\n"
    )
    thread = read(text, thread_id="t", captured="2024-05-17T12:00Z")
    starts, ends = (thread.comments[c].astype(str).str[:16].to_list() for c in ("posted_from", "posted_until"))
    assert starts == ["2024-05-03 00:00", "2024-05-16 10:00", "2024-05-16 10:00"]  # alone the last: 2024-05-15 12:00
    assert ends == ["2024-05-03 12:00", "2024-05-16 11:00", "2024-05-16 12:00"]
    early = read(text.replace("2024-05-03", "2024-05-10"), thread_id="t", captured="2024-05-17T12:00Z")
    assert early.comments["posted_until"][0] < pd.Timestamp("2024-05-10", tz="UTC")
    assert "time_before_article" in set(early.notices["code"])


def test_the_zone_is_that_of_the_article_too():
    "Else comments would be written before what they answer."
    long = (
        "A paragraph about a lamp that hums, and about all the people who hear it at night and cannot sleep any more. "
    )
    text = f"A lamp hums\n3 May 2024, 14:20\n\n{long}\n\n{long}\n\nIt will go out on 1 September.\n\nComments\n\n"
    text += "Ann\nMay 3, 2024 at 3:15 pm\nGood.\nReply\n\nBob\nMay 3, 2024 at 4:15 pm\nNo.\nReply\n"
    thread = read(text, thread_id="t", timezone="Europe/Berlin")
    assert thread.articles["published"][0] == pd.Timestamp("2024-05-03 12:20", tz="UTC")
    assert thread.articles["text"][0].endswith("It will go out on 1 September.")
    assert "time_before_article" not in set(thread.notices["code"])


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo"])  # Cairo: no 00:00 then
@pytest.mark.parametrize("dated", ["date 2024-04-26 ", "A lamp hums\n26 April 2024\n\n"])
def test_an_article_of_a_day_is_of_that_day_in_any_zone(dated, zone):
    "Midnight UTC, which is known for a day without a time; comments of the same day are not before it."
    long = (
        "A paragraph about a lamp that hums, and about all the people who hear it at night and cannot sleep any more."
    )
    text = f"{dated}{long}\n\n{long}\n\nComments\n\nAnn\nApril 26, 2024 at 1:15 am\nGood.\nReply\n\n"
    thread = read(f"{text}Bob\nApril 26, 2024 at 4:15 pm\nNo.\nReply\n", thread_id="t", timezone=zone)
    assert thread.articles["published"][0] == pd.Timestamp("2024-04-26", tz="UTC")
    assert len(thread.comments) == 2 and "time_before_article" not in set(thread.notices["code"])
    shape = replies.summarise(thread.comments.tail(1), thread.articles).iloc[0]
    assert shape["half_life_since"] == "article"
    assert shape["half_life_seconds_from"] < shape["half_life_seconds_until"]  # some time of that day


def test_a_dialect_that_finds_nothing_says_so():
    "It is not said that anything else was looked for."
    thread = read("Ann\n3 May 2024\nGood.\nReply\nBob\n4 May 2024\nNo.\nReply\n", thread_id="t", dialect="kyiv-post")
    assert thread.notices["message"].str.startswith(
        "no comments found in the shape of kyiv-post: leave the dialect out"
    )[0]
