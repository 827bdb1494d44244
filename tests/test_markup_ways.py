"""From HTML and Markdown to text: the fast ways give what the slow one gives."""

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.readers import markup

INSIDE = ["a", "b c.", " ", "\n", "&lt;", "&amp;", "&nbsp;", "\xa0", "\u2003", "é", "<b>", "</b>", "<i>d</i>"]
PARTS = [*INSIDE, "<a href='x'>l</a>", "<p>", "</p>", "<p class='x'>e</p>", "<br>", "<BR />"]
QUOTES = [
    "<blockquote>",
    "</blockquote>",
    "<blockquote>f</blockquote>",
    "<blockquote cite='x'><p>g</p> <p>h</p></blockquote>",
]
WHOLE = [
    "<p>i</p>",
    "<p>j<br>k &lt;</p>\n",
    *QUOTES[2:],
    "<blockquote>l<br>m</blockquote>\n",
    "<blockquote></blockquote>",
]


def slow(body):
    return markup._tidy(markup._rendered(body))


@settings(max_examples=400)
@given(
    st.one_of(st.lists(st.sampled_from([*PARTS, *QUOTES]), max_size=10), st.lists(st.sampled_from(WHOLE), max_size=6))
)
@example(["<blockquote>f</blockquote>", "<blockquote>f</blockquote>", "<p>i</p>"])
def test_quotations_as_a_browser_shows_them(parts):
    "Where the fast way is taken for a body with quotations, the slow one says the same."
    body = "".join(parts)
    if "<blockquote" in body and markup._QUOTING.fullmatch(body) and not markup._ODD.search(body):
        assert markup.html(body) == slow(body)


def test_whole_quotations_need_no_browser():
    "What comments have most: they go the fast way."
    for body in WHOLE:
        assert markup._SIMPLE.fullmatch(body) or markup._QUOTING.fullmatch(body) and not markup._ODD.search(body)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a</p>\n<p>b<br/>\nc</p>", "a\n\nb\nc"),
        ("a <br> b", "a\nb"),
        ("x  <b>y</b>\n z", "x y z"),
        ("<p>a\n b</p>", "a b"),
        ("a<br><br><br>b", "a\n\nb"),
        ("<p>a</p><p></p><p></p><p>b</p>", "a\n\nb"),
        ("1 &lt; 2 &amp;&nbsp;3", "1 < 2 & 3"),
        ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n>\n> b\n\nc"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n> > b\nc"),
    ],
)
def test_html(body, text):
    assert markup.html(body) == text


EMPHASIS = re.compile(  # as plain as it can be said: three signs at most, none of them beside a letter or another sign
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*\\])\1(?![\w*])"
    r"|(?<![\w\\])(_{1,3})(?=[^\s_])([^_\n]*[^\s_\\])\3(?!\w)"
)
SIGNS = [
    *"*_~`\\[]()#& \n\ra1é!",
    "**",
    "***",
    "__",
    "~~",
    "](",
    "[a](b)",
    "&amp;",
    "&#42;",
    "\n# ",
    "> ",
    ">!",
    "!<",
    "word",
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
@example("*a*_b_*c*")
@example("**a** __b__ ***c*** *_d_* a*b*c snake_case_name \\*e\\* **f*")
def test_markdown_step_by_step(body):
    "A step is left out only where it would change nothing, and emphasis is what the plain pattern says."
    text = markup._REFERENCE.sub(lambda match: unescape(match[0]), body)
    text = markup._HEADING.sub("", markup._LINK.sub(r"\1", markup._SPOILER.sub(r"\1", text)))
    text = markup._STRUCK.sub(r"\1", EMPHASIS.sub(lambda match: match[2] or match[4], text))
    text = markup._ESCAPED.sub(r"\1", markup._CODE.sub(r"\1", text))
    assert markup.markdown(body) == text.replace("\r\n", "\n").replace("\r", "\n").strip()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "https://x.org/?a=1&section=2&region=US&copy=3&times=2",
            "https://x.org/?a=1&section=2&region=US&copy=3&times=2",
        ),
        ("R&D &amp; &lt;b&gt; &#39;x&#x27; &copy;", "R&D & <b> 'x' ©"),
        (">!He dies at the end!<", "He dies at the end"),
        ("No. &gt;!He *dies*!&lt; It is >! no !< spoiler.", "No. He dies It is >! no !< spoiler."),
    ],
)
def test_references_and_spoilers(body, text):
    "A reference ends with a semicolon, or an address would lose its parameters; a spoiler is no quotation."
    assert markup.markdown(body) == text
