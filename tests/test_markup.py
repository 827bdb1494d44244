"""From the markup of a body to the text that a reader sees."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from analysis.readers.markup import to_text


@pytest.mark.parametrize(
    "html, text",
    [
        ("Yes.", "Yes."),
        ("", ""),
        (" \n ", ""),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<p>Two.<p>Three.", "One.\n\nTwo.\n\nThree."),  # never closed, as on Hacker News
        ("<P CLASS='x'>One.</P>\n\n<P>Two.</P>\n", "One.\n\nTwo."),
        ("One.<br>Two.<br/>Three.<br />Four.", "One.\nTwo.\nThree.\nFour."),
        ("One.<br><br><br><br>Two.", "One.\n\nTwo."),
        ("One\n<b>two</b>   three", "One two three"),
        ("One\ntwo", "One\ntwo"),  # no tag at all: what breaks its lines are its line ends
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("it&#x27;s &#8220;so&#8221;&nbsp;!", "it's “so” !"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),  # once, not twice
        ("R&D & co; 1 < 2", "R&D & co; 1 < 2"),
        ('See <a href="https://x.example/?a=1&amp;b=2" rel="nofollow">this</a>.', "See this."),
        ("<i>so</i> <b>it</b> <em>is</em> <strong>said</strong>", "so it is said"),
        ("so<i>me</i>where", "somewhere"),
        ("<p>Yes</p><blockquote><p>Is it so?</p></blockquote><p>No.</p>", "Yes\n\n> Is it so?\n\nNo."),
        ("<blockquote>One.<br>Two.</blockquote>Three.", "> One.\n> Two.\nThree."),
        ("<blockquote><blockquote>In.</blockquote>Out.</blockquote>Me.", "> > In.\n> Out.\nMe."),
        ("<ul><li>One</li><li>Two</li></ul>", "* One\n* Two"),
        ("<pre><code>a = 1\nb = 2\n</code></pre>", "a = 1\nb = 2"),
        ('<img class="emoji" alt="😀" src="x.png"> hi', "😀 hi"),
        ('<img class="wp-smiley" alt=":)" src="x.gif">', ":)"),
        ("<script>alert(1)</script>Yes<style>p {}</style>", "Yes"),
        ("Yes<!-- no -->.", "Yes."),
        ("a\x00b\x0bc", "abc"),
        ("<p>\u200bمرحبا</p>", "\u200bمرحبا"),
        ("<div>One.</div><div>Two.</div>", "One.\nTwo."),
        ("a <name> b", "a b"),
        ("<p>never <b>closed", "never closed"),
        ("</p></b>only closed", "only closed"),
        ("1 <2 and 3> 2 <", "1 <2 and 3> 2 <"),
    ],
)
def test_html(html, text):
    "As a browser shows it, but for quotations."
    assert to_text("html")(html) == text


def test_quotation_with_its_author():
    "Discourse names above a quotation whom it is from."
    quoted = (
        '<aside class="quote" data-username="bo" data-post="2"><div class="title"><div class="quote-controls"></div>'
        '<img class="avatar" src="x.png"> bo:</div><blockquote><p>Is it so?</p></blockquote></aside><p>No.</p>'
    )
    assert to_text("html")(quoted) == "bo wrote:\n> Is it so?\n\nNo."


@pytest.mark.parametrize(
    "markdown, text",
    [
        ("Yes.", "Yes."),
        ("**bold** *it* ***both*** __bold__ _it_ ~~gone~~ `code`", "bold it both bold it gone code"),
        ("2 * 3 * 4 and a_b_c and **open", "2 * 3 * 4 and a_b_c and **open"),
        ("f(*args, **kwargs)", "f(*args, **kwargs)"),
        ("# Title\n\nText", "Title\n\nText"),
        ("#hashtag #2", "#hashtag #2"),
        ('[words](https://x.example/a_(b)) and ![picture](x.png "title")', "words and picture"),
        ("[1] a note, [not a link] (so)", "[1] a note, [not a link] (so)"),
        ("> Is it *so*?\n\nNo.", "> Is it so?\n\nNo."),
        ("&gt; Is it so?\n\nNo.", "> Is it so?\n\nNo."),  # as Reddit's API gives it
        (r"\*not bold\* \_ \# \\", r"*not bold* _ # \ ".strip()),
        ("a &amp; b &lt;3", "a & b <3"),
        ("- one\n- two", "- one\n- two"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_markdown(markdown, text):
    "Marks with a partner go, others stay."
    assert to_text("markdown")(markdown) == text


@pytest.mark.parametrize("body", ["a < b &amp; *c*", "<p>x</p>", "[l](x)"])
def test_plain_text_stays(body):
    assert to_text("plain")(f"  {body}\r\n") == body


@given(
    st.text(st.sampled_from("<>/ab p=\"'&;#x1\n!-*_[]()`\\~"), max_size=60),
    st.sampled_from(["html", "markdown", "plain"]),
)
def test_any_body(body, markup):
    "Never a failure, never space around it, never a control character."
    text = to_text(markup)(body)
    assert text == text.strip() and "\x00" not in text


@given(st.text(max_size=60))
def test_escaped_text_comes_back(text):
    "What a server escaped is what somebody typed."
    from html import escape

    typed = " ".join("".join(c for c in text if c.isprintable()).split())
    assert to_text("html")(escape(typed)) == typed


def test_long_bodies_take_no_time():
    "Signs that could begin a mark, without end: linear, and no deep nesting breaks it."
    for body in ("*" * 20_000, "[" * 20_000, "_a" * 10_000, "`" * 20_001, "![" * 10_000, "~~" * 10_000 + "x"):
        to_text("markdown")(body)
    for body in (
        "<" * 20_000,
        "<p" * 10_000,
        "<b>" * 5_000,
        "<blockquote>" * 200 + "x",
        "&" * 20_000,
        "<a href='" * 3_000,
    ):
        to_text("html")(body)


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul", "span", "section"])
@pytest.mark.parametrize("depth", [250, 300, 1000, 5000])
def test_no_text_is_lost_however_deep(tag, depth):
    text = to_text("html")(f"<{tag}>" * depth + "hello" + f"</{tag}>" * depth + "<div>after</div>")
    assert [line.strip("> ") for line in text.split("\n") if line.strip("> ")] == ["hello", "after"]


def test_deep_without_scripts():
    assert to_text("html")("<div>" * 3000 + "<b>a</b>c &lt; d<script>no()</script><style>p {}") == "ac < d"
