"""Saved web pages: the comments of many systems, the article, encodings, archives, hostile pages."""

import json
from pathlib import Path

import hypothesis.strategies as st
import pandas as pd
import pytest
from conftest import SHARED
from hypothesis import given

from analysis import InputError, check_comments, load_thread, load_threads
from analysis.readers import html
from analysis.readers.html_words import said
from analysis.readers.markup import html as text_of
from analysis.readers.recognise import is_page
from analysis.readers.records import Article, Comment
from analysis.readers.schema_org import plain

PAGES = Path(__file__).parent / "exports" / "html"
COMMENT = (
    '<li class="comment" id="comment-{0}"><b class="fn">Ann {0}</b> <time datetime="2024-05-03T10:15:00Z">3 May</time>'
    '<div class="comment-content"><p>{1}</p></div></li>'
)

# tests/exports/html/NAME.html: [(id, parent, author, time, text)]
SYSTEMS = {
    "wordpress": [
        ("11", None, "Ann", "2024-05-03T10:15:00+02:00", "A tram, at last.\n\n> next year\n\nReally?"),
        ("12", "11", "Bob", "2024-05-03T11:00:00+02:00", "😀"),
        ("13", None, None, None, "Pingback: Other blog"),
    ],
    "wordpress-2": [
        ("5", None, "Ann", "May 3rd, 2007 at 10:15 am", "So true!"),
        ("6", None, "Bob", "May 4th, 2007 at 1:00 pm", "No."),
    ],
    "blogger": [
        ("901", None, "Ann", "3 May 2009 10:15", "First!"),
        ("902", None, "Bob", "4 May 2009 11:00", "Second, and more to say."),
    ],
    "disqus": [
        ("100", None, "Ann", "Friday, May 3, 2024 10:15 AM", "One line."),
        ("101", "100", "Bob", "Friday, May 3, 2024 11:15 AM", "Another one."),
        ("102", None, "Cem", "Saturday, May 4, 2024 9:00 AM", "Third."),
    ],
    "discourse": [
        ("2", None, "Bob", "2024-05-03T11:00:00Z", "It will come."),
    ],
    "phpbb": [
        ("41", None, "Ann", "2024-05-03T10:15:00+00:00", "Who rides it?"),
        ("42", None, "Bob", "2024-05-03T11:00:00+00:00", "> Ann wrote:\n> Who rides it?\nI do."),
    ],
    "vbulletin": [
        ("1001", None, "Ann", "03.05.2008, 10:15", "Is the tram late?"),
        ("1002", None, "Bob", "03.05.2008, 11:00", "Always."),
    ],
    "hacker-news": [
        ("701", None, "ann", "2024-05-03T10:15:00", "Trams are fine.\n\nReally."),
        ("702", "701", "bob", "2024-05-03T11:00:00", "No."),
        ("703", None, "cem", "2024-05-03T11:30:00", "Third."),
    ],
    "old-reddit": [
        ("t1_aa1", None, "ann", "2024-05-03T10:15:00+00:00", "Hello there."),
        ("t1_aa2", "t1_aa1", "bob", "2024-05-03T11:00:00+00:00", "General."),
    ],
    "hashed-names": [
        ("c1", None, "Ann", "2 hours ago", "I doubt it."),
        ("c2", None, "Bob", "1 hour ago", "So do I."),
    ],
    "levels": [
        ("1", None, "Ann", "3. Mai 2024, 10:15 Uhr", "Das stimmt."),
        ("2", "1", "Bob", "3. Mai 2024, 11:00 Uhr", "Nein."),
        ("3", None, "Cem", "4. Mai 2024, 09:00 Uhr", "Doch!"),
    ],
    "replies-after": [
        ("a", None, "Ann", "2024-05-03 10:15", "One."),
        ("b", "a", "Bob", "2024-05-03 11:15", "Two."),
        ("c", None, "Cem", "2024-05-03 12:15", "Three."),
    ],
    "own-elements": [
        ("t1_a", None, "ann", "2024-05-03T10:15:00Z", "Hello you."),
        ("t1_b", "t1_a", "bob", "2024-05-03T11:15:00Z", "And you."),
    ],
    "xenforo-1": [
        ("1", None, "Ann", "May 3, 2024 at 10:15 AM", "Hello all of you."),
        ("2", None, "Bob", "May 3, 2024 at 11:15 AM", "Ann said: ↑\n> Hello all of you.\nHi Ann!"),
    ],
    "woltlab": [
        ("51", None, "Ann", "2024-05-03T10:15:00+02:00", "Wer fährt damit?"),
        ("52", None, "Bob", "2024-05-03T11:15:00+02:00", "Ich."),
    ],
    "invision": [
        ("901", None, "Ann", "2024-05-03T10:15:00Z", "Is it late?"),
        ("902", None, "Bob", "2024-05-03T11:15:00Z", "> 1 hour ago, Ann said:\n>\n> Is it late?\n\nYes."),
    ],
    "drupal": [
        ("31", None, "Ann", "2014-05-03T10:15:00+02:00", "Nice one, I think."),
        ("32", "31", "Bob", "2014-05-03T11:15:00+02:00", "Me too."),
    ],
    "jcomments": [
        ("7", None, "Ann", "2014-05-03 10:15", "Good text."),
        ("8", None, "Bob", "2014-05-03 11:15", "Bad text."),
    ],
    "indented": [
        ("501", None, "Ann", "3. Mai 2024, 10:15 Uhr", "Das ist gut."),
        ("502", "501", "Bob", "3. Mai 2024, 11:15 Uhr", "Das ist schlecht."),
    ],
    "names-in-bold": [
        ("c1", None, "Ann", "am 03.05.2014 um 10:15", "Prima, danke für den Artikel."),
        ("c2", None, "Bob", "am 04.05.2014 um 11:15", "Finde ich nicht."),
    ],
    "youtube": [
        ("c1", None, "@ann", "2 years ago", "Nice tram."),
        ("c2", "c1", "@bob", "1 year ago", "Nicer tram."),
    ],
    "single": [("c1", None, "Ann", "May 3, 2014", "Only me.")],
    "teasers": [],
    "no-comments": [],
}  # fmt: skip


def read(page):
    """The article and the comments of a page."""
    article, *comments = html.page(page, "page.html").rows
    assert isinstance(article, Article) and all(isinstance(comment, Comment) for comment in comments)
    return article, comments


def rows(comments):
    return [(one.id, one.parent, one.author, one.posted, text_of(one.body)) for one in comments]


def listed(*bodies):
    """A page with these comments."""
    items = "".join(COMMENT.format(number, body) for number, body in enumerate(bodies, 1))
    return f"<!DOCTYPE html><html><body><p>News of the day.</p><ol class=commentlist>{items}</ol></body></html>"


@pytest.mark.parametrize("name", SYSTEMS)
def test_systems(name):
    "The comments of each system: names, times, whom they answer, and the text without the buttons around it."
    assert rows(read((PAGES / f"{name}.html").read_bytes())[1]) == SYSTEMS[name]


def test_every_page_is_tested():
    "No fixture is left unread, but those below that say only what is found."
    assert {path.stem for path in PAGES.glob("*.html")} - set(SYSTEMS) == {"kunena", "reviews"}


@pytest.mark.parametrize(("name", "authors"), [("kunena", ["Ann", "Bob"]), ("reviews", ["Ann", "Bob"])])
def test_other_systems(name, authors):
    "Posts in tables under headings, and reviews."
    assert [comment.author for comment in read((PAGES / f"{name}.html").read_bytes())[1]] == authors


def test_tables():
    "Pages become the usual tables: times with their zones, evidence for whom is answered, the kind of pingbacks."
    thread = load_thread(PAGES / "wordpress.html")
    comments = check_comments(thread.comments)
    assert comments["parent_evidence"].to_list() == ["explicit"] * 3
    assert comments["posted"][0] == pd.Timestamp("2024-05-03T08:15Z")
    assert comments["kind"].to_list() == ["comment", "comment", "pingback"]
    assert thread.articles["title"][0] == "Trams"
    assert "at last" not in thread.articles["text"][0] and "The city builds a tram line" in thread.articles["text"][0]
    assert thread.notices["message"][0] == "read as web page (comments by its structure): 3 comments"


THREAD = """<li class="comment" id="comment-{0}"><div class="comment-body"><cite class="fn">{1}</cite>
<div class="comment-meta"><time datetime="2020-01-0{0}T10:00:00+00:00">Jan {0}</time></div>
<div class="comment-content">{2}</div><div class="reply"><a href="#">Reply</a></div></div></li>"""


def with_ninth(author, text):
    """What is read of a page of eight usual comments and this one, and the notices."""
    written = [(n, f"P{n}", f"<p>This is what number {n} has to say.</p>") for n in range(1, 9)] + [(9, author, text)]
    items = "".join(THREAD.format(*one) for one in written)
    found = html.page(f"<html><body><ol class='comment-list'>{items}</ol></body></html>", "page")
    return list(found.rows)[9:], [notice["count"] for notice in found.notices if notice["code"] == "left_out"]


@pytest.mark.parametrize("markup", ["{}", "<p>{}</p>", "<div><span>{}</span></div>"])
@pytest.mark.parametrize(
    "text",
    ["On 3 May 2024 the mayor said no.", "Jan 2, 2020 was great", "3 May 2024", "Monday 10:30 it was!", "2 days ago"]
    + ["Like", "Reply", "Share", "3", ":)", "!", "Ann says:", "P8", "on"],
)
def test_short_texts_are_no_clocks_or_buttons(text, markup):
    (comment,), left_out = with_ninth("Zoe", markup.format(text))
    assert text_of(comment.body) == text
    assert (comment.author, comment.posted) == ("Zoe", "2020-01-09T10:00:00+00:00")
    assert left_out == []


@pytest.mark.parametrize("name", ["admin", "Guest", "Mod", "Comment", "May"])
def test_names_that_are_words(name):
    (comment,), _ = with_ninth(name, "<p>So it is.</p>")
    assert (comment.author, text_of(comment.body)) == (name, "So it is.")


def test_a_badge_is_no_name():
    (comment,), _ = with_ninth("Zoe</cite><span class='author'>Admin</span><cite>", "<p>So it is.</p>")
    assert (comment.author, text_of(comment.body)) == ("Zoe", "So it is.")


def test_comments_without_a_text_are_counted():
    rows, left_out = with_ninth("Zoe", "")
    assert (rows, left_out) == ([], [1])


def test_votes():
    "An element that is called votes and holds a number."
    assert [comment.score for comment in read((PAGES / "old-reddit.html").read_bytes())[1]] == [5, None]


def test_none():
    "A page without comments says what was looked for; a form to write one, and lists of articles, are none."
    thread = load_thread(PAGES / "no-comments.html")
    assert len(thread.comments) == 0
    assert thread.notices["code"].to_list() == ["read_as", "no_comments"]


JSON_LD = """{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Trams",
 "datePublished": "2024-05-02T08:00:00Z", "comment": [{"@type": "Comment", "@id": "#1", "text": "One & <two>",
 "author": {"@type": "Person", "name": "Ann"}, "dateCreated": "2024-05-03T10:15:00Z", "upvoteCount": 3,
 "comment": {"@type": "Comment", "@id": "#2", "text": "Two", "author": [{"name": "Bob"}]}},
 {"@type": "Comment", "@id": "#3", "text": "Three", "author": "Cem", "parentItem": {"@id": "#2"}},]}]}"""


def script(text):
    return f'<!DOCTYPE html><html><head><script type="application/ld+json">{text}</script></head><body></body></html>'


def test_json_ld():
    "Comments in comments, named parents, authors as text, object or list, a comma too many."
    article, comments = read(script(JSON_LD))
    assert (article.title, article.published) == ("Trams", "2024-05-02T08:00:00Z")
    assert rows(comments) == [
        ("#1", None, "Ann", "2024-05-03T10:15:00Z", "One & <two>"),
        ("#2", "#1", "Bob", None, "Two"),
        ("#3", "#2", "Cem", None, "Three"),
    ]
    assert comments[0].score == 3


def test_json_ld_questions():
    "Answers to a question are comments; those of a FAQ, and a review by the site itself, are its own words."
    answers = [{"@type": "Answer", "text": "Yes."}, {"@type": "Answer", "text": "No."}]
    question = {"@type": "Question", "name": "Late?", "acceptedAnswer": answers[0], "suggestedAnswer": answers[1:]}
    article, comments = read(script(json.dumps({"@type": "QAPage", "mainEntity": question})))
    assert (article.title, [text_of(one.body) for one in comments]) == ("Late?", ["Yes.", "No."])
    assert read(script(json.dumps({"@type": "FAQPage", "mainEntity": [question]})))[1] == []
    review = {"@type": "Review", "reviewBody": "Good.", "author": "Us"}
    assert read(script(json.dumps({"@type": "Product", "review": review})))[1] == []
    assert (
        len(read(script(json.dumps({"@type": "Product", "review": [review, review | {"reviewBody": "Bad."}]})))[1]) == 2
    )


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "null", '{"@type": ["Comment", 3], "text": 5}', '"x"'])
def test_json_ld_odd(text):
    "What is no JSON, or not as described, is passed over."
    assert read(script(text))[1] == []


def test_forum_opening_post():
    "The post that the page describes as the posting is the article; the others answer it."
    about = {"@type": "DiscussionForumPosting", "headline": "Late", "text": "Who rides it?"}
    page = (
        (PAGES / "phpbb.html")
        .read_text()
        .replace("<title>", f"<script type='application/ld+json'>{json.dumps(about)}</script><title>")
    )
    article, comments = read(page)
    assert article.title == "Late" and [one.author for one in comments] == ["Bob"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    "By byte order mark, or by its looks."
    (comment,) = read(listed("Schöne Grüße").encode(encoding))[1]
    assert text_of(comment.body) == "Schöne Grüße"


def test_declared_encoding():
    "What the page says counts, ISO 8859-1 meaning Windows 1252 as in browsers; a wrong one does not."
    page = listed("“Schön”").replace("<body>", '<head><meta charset="iso-8859-1"></head><body>')
    assert text_of(read(page.encode("cp1252"))[1][0].body) == "“Schön”"
    page = listed("Привет").replace("<body>", '<head><meta charset="no-such"></head><body>')
    assert text_of(read(page.encode())[1][0].body) == "Привет"


def test_mhtml(tmp_path):
    "The HTML part of an archive, quoted-printable in its own charset; pictures beside it are left."
    body = listed("Schöne Grüße = gut").encode("cp1252")
    quoted = b"".join(b"=%02X" % byte if byte > 126 or byte == 61 else bytes([byte]) for byte in body)
    parts = b"".join(
        b"--cut\r\nContent-Type: %s\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n" % part
        for part in [(b"text/html; charset=windows-1252", quoted), (b"image/png", b"x")]
    )
    head = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";'
        b'\r\n\tboundary="cut"\r\n\r\n'
    )
    (tmp_path / "page.mhtml").write_bytes(head + parts + b"--cut--\r\n")
    assert load_thread(tmp_path / "page.mhtml").comments["body"].to_list() == ["Schöne Grüße = gut"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!doctype html>", True),
        (b"\n \n<!-- saved from url -->\n<HTML>", True),
        (b"\xef\xbb\xbf<html lang=de>", True),
        ("\ufeff<!DOCTYPE html>".encode("utf-16-le"), True),
        (b"Ann wrote: <html> is a tag", False),
        (b"<rss version='2.0'>", False),
        (b"Content-Type: text/plain\n\nHi", False),
        (b"", False),
    ],
)
def test_recognised(head, expected):
    "By how the file begins."
    assert is_page(head) is expected


def test_folder(tmp_path):
    "Pages in a folder are read together, each as a thread."
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(listed(name))
    comments = load_threads([tmp_path]).comments
    assert comments[["thread_id", "body"]].to_numpy().tolist() == [["a", "a"], ["b", "b"]]


def test_hostile():
    "Scripts are text, links that would run are words, what a style hides is not read, zero bytes are dropped."
    page = listed(
        "<script>alert(1)</script>Hi <a href='javascript:x()'>you</a><span style='display: none'>spam</span>\0"
    )
    assert text_of(read(page)[1][0].body) == "Hi you"


def test_deep():
    "Nested a hundred thousand times, in a comment and in replies: read as far as the parser goes."
    found = html.page(listed("Hello " + "<span>" * 100_000 + "deep"), "page.html")
    assert [text_of(one.body) for one in list(found.rows)[1:]] == ["Hello"]
    assert [one["code"] for one in found.notices] == ["too_deep"]
    items = COMMENT.format(1, "So it is").removesuffix("</li>") + "<ul class=children>"
    _, comments = read("<html><body><ol class=commentlist>" + items * 100_000)
    assert len(comments) > 100 and {text_of(one.body) for one in comments} == {"So it is"}


@given(st.text(alphabet="<>/=\"' abdiv comment class reply\0&;!-", max_size=300))
def test_anything(text):
    "No page is too broken to be read."
    html.page("<html><body>" + text, "page.html")


@given(
    st.lists(st.text(alphabet="abc äß ?!", min_size=1, max_size=40).filter(lambda text: text.strip(" ?!")), max_size=6)
)
def test_texts_survive(texts):
    "Each text comes back as it is, but for white space."
    comments = read(listed(*map(plain, texts)))[1]
    assert [text_of(one.body).split() for one in comments] == [text.split() for text in texts]


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("comment-author", "comment"),
        ("Kommentar", "comment"),
        ("posted-on", ""),
        ("category-comments", ""),
        ("preview", ""),
    ],
)
def test_names(name, of):
    "Which class names speak of comments."
    assert said(name).of == of


@pytest.mark.shared
def test_labelled_pages():
    "Of the strings that are in the pages and have to be in the comments at least nine in ten; of others one in fifty."
    folder = SHARED / "data" / "exports" / "html"
    found = wanted = foreign = unwanted = 0
    for name, labels in json.loads((folder / "labels.json").read_text()).items():
        comments = load_threads([folder / name]).comments
        text = " ".join("\n".join(comments["body"]).split())
        in_page = len(comments) > 0
        wanted += len(labels["comments"]) * in_page
        found += sum(" ".join(string.split()) in text for string in labels["comments"])
        unwanted += len(labels["without"])
        foreign += sum(" ".join(string.split()) in text for string in labels["without"])
    assert found >= 42 and found / wanted >= 0.9
    assert foreign / unwanted <= 0.02


@pytest.mark.shared
@pytest.mark.parametrize(
    ("page", "comments", "authors", "replies"),
    [  # counted with grep: ids of comments, "depth-2" and deeper; data-author,
        # of which the first is the opening post; five of the 59 in the third stand in a list of the latest elsewhere
        ("html/foxyfolksy.com.buttercream.html", 80, 80, 41),
        ("html/spektrum.de.engelbart.html", 54, 54, 1),
        ("html/german.stackexchange.com.ausgeraubt.html", 20, 20, 12),
        ("jsonld_microdata/katzen-forum.net-Pepe.html", 17, 17, 0),
        ("jsonld_microdata/financescout24.de.autokredit.html", 0, 0, 0),
    ],
)
def test_real_pages(page, comments, authors, replies):
    "As many comments as the page has."
    table = load_threads([SHARED / "data" / "exports" / page]).comments
    assert (len(table), table["author"].notna().sum(), table["parent_id"].notna().sum()) == (comments, authors, replies)


def test_a_name_nested_deep_is_found():
    "In the length of the stack of nobody's calls."
    name = "<b>" * 1500 + "Ann Lee" + "</b>" * 1500
    page = listed("Well said.", "No.").replace("Ann", f'<span class="author">{name}</span>', 1)
    _, comments = read(page.encode())
    assert [comment.body and text_of(comment.body) for comment in comments] == ["Well said.", "No."]


@pytest.mark.parametrize("charset", ["idna", "undefined", "punycode"])
def test_a_charset_that_is_none(charset):
    page = f'<html><head><meta charset="{charset}"></head>{listed("Déjà vu.", "No.")}</html>'
    _, comments = read(page.encode("latin-1"))
    assert text_of(comments[0].body).endswith(" vu.")


def test_an_archive_in_an_archive_without_end():
    parts = "".join(f"--b{n}\nContent-Type: multipart/related; boundary=b{n + 1}\n\n" for n in range(1200))
    raw = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n{parts}".encode()
    with pytest.raises(InputError, match="page.mhtml: an archive in an archive"):
        html.page(raw, "page.mhtml")
