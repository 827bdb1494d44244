"""Feeds of comments, and Blogger's export."""

import pandas as pd
import pytest

from analysis import InputError, check_comments, load_threads

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Comments for Site</title>
<item><title>Comment on Lost by the sea by Bo by the way</title><link>https://example.org/sea/#comment-12</link>
 <dc:creator><![CDATA[Bo by the way]]></dc:creator><pubDate>Tue, 02 Apr 2019 11:00:00 +0200</pubDate>
 <guid isPermaLink="false">https://example.org/?p=1#comment-12</guid><description>In reply to Ann. No!</description>
 <content:encoded><![CDATA[<p>In reply to <a href="https://example.org/sea/#comment-11">Ann</a>.</p>
<p>No!</p>]]></content:encoded></item>
<item><title>Comment on Lost by the sea by Ann</title><link>https://example.org/sea/#comment-11</link>
 <dc:creator>Ann</dc:creator><pubDate>Tue, 02 Apr 2019 08:00:00 +0000</pubDate><description>So?</description></item>
<item><title>By: Blog</title><link>https://example.org/land/#comment-13</link>
 <description>[&#8230;] elsewhere [&#8230;]</description></item>
<item><title>A new article</title><link>https://example.org/new/</link><description>News</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<entry><title>Comment on Sea by Ann</title>
 <link rel="alternate" href="https://example.org/sea/#comment-1" type="text/html"/>
 <author><name>Ann</name></author><id>https://example.org/sea/#comment-1</id><updated>2020-05-01T10:00:00Z</updated>
 <published>2020-05-01T10:00:00Z</published><content type="html">&lt;p&gt;One&lt;/p&gt;</content>
 <thr:in-reply-to ref="https://example.org/?p=1" href="https://example.org/sea/" type="text/html"/></entry>
<entry><title>Comment on Sea by Bo</title>
 <link rel="alternate" href="https://example.org/sea/#comment-2" type="text/html"/>
 <author><name>A planet</name></author><id>https://example.org/sea/#comment-2</id><updated>2020-05-01T11:00:00Z</updated>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two</p></div></content>
 <thr:in-reply-to ref="https://example.org/sea/#comment-1" href="https://example.org/sea/#comment-1"/></entry>
</feed>
"""
KIND = (
    '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'
)
TAG = "tag:blogger.com,1999:blog-5.post-"


def entry(number, kind, title, more=""):
    return f"""<entry><id>{TAG}{number}</id><published>2010-11-29T12:35:44.027-08:00</published>{KIND.format(kind)}
     <title type="text">{title}</title>
     <content type="html">&lt;b&gt;{title}&lt;/b&gt; it is&lt;br/&gt;so</content>{more}</entry>"""


def by(name, post=1):
    return f'<author><name>{name}</name><uri>u</uri></author><thr:in-reply-to ref="{TAG}{post}" href="h" source="s"/>'


BLOGGER = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">'
    + entry(90, "settings", "S")
    + entry(91, "template", "T")
    + entry(1, "post", "The bridge", '<link rel="alternate" type="text/html" href="https://example.org/bridge"/>')
    + entry(2, "post", "Quiet")
    + entry(3, "post", "Draft", '<app:control xmlns:app="a"><app:draft>yes</app:draft></app:control>')
    + entry(4, "page", "About")
    + entry(5, "page", "Contact")
    + entry(10, "comment", "First", by("Ann"))
    + entry(
        11,
        "comment",
        "Second",
        by("Anonymous") + '<link rel="related" href="https://example.org/1/comments/default/10"/>',
    )
    + entry(12, "comment", "Third", by("Bo", 4))
    + "</feed>"
)
TAKEOUT = f"""<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<entry><id>{TAG}1</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>Bridge</title>
 <content type='html'>&lt;p&gt;Open&lt;/p&gt;</content><published>2019-01-01T00:00:00Z</published></entry>
<entry><id>{TAG}2</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><title>No</title></entry>
<entry><id>{TAG}10</id><blogger:parent>{TAG}1</blogger:parent><blogger:inReplyTo/><blogger:type>COMMENT</blogger:type>
 <blogger:status>LIVE</blogger:status><author><name>Ann</name><blogger:type>BLOGGER</blogger:type></author>
 <content type='html'>A</content><published>2019-01-02T00:00:00Z</published></entry>
<entry><id>{TAG}11</id><blogger:parent>{TAG}1</blogger:parent><blogger:inReplyTo>{TAG}10</blogger:inReplyTo>
 <blogger:type>COMMENT</blogger:type><blogger:status>SPAM</blogger:status><author><name>Bo</name></author>
 <content type='html'>B</content></entry>
</feed>
"""


def load(tmp_path, text):
    path = tmp_path / "feed.xml"
    path.write_text(text, encoding="utf-8")
    return load_threads([path])


def test_rss(tmp_path):
    "Titles hold article and author, links the numbers, texts whom they answer; pings and articles are told apart."
    corpus = load(tmp_path, RSS)
    comments = check_comments(corpus.comments)
    assert comments["comment_id"].to_list() == ["12", "11", "13"]
    assert comments["author"].to_list() == ["Bo by the way", "Ann", "Blog"]
    assert comments["parent_id"].fillna("").to_list() == ["11", "", ""]
    assert comments["body"].to_list() == ["No!", "So?", "[…] elsewhere […]"]
    assert comments["kind"].to_list() == ["comment", "comment", "pingback"]
    assert comments["posted"][0] == pd.Timestamp("2019-04-02 09:00", tz="UTC")
    assert corpus.articles["thread_id"].to_list() == ["https://example.org/sea/", "https://example.org/land/"]
    assert corpus.articles["title"][0] == "Lost by the sea"
    assert "1 entry of the feed" in corpus.notices.set_index("code")["message"]["left_out"]


def test_atom(tmp_path):
    "Whom a comment answers is an element; a planet's name for the author is not believed; XHTML."
    comments = load(tmp_path, ATOM).comments
    assert comments["author"].to_list() == ["Ann", "Bo"]
    assert comments["parent_id"].fillna("").to_list() == ["", "1"]
    assert comments["body"].to_list() == ["One", "Two"]
    assert set(comments["thread_id"]) == {"https://example.org/sea/"}


def test_blogger(tmp_path):
    "Posts, and pages with comments; no drafts, settings or templates."
    corpus = load(tmp_path, BLOGGER)
    assert corpus.articles["thread_id"].to_list() == ["1", "2", "4"]
    assert corpus.articles["source"][0] == "https://example.org/bridge"
    comments = check_comments(corpus.comments)
    assert comments[["thread_id", "comment_id"]].to_numpy().tolist() == [["1", "10"], ["1", "11"], ["4", "12"]]
    assert comments["author"].fillna("").to_list() == ["Ann", "", "Bo"]
    assert comments["parent_id"].fillna("").to_list() == ["", "10", ""]
    assert comments["body"][0] == "First it is\nso"
    assert comments["posted"][0] == pd.Timestamp("2010-11-29 20:35:44.027", tz="UTC")
    assert corpus.notices.set_index("code")["count"]["no_comments"] == 1


def test_takeout(tmp_path):
    corpus = load(tmp_path, TAKEOUT)
    assert corpus.articles["title"].to_list() == ["Bridge"]
    assert corpus.comments["parent_id"].fillna("").to_list() == ["", "10"]
    assert corpus.comments["status"].to_list() == ["visible", "hidden"]


def test_a_feed_of_articles_is_no_thread(tmp_path):
    with pytest.raises(InputError, match="<rss>.*feeds of comments"):
        load(tmp_path, '<?xml version="1.0"?><rss><channel><item><title>News</title></item></channel></rss>')
