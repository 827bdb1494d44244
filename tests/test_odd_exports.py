"""Whatever stands in an export where something else should: it is read, or refused in one line."""

import copy
import io
import json
import re
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from made_exports import DOCUMENTS, corpus, lines

from analysis import InputError, check_comments, load_thread
from analysis.export import as_json
from analysis.readers import recognise
from analysis.readers.own import Own

ODD = st.sampled_from(
    [None, True, 0, -1, 10**30, 1e308, -0.5, float("nan")]
    + ["", "0", "text", "\x00\U0001f600\u202e", "\ud800", "<p>&amp;", "9" * 400, "2024-13-45T99:00:00Z"]
    + [[], {}, [None], [[]], [{}], {"": None}, {"id": {}}]
)

LD = {
    "@type": "Article",
    "headline": "Ponds",
    "comment": [
        {
            "@type": "Comment",
            "@id": "1",
            "text": "Yes",
            "author": {"name": "Ann"},
            "upvoteCount": 3,
            "dateCreated": "2024-05-03",
        },
        {"@type": "Comment", "@id": "2", "text": "No", "author": "Bo", "parentItem": {"@id": "1"}, "upvoteCount": "4"},
    ],
}
STACK_EXCHANGE = """<?xml version="1.0" encoding="utf-8"?><!-- a dump of ponds and of frogs -->
<comments><row Id="1" PostId="2" Score="12" Text="Yes" CreationDate="2024-05-03T10:00:00.000" UserId="5" />
</comments>"""
WORDPRESS = """<?xml version="1.0" encoding="utf-8"?><!-- an export of ponds and frogs -->
<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>Ponds</title><wp:post_id>1</wp:post_id>
<pubDate>Fri, 03 May 2024 10:00:00 +0000</pubDate>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Ann</wp:comment_author>
<wp:comment_date_gmt>2024-05-03 10:00:00</wp:comment_date_gmt><wp:comment_date>2024-05-03 12:00:00</wp:comment_date>
<wp:comment_content>Yes</wp:comment_content><wp:comment_approved>1</wp:comment_approved>
<wp:comment_parent>7</wp:comment_parent></wp:comment></item></channel></rss>"""
DISQUS = """<?xml version="1.0" encoding="utf-8"?><!-- an export of ponds and frogs -->
<disqus xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="1"><title>Ponds</title></thread>
<post dsq:id="2"><message>Yes</message><createdAt>2024-05-03T10:00:00Z</createdAt><author><name>Ann</name></author>
<isDeleted>false</isDeleted><thread dsq:id="1" /><parent dsq:id="7" /></post></disqus>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><!-- a feed of ponds and frogs -->
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>Comments on Ponds</title>
<entry><id>2</id><title>Ann</title><updated>2024-05-03T10:00:00Z</updated><author><name>Ann</name></author>
<content type="html">Yes</content><thr:in-reply-to ref="1" /></entry></feed>"""
XML = [STACK_EXCHANGE, WORDPRESS, DISQUS, ATOM]
OURS = as_json(load_thread("data/kyiv-post-macron/thread.txt", captured="2024-05-17"))


def places(data, way=()):
    """The ways to all values inside."""
    found, stack = [], [(data, way)]
    while stack:
        value, way = stack.pop()
        found.append(way)
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        stack += [(one, (*way, key)) for key, one in inside]
    return found[1:]


def changed(data, way, value, remove):
    """The data with one value replaced or removed."""
    data = copy.deepcopy(data)
    *most, last = way
    holder = data
    for key in most:
        holder = holder[key]
    if remove:
        del holder[last]
    else:
        holder[last] = value
    return data


def oddly(data, made):
    """The data with up to three values that are odd or missing."""
    for _ in range(data.draw(st.integers(1, 3))):
        if ways := places(made):
            made = changed(made, data.draw(st.sampled_from(ways)), data.draw(ODD), data.draw(st.booleans()))
    return made


def check(content):
    """What is made is read, or refused in one line."""
    try:
        read = corpus(content)
    except AssertionError as error:
        assert "taken for text" in str(error)  # [null, ...
    except InputError as error:
        assert str(error).startswith("made.json") and "\n" not in str(error)
    else:
        check_comments(read.comments)


@pytest.mark.parametrize("format", DOCUMENTS)
@settings(max_examples=25)
@given(st.data())
def test_one_odd_value(format, data):
    made = oddly(data, DOCUMENTS[format])
    streamed = (
        data.draw(st.booleans()) and isinstance(made, list) and all(isinstance(one, dict) for one in made) and made
    )
    check(lines(made) if streamed else made)


@settings(max_examples=60)
@given(st.data())
def test_odd_json_ld(data):
    check(f'<html><script type="application/ld+json">{json.dumps(oddly(data, LD))}</script><p>Yes</p></html>')


@pytest.mark.parametrize("format", ["Guardian discussion", "New York Times comments", "Discourse topic"])
@settings(max_examples=30)
@given(st.data())
def test_odd_javascript(format, data):
    check(f"export const made = {json.dumps(oddly(data, DOCUMENTS[format]))};")


@pytest.mark.parametrize("written", XML)
@settings(max_examples=40)
@given(st.data())
def test_odd_xml(written, data):
    "Each value between quotation marks or tags may be another one, or gone."
    value = ODD.filter(lambda odd: not isinstance(odd, list | dict)).map(lambda odd: str(odd).replace("\x00", ""))
    for _ in range(data.draw(st.integers(1, 3))):
        places = [match.span(1) for match in re.finditer(r'(?<=[">])([^<>"=/?]+)(?=["<])', written[60:])]
        start, end = data.draw(st.sampled_from(places))
        written = written[: 60 + start] + data.draw(value) + written[60 + end :]
    check(written.encode("utf-8", "surrogatepass"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_odd_json_of_ours(data):
    content = json.dumps([oddly(data, OURS)]).encode()
    try:
        found = recognise.find(io.BufferedReader(io.BytesIO(content)), Path("made.json"))
        if isinstance(found, Own):
            check_comments(found.read("made").comments)
    except InputError as error:
        assert str(error).startswith("made.json") and "\n" not in str(error)


@pytest.mark.parametrize("number", ["9" * 25, "9" * 5000, "1e999", "-" + "9" * 5000])
def test_huge_numbers(number):
    "Of votes or ids, in whatever stands for JSON."
    ld = f'{{"@type": "Comment", "text": "Yes", "upvoteCount": {number}}}'
    page = f'<html><script type="application/ld+json">{ld}</script></html>'
    assert corpus(page).comments["score"].isna().all()
    assert corpus(STACK_EXCHANGE.replace('"12"', f'"{number}"')).comments["score"].isna().all()
    code = json.dumps(DOCUMENTS["Guardian discussion"]).replace('"comments"', f'"size": {number}, "comments"', 1)
    assert len(corpus(f"export const made = {code};").comments) == len(corpus(code).comments) > 0


def test_half_an_emoji():
    ld = '{"@type": "Comment", "text": "Yes \\ud83d", "author": "A\\ude00nn"}'
    page = corpus(f'<html><script type="application/ld+json">{ld}</script></html>').comments
    assert page[["author", "body"]].to_numpy().tolist() == [["A\ufffdnn", "Yes \ufffd"]]
    code = json.dumps(DOCUMENTS["Guardian discussion"]).replace('"body": "', '"body": "\\ud83d ')
    assert corpus(f"export const made = {code};").comments["body"].str.startswith("\ufffd").any()


@pytest.mark.parametrize("article", ["{}", "null", "[]", '{"thread_id": null}'])
def test_json_of_ours_without_its_article(tmp_path, article):
    (tmp_path / "made.json").write_text(f'[{{"article": {article}, "comments": [], "notices": []}}]')
    with pytest.raises(InputError):
        load_thread(tmp_path / "made.json")
