"""From a body's markup to the text a reader sees: quotations become lines that start with ">", links their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from analysis.readers.records import Markup

if TYPE_CHECKING:
    from inscriptis.model.config import ParserConfig
    from lxml.html import HtmlElement

# Most bodies hold paragraphs, line breaks, links and emphasis only, and need no parser for it.
_SIMPLE = re.compile(r"[^<]*+(?:<(?:/?(?:p|b|i|em|strong|u|a)|br ?/?)(?: [^<>]*)?>[^<]*+)*+", re.IGNORECASE)
# So do quotations of whole paragraphs between whole paragraphs.
_INLINE = r"[^<]*+(?:<(?:/?(?:b|i|em|strong|u|a)|br ?/?)(?: [^<>]*)?>[^<]*+)*+"
_PARAGRAPHS = rf"<p(?: [^<>]*)?>{_INLINE}</p>\s*"
_QUOTING = re.compile(
    rf"\s*+(?:<blockquote(?: [^<>]*)?>(?:{_INLINE}|\s*(?:{_PARAGRAPHS})+)</blockquote>\s*|{_PARAGRAPHS})*+",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"\s*</?blockquote(?: [^<>]*)?>\s*", re.IGNORECASE)
_ODD = re.compile(r"&(?!(?:amp|lt|gt|quot|#39|#x27|#x2F);)|[^\S \n\r\t]")  # spaces of other widths, or what may be one
_PARAGRAPH = re.compile(r"</?p(?: [^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?(?: [^<>]*)?>\s*", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|em|strong|u|a)(?: [^<>]*)?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_UNREAD = re.compile(r"<(script|style)\b.*?(?:</\1>|\Z)", re.IGNORECASE | re.DOTALL)
_MANY_BLANK = re.compile(r"\n{3,}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no character of any markup
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.){1,500})\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?: \"[^\"]*\")?\)")
_EMPHASIS = re.compile(  # begins with a sign, not with what may not stand before it: so it is searched for fast
    r"[*_](?:(?<![\w*\\]\*)(?<=\*)(\*{0,2})(?=[^\s*])([^*\n]*[^\s*\\])\*\1(?![\w*])"
    r"|(?<![\w\\]_)(?<=_)(_{0,2})(?=[^\s_])([^_\n]*[^\s_\\])_\3(?!\w))"
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")  # not "&copy=1" of an address
_SPOILER = re.compile(r">!(?=\S)([^\n]{1,2000}?)!<")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]*\S)~~")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_HEADING = re.compile(r"^ {0,3}#{1,6} +(?=\S)", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|^])")


def to_text(markup: Markup) -> Callable[[str], str]:
    r"""The function that makes plain text of a body in this markup.

    >>> to_text("html")('<p>See <a href="https://example.org">this</a>.</p><blockquote>Is it so?</blockquote><p>No.')
    'See this.\n\n> Is it so?\n\nNo.'
    >>> to_text("markdown")("&gt; Is it **so**?\n\nSee [this](https://example.org).")
    '> Is it so?\n\nSee this.'
    """
    return {"plain": plain, "html": html, "markdown": markdown}[markup]


def plain(body: str) -> str:
    """A body that is text already: line ends made one, space around it removed."""
    return (body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body).strip()


def markdown(body: str) -> str:
    """Markdown without its marks; what looks like one and has no partner stays."""
    text = _REFERENCE.sub(lambda match: unescape(match[0]), body) if "&" in body else body
    if ">!" in text:
        text = _SPOILER.sub(r"\1", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "#" in text:
        text = _HEADING.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    if "~" in text:
        text = _STRUCK.sub(r"\1", text)
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return plain(text)


def html(body: str) -> str:
    """HTML as a browser shows it, but for quotations, whose lines start with ">"."""
    body = _UNSEEN.sub("", body)
    if "<" not in body:
        return plain(_spaced(unescape(body)) if "&" in body else body)
    if _SIMPLE.fullmatch(body):
        return _tidy(_simple(body))
    if _QUOTING.fullmatch(body) and not _ODD.search(body):
        return _tidy(_quoting(body))
    try:
        return _tidy(_rendered(body))
    except RecursionError:  # nested deeper than it can be shown
        return _tidy(_stripped(body))


def _spaced(text: str) -> str:
    return text.replace("\xa0", " ")


def _tidy(text: str) -> str:
    text = _spaced(text).strip()
    if "\n" not in text:
        return text
    text = "\n".join(map(str.strip, text.split("\n")))
    return _MANY_BLANK.sub("\n\n", text) if "\n\n\n" in text else text


def _simple(body: str) -> str:
    text = _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", " ".join(body.split())))
    if "<" in text:
        text = _TAG.sub("", text)
    return unescape(text) if "&" in text else text


def _quoting(body: str) -> str:
    """Paragraphs and quotations one under the other."""
    parts = [_simple(part) for part in _QUOTATION.split(body)]
    parts[1::2] = [_quoted(part) for part in parts[1::2]]
    return "\n".join(part for number, part in enumerate(parts) if number % 2 or part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _tidy(text).split("\n"))


def _rendered(body: str) -> str:
    import lxml.html

    parser = lxml.html.HTMLParser(huge_tree=True)  # the usual one loses what is deeper than 256 levels
    tree = lxml.html.fragment_fromstring(body, create_parent="div", parser=parser)
    if any("Excessive depth" in error.message for error in parser.error_log):
        return _stripped(body)
    lxml.html.etree.strip_tags(tree, "code")  # for inscriptis the lines of <pre> would end at <code>
    for image in list(tree.iter("img")):  # emoji are shown as pictures
        if "emoji" in image.get("class", "") or "smiley" in image.get("class", ""):
            image.tail = image.get("alt", "") + (image.tail or "")
    for aside in list(tree.iter("aside")):  # Discourse: who is quoted stands above the quotation
        for title in aside.find_class("title"):
            title.text, title[:] = f"{aside.get('data-username') or title.text_content().strip(': ')} wrote:", []
    for quotation in reversed(list(tree.iter("blockquote"))):  # the inner ones first
        after, quotation.tail = quotation.tail, None
        words = _quoted(_shown(quotation))
        quotation.tag, quotation.tail, quotation[:] = "pre", after, []
        quotation.text = words
    return _shown(tree)


def _stripped(body: str) -> str:
    """The text between the tags, each of which but those of emphasis and links is a line break."""
    return unescape(_ANY_TAG.sub("\n", _TAG.sub("", _UNREAD.sub("", body))))


def _shown(tree: HtmlElement) -> str:
    from inscriptis import Inscriptis

    return Inscriptis(tree, _style()).get_text()


@cache
def _style() -> ParserConfig:
    """Return how a browser shows a page, without indents."""
    from inscriptis.css_profiles import STRICT_CSS_PROFILE
    from inscriptis.html_properties import Display
    from inscriptis.model.config import ParserConfig
    from inscriptis.model.html_element import HtmlElement

    flush = {name: HtmlElement(display=Display.block) for name in ("ul", "ol", "dl", "dt", "dd", "section", "details")}
    return ParserConfig(css=STRICT_CSS_PROFILE | flush)
