"""Disqus' XML."""

import pandas as pd

from analysis import check_comments, load_threads

EXPORT = """`<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
 <category dsq:id="1"><forum>news</forum><title>General</title><isDefault>true</isDefault></category>
 <thread dsq:id="10"><id>slug</id><category dsq:id="1"/><link>https://example.org/bridge</link>
  <title>A bridge &amp; a tunnel</title><message><![CDATA[<p>It opened.</p>]]></message>
  <createdAt>2020-01-01T08:00:00Z</createdAt><author><name>Editor</name></author></thread>
 <thread dsq:id="11"><id/><link>https://example.org/quiet</link><title/><message/></thread>
 <thread dsq:id="12"><id/></thread>
 <post dsq:id="100"><id/><message><![CDATA[<p>I like <a href="https://example.org">it</a>.</p><p>Really.</p>]]></message>
  <createdAt>2020-01-01T09:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
  <author><email>a@example.org</email><name>Ann</name><isAnonymous>true</isAnonymous></author>
  <thread dsq:id="10"/></post>
 <post dsq:id="101"><message>Why?</message><createdAt>2020-01-01T09:30:00Z</createdAt><isDeleted>false</isDeleted>
  <isSpam>true</isSpam><author><name/></author><thread dsq:id="10"/><parent dsq:id="100"/></post>
 <post dsq:id="102"><message>Gone</message><createdAt>2020-01-01T10:00:00Z</createdAt><isDeleted>true</isDeleted>
  <isSpam>false</isSpam><author><name>Bob</name></author><thread dsq:id="10"/><parent dsq:id="999"/></post>
 <post><message>No id, no page.</message></post>
 <post dsq:id="104"><message>Elsewhere</message><author><name>Cy</name></author><thread dsq:id="13"/></post>
</disqus>
"""


def load(tmp_path, text=EXPORT):
    path = tmp_path / "export.xml"
    path.write_text(text, encoding="utf-8")
    return load_threads([path])


def test_comments(tmp_path):
    "Ids of another namespace, parents, deleted and spam, a guest's name, a name that is empty."
    comments = check_comments(load(tmp_path).comments)
    assert comments["comment_id"].to_list() == ["100", "101", "102", "c4", "104"]
    assert comments["thread_id"].to_list() == ["10", "10", "10", "export", "13"]
    assert comments["parent_id"].fillna("").to_list() == ["", "100", "", "", ""]
    assert comments["lost_parent_id"].fillna("").to_list() == ["", "", "999", "", ""]
    assert comments["author"].fillna("").to_list() == ["Ann", "", "Bob", "", "Cy"]
    assert comments["status"].to_list() == ["visible", "hidden", "deleted", "visible", "visible"]
    assert comments["body"].to_list() == ["I like it.\n\nReally.", "Why?", "", "No id, no page.", "Elsewhere"]
    assert comments["posted"][1] == pd.Timestamp("2020-01-01 09:30", tz="UTC")


def test_articles(tmp_path):
    "A page that nobody wrote on is an article and counted; one that has nothing but a number is none."
    corpus = load(tmp_path)
    articles = corpus.articles.set_index("thread_id")
    assert list(articles.index) == ["10", "11", "export", "13"]
    assert articles.loc["10"].drop("author").to_list() == [
        "A bridge & a tunnel",
        pd.Timestamp("2020-01-01 08:00", tz="UTC"),
        "It opened.",
        "https://example.org/bridge",
    ]
    assert articles["source"]["11"] == "https://example.org/quiet" and pd.isna(articles["title"]["11"])
    notices = corpus.notices.set_index("code")["message"]
    assert notices["no_comments"] == "1 article without a comment"
    assert notices["read_as"] == "read as Disqus export: 5 comments"


def test_without_any_namespace_or_with_another(tmp_path):
    "Prefixes that nothing declares, and https."
    bare = EXPORT.split('<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">')
    plain, secure = (
        load(tmp_path, "<disqus>".join(bare)),
        load(tmp_path, EXPORT.replace("http://disqus", "https://disqus")),
    )
    for corpus in (plain, secure):
        pd.testing.assert_frame_equal(corpus.comments, load(tmp_path).comments)
