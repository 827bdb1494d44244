"""WordPress' WXR."""

import pandas as pd
import pytest

from analysis import check_comments, load_threads
from analysis.readers.wordpress import paragraphs

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Site</title><wp:wxr_version>1.2</wp:wxr_version>
"""
POST = """<item><title>The bridge</title><link>https://example.org/bridge</link>
 <pubDate>Tue, 02 Apr 2019 09:10:27 +0000</pubDate>
 <excerpt:encoded><![CDATA[not this]]></excerpt:encoded>
 <content:encoded><![CDATA[<!-- wp:paragraph -->It opened.

Cars came.]]></content:encoded>
 <wp:post_id>7</wp:post_id><wp:post_date>2019-04-02 11:10:27</wp:post_date>
 <wp:post_date_gmt>2019-04-02 09:10:27</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
 {}</item>
"""
COMMENT = """<wp:comment><wp:comment_id>{}</wp:comment_id><wp:comment_author><![CDATA[{}]]></wp:comment_author>
 <wp:comment_author_email>x@example.org</wp:comment_author_email>
 <wp:comment_date>2019-04-02 12:00:00</wp:comment_date><wp:comment_date_gmt>{}</wp:comment_date_gmt>
 <wp:comment_content><![CDATA[{}]]></wp:comment_content><wp:comment_approved>{}</wp:comment_approved>
 <wp:comment_type>{}</wp:comment_type><wp:comment_parent>{}</wp:comment_parent>
 <wp:commentmeta><wp:meta_key>k</wp:meta_key></wp:commentmeta></wp:comment>
"""
GMT, ZERO = "2019-04-02 10:00:00", "0000-00-00 00:00:00"
COMMENTS = [
    (1, "Ann", GMT, "One\nline.\r\n\r\nTwo &amp; <em>three</em>.", "1", "", 0),
    (2, "Bob", ZERO, "Waiting", "0", "comment", 1),
    (3, "", "", "Buy!", "spam", "", 0),
    (4, "Cy", GMT, "Thrown away", "trash", "", 9),
    (5, "Other blog", GMT, "[...] about a bridge [...]", "1", "pingback", 0),
    (6, "Old blog", GMT, "Also", "1", "trackback", 0),
]
TABLE = [
    "comment_ID,comment_post_ID,comment_author,comment_author_email,comment_date,comment_date_gmt,comment_content,"
    "comment_approved,comment_type,comment_parent,user_id",
    '1,7,Ann,x@example.org,2019-04-02 12:00:00,2019-04-02 10:00:00,"One\nline.\n\nTwo <em>three</em>.",1,,0,0',
    "2,7,Bob,,2019-04-02 12:00:00,2019-04-02 10:00:00,Waiting,0,comment,1,0",
    "3,7,Shop,,2019-04-02 12:00:00,2019-04-02 10:00:00,Buy!,spam,comment,0,0",
    "4,8,Other blog,,2019-04-02 12:00:00,2019-04-02 10:00:00,[...] about it,1,pingback,0,0",
]
OTHER = """<item><title>{0}</title><wp:post_id>{1}</wp:post_id><wp:status>{2}</wp:status>
 <wp:post_type>{0}</wp:post_type></item>"""


def load(tmp_path, *items, head=HEAD, **options):
    path = tmp_path / "site.xml"
    path.write_text(head + "".join(items) + "</channel></rss>", encoding="utf-8")
    return load_threads([path], **options)


def test_comments(tmp_path):
    "Approved, waiting, spam, trash; pings; zero dates; the parent 0."
    post = POST.format("".join(COMMENT.format(*comment) for comment in COMMENTS))
    comments = check_comments(load(tmp_path, post, timezone="Europe/Berlin").comments)
    assert comments["comment_id"].to_list() == list("123456")
    assert comments["author"].fillna("").to_list() == ["Ann", "Bob", "", "Cy", "Other blog", "Old blog"]
    assert comments["status"].to_list() == ["visible", "hidden", "hidden", "deleted", "visible", "visible"]
    assert comments["kind"].to_list() == ["comment"] * 4 + ["pingback"] * 2
    assert comments["parent_id"].fillna("").to_list() == ["", "1", "", "", "", ""]
    assert comments["lost_parent_id"].dropna().to_list() == ["9"]
    assert comments["body"][0] == "One\nline.\n\nTwo & three." and comments["body"][3] == ""
    # GMT where there is one, else the site's own time, whose zone only the reader knows
    assert set(comments["posted"].dt.floor("s")) == {pd.Timestamp("2019-04-02 10:00", tz="UTC")}


def test_articles(tmp_path):
    "Published posts, and whatever has comments; the rest is counted by what it is."
    page = OTHER.format("page", 8, "publish").replace("</item>", COMMENT.format(*COMMENTS[0]) + "</item>")
    others = [OTHER.format("attachment", n, "inherit") for n in (20, 21)]
    corpus = load(tmp_path, *others, POST.format(""), OTHER.format("post", 9, "draft"), page)
    assert corpus.articles["thread_id"].to_list() == ["7", "8"]
    assert corpus.articles["text"][0] == "It opened.\n\nCars came."
    assert corpus.articles["published"][0] == pd.Timestamp("2019-04-02 09:10:27", tz="UTC")
    assert corpus.articles["source"][0] == "https://example.org/bridge"
    messages = corpus.notices.set_index("code")["message"]
    left = "3 items without a comment that are no published posts were left out: 2 attachment, 1 draft"
    assert messages["left_out"] == left
    assert messages["no_comments"] == "1 article without a comment"


def test_pages_where_there_is_nothing_else(tmp_path):
    corpus = load(tmp_path, OTHER.format("page", 8, "publish"), OTHER.format("page", 9, "publish"))
    assert corpus.articles["thread_id"].to_list() == ["8", "9"]
    assert len(corpus.comments) == 0


@pytest.mark.parametrize("version", ["https://wordpress.org/export/1.1/", "http://wordpress.org/export/1.0/", None])
def test_any_version(tmp_path, version):
    "The namespace differs, or nothing declares the prefix."
    declared = 'xmlns:wp="http://wordpress.org/export/1.2/"'
    head = HEAD.replace(declared, f'xmlns:wp="{version}"' if version else "").replace("Site", "Site\x00\x0b")
    post = POST.format(COMMENT.format(*COMMENTS[0]))
    pd.testing.assert_frame_equal(load(tmp_path, post, head=head).comments, load(tmp_path, post).comments)


def test_as_disqus_takes_it(tmp_path):
    "No post id but an identifier; no types; single sign-on inside the comment."
    item = """<item><title>Foo</title><link>https://example.org/foo</link><content:encoded><![CDATA[Hello]]></content:encoded>
     <dsq:thread_identifier>foo-1</dsq:thread_identifier><wp:post_date_gmt>2010-09-20 09:13:44</wp:post_date_gmt>
     <wp:comment><dsq:remote><dsq:id>9</dsq:id></dsq:remote><wp:comment_id>65</wp:comment_id>
     <wp:comment_author>Foo Bar</wp:comment_author><wp:comment_date_gmt>2010-09-20 13:19:10</wp:comment_date_gmt>
     <wp:comment_content><![CDATA[<p>Hi</p>]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved>
     <wp:comment_parent>0</wp:comment_parent></wp:comment></item>"""
    comments = load(tmp_path, item).comments
    assert comments[["thread_id", "comment_id", "author", "body"]].to_numpy().tolist() == [
        ["foo-1", "65", "Foo Bar", "Hi"]
    ]
    assert comments["posted"][0] == pd.Timestamp("2010-09-20 13:19:10", tz="UTC")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("a\n\nb", "a<p>b"),
        ("a\r\nb\n", "a<br>b"),
        ("a<br />\nb", "a<br />\nb"),
        ("<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("a\n<ul>\n<li>b</li>\n</ul>\nc", "a\n<ul>\n<li>b</li>\n</ul>\nc"),
        ("a\n<pre>x\n\ny</pre>\nb\nc", "a<br><pre>x\n\ny</pre><br>b<br>c"),
    ],
)
def test_paragraphs(stored, shown):
    "Blank lines and line ends mean what they say, but beside elements that are lines of their own and inside of <pre>."
    assert paragraphs(stored) == shown


@pytest.mark.parametrize("made", ["csv", "frame"])
def test_the_table_of_the_database(tmp_path, made):
    "Its spam is not shown, its pingbacks are no comments; a frame's numbers are whole again."
    path = tmp_path / "wp_comments.csv"
    path.write_text("\n".join(TABLE), encoding="utf-8")
    comments = check_comments(load_threads([path if made == "csv" else pd.read_csv(path)]).comments)
    assert comments["thread_id"].to_list() == ["7", "7", "7", "8"]
    assert comments["parent_id"].fillna("").to_list() == ["", "1", "", ""]
    assert comments["status"].to_list() == ["visible", "hidden", "hidden", "visible"]
    assert comments["kind"].to_list() == ["comment"] * 3 + ["pingback"]
    assert comments["posted"].iloc[0] == pd.Timestamp("2019-04-02 10:00", tz="UTC")
    assert comments["body"].iloc[0] == "One\nline.\n\nTwo three."


def test_names_have_no_entities(tmp_path):
    comment = COMMENT.format(1, "Ann &amp;amp; Bob".replace("&amp;amp;", "&amp;"), GMT, "Yes.", "1", "", 0)
    assert load(tmp_path, POST.format(comment)).comments["author"].to_list() == ["Ann & Bob"]
