"""Reading XML as it comes: one element at a time, whatever is wrong with the file, and nothing but the file.

Exports are not the XML that they claim to be: stray characters before `<?xml`, NUL bytes and other control characters,
bytes of another encoding, prefixes that nothing declares, namespaces that are http in one version and https in the
next, entities of HTML that no DTD explains. So bytes are cleaned before the parser sees them, the parser goes on after
a mistake, and names are compared without their namespace.

No DTD, no other file and no address is read, and an entity stands for a character of HTML or for nothing: neither a
bomb of entities nor one that names a file does anything. libxml2's own limits stay on (`huge_tree`): a text of over
10 MB and elements 256 deep are no comment.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from html import unescape
from typing import IO, Any

from lxml import etree

BLOCK = 1 << 17
BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))  # no characters of XML
PREFIXES = [b"wp", b"content", b"excerpt", b"dc", b"wfw", b"dsq", b"thr", b"gd", b"slash", b"media", b"blogger", b"app"]
BROKEN = {  # mistakes after which libxml2 reads no further
    "ERR_TAG_NOT_FINISHED",
    "ERR_CDATA_NOT_FINISHED",
    "ERR_DOCUMENT_END",
    "ERR_DOCUMENT_EMPTY",
    "ERR_RESOURCE_LIMIT",
    "ERR_NO_MEMORY",
}
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_STRAY = re.compile(rb"\s*[^<>\s]{0,8}\s*(?=<[?!A-Za-z])")
_PROLOGUE = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\]\s*(?=>))*>)", re.DOTALL)
_ROOT = re.compile(rb"\s*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")


def root(head: bytes) -> tuple[str | None, bool]:
    r"""The local name of a file's first element, and whether the file says that it is XML.

    >>> root(b'`<?xml version="1.0"?>\n<!-- made by hand -->\n<disqus xmlns="http://disqus.com">')
    ('disqus', True)
    >>> root(b"<p>You are wrong.</p>"), root(b"Is 3 < 4?")
    (('p', False), (None, False))
    """
    head = _clean(head.decode(_encoding(head), "replace"))
    start = _STRAY.match(head)
    if start is None:
        return None, False
    at, declared = start.end(), head.startswith(b"<?xml", start.end())
    while before := _PROLOGUE.match(head, at):
        at = before.end()
    name = _ROOT.match(head, at)
    return (name[1].decode("ascii") if name else None), declared


def elements(stream: IO[bytes], names: Collection[str], notices: list[dict[str, Any]]) -> Iterator[etree._Element]:
    """Each element that has one of these local names, when it has ended; it lasts until some more have come.

    Parameters
    ----------
    stream : binary stream
        At its start.
    names : collection of str
        An element that stands directly in another one of them is a part of that one and does not come by itself.
    notices : list of dict
        Where it is told, at the end, that the file could not be read to its end.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for ended in _ended(parser, stream):
        read = None
        for element in ended:
            above = element.getparent()
            if above is None or local(above.tag) not in names:
                read = element
                yield element
        if read is not None and (above := read.getparent()) is not None:
            del above[: above.index(read)]  # no longer needed; only at the last one the parser may still be at work
    if damage := [entry for entry in parser.feed_error_log if entry.type_name in BROKEN]:
        said = damage[0].message.strip().splitlines()[0]
        message = (
            f"the XML is damaged at line {damage[0].line} ({said}): something is missing there or all that follows"
        )
        notices.append({"code": "broken_xml", "message": message, "count": 1})


def _ended(parser: etree.XMLPullParser, stream: IO[bytes]) -> Iterator[list[etree._Element]]:
    """The elements that end within each block of the stream."""
    for block in _blocks(stream):
        parser.feed(block)
        yield [element for _, element in parser.read_events()]
    with suppress(etree.XMLSyntaxError):  # the log has it
        parser.close()
    yield [element for _, element in parser.read_events()]


def children(element: etree._Element) -> dict[str, etree._Element]:
    """The children of an element by their local names; of several with one name the first."""
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(local(child.tag), child)
    return found


def text(element: etree._Element | None) -> str:
    """The text of an element, space around it removed; elements in it stay as they are written."""
    if element is None:
        return ""
    content = element.text or ""
    for child in element.iterchildren() if len(element) else ():
        if child.tag is etree.Entity:
            content += unescape(child.text) + (child.tail or "")
        else:
            content += etree.tostring(child, encoding="unicode")
    return content.strip()


@cache
def local(tag: Any) -> str:
    """A name without its namespace or prefix; "" for what is no element.

    >>> local("{https://wordpress.org/export/1.2/}post_id"), local("wp:post_id")
    ('post_id', 'post_id')
    """
    return re.split("[}:]", tag)[-1] if isinstance(tag, str) else ""


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream as UTF-8 from where the XML starts, without bytes that XML cannot have."""
    block = stream.read(BLOCK)
    decoder = codecs.getincrementaldecoder(_encoding(block))("replace")
    start = _clean(decoder.decode(block))
    stray = _STRAY.match(start)
    yield _declaring(start[stray.end() if stray else 0 :])
    while block := stream.read(BLOCK):
        yield _clean(decoder.decode(block))
    yield _clean(decoder.decode(b"", True))


def _declaring(start: bytes) -> bytes:
    """The start of a file, whose first element declares all usual prefixes: each that is not would be an error kept."""
    at = 0
    while before := _PROLOGUE.match(start, at):
        at = before.end()
    tag = _ROOT.match(start, at)
    if tag is None:
        return start
    known = start[at : start.find(b">", at)]
    missing = [prefix for prefix in PREFIXES if b"xmlns:%b" % prefix not in known]
    end = tag.end() - 1
    return start[:end] + b"".join(b' xmlns:%b="%b"' % (prefix, prefix) for prefix in missing) + start[end:]


def _clean(text: str) -> bytes:
    return text.encode("utf-8", "replace").translate(None, CONTROLS)


def _encoding(head: bytes) -> str:
    """As its byte order mark or its declaration says, else UTF-8."""
    for mark, encoding in BOMS.items():
        if head.startswith(mark):
            return encoding
    declared = _DECLARED.search(head)
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
        b"xml".decode(name, "replace")  # base64 and the like are codecs, but not of text; "undefined" is of nothing
    except (LookupError, UnicodeError):
        return "utf-8"
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name
