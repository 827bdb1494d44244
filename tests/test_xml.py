"""Reading XML that is not quite XML, safely and a piece at a time."""

import io
import tracemalloc

import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError, load_threads
from analysis.readers import xml

BOMB = (
    b'<!DOCTYPE lolz [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("c"), ord("m")))
    + b"]><rss><item>before &l; after</item><item>next</item></rss>"
)


def read(data, *names):
    told = []
    found = [xml.text(element) for element in xml.elements(io.BytesIO(data), names or ("item",), told)]
    return found, told


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b'`<?xml version="1.0"?><rss><item>a</item></rss>', ["a"]),
        (b'\xef\xbb\xbf\n  <?xml version="1.0"?><rss><item>a</item></rss>', ["a"]),
        (b"<rss><item>a\x00b\x0bc\x1f</item></rss>", ["abc"]),
        (b"<rss><item>&#11;a&#0;</item></rss>", ["a"]),
        (b"<rss><item><undeclared:b/>a</item><item>b</item></rss>", None),
        (b"<rss><channel><item>a &nbsp;&eacute; b</item></channel></rss>", ["a \xa0é b"]),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><rss><item>caf\xe9</item></rss>', ["café"]),
        (b'<?xml version="1.0" encoding="windows-1251"?><rss><item>\xe4\xe0</item></rss>', ["да"]),
        (b'<?xml version="1.0" encoding="undefined"?><rss><item>a</item></rss>', ["a"]),
        (b'<?xml version="1.0" encoding="idna"?><rss><item>a</item></rss>', ["a"]),
        (b'<?xml version="1.0" encoding="base64"?><rss><item>a</item></rss>', ["a"]),
        (b"<rss><item>caf\xe9 au lait</item><item>b</item></rss>", ["caf\N{REPLACEMENT CHARACTER} au lait", "b"]),
        ('\ufeff<?xml version="1.0" encoding="utf-16"?><rss><item>zwölf</item></rss>'.encode("utf-16-le"), ["zwölf"]),
        (b'<a:rss xmlns:a="https://example.org/2"><a:item>a</a:item></a:rss>', ["a"]),
    ],
)
def test_reads_what_exports_really_are(data, texts):
    "Stray characters, NUL bytes, undeclared prefixes, entities of HTML, wrong or missing encodings."
    found, told = read(data)
    assert found == texts if texts else len(found) == 2
    assert told == []


def test_a_bomb_of_entities_does_nothing():
    "Ten levels of ten would be four billion letters: the parser stops, and says so."
    tracemalloc.start()
    found, told = read(BOMB)
    assert tracemalloc.get_traced_memory()[1] < 5e6
    tracemalloc.stop()
    assert found == []
    assert "amplification" in told[0]["message"]


def test_an_entity_of_the_file_itself_stays_as_it_is_written():
    assert read(b'<!DOCTYPE r [<!ENTITY a "haha">]><rss><item>1 &a; 2</item></rss>') == (["1 &a; 2"], [])


def test_an_external_entity_is_not_read(tmp_path):
    "Neither as an entity nor as a DTD nor as a parameter of one."
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell")
    data = f'<!DOCTYPE r SYSTEM "{secret}" [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "{secret}"> %p;]>'
    found, _ = read(data.encode() + b"<rss><item>a &x; b</item><item>c</item></rss>")
    assert found == ["a &x; b", "c"]


def test_memory_does_not_grow_with_the_file():
    "40 MB of items are read with some hundred kilobytes of Python objects, and what is read is given up."

    class Endless(io.RawIOBase):
        left = 400

        def readable(self):
            return True

        def read(self, size=-1):
            self.left -= 1
            return (
                b"<rss>" if self.left == 399 else b"<item><a>%s</a></item>" % (b"x" * 80) * 1000 if self.left else b""
            )

    elements = xml.elements(Endless(), {"item"}, [])
    first = next(elements)
    root = first.getparent()
    most = max(len(root) for _ in elements)
    assert most < 5000


def test_a_file_that_breaks_off_is_read_up_to_there_and_says_so():
    found, told = read(b"<rss><item>a</item>\n<item>b</item><item><c>")
    assert found[:2] == ["a", "b"]
    assert told[0]["code"] == "broken_xml" and "line 2" in told[0]["message"]


def test_an_element_inside_another_belongs_to_it():
    "Disqus' posts name their thread in an element called as the threads are."
    parts = list(
        xml.elements(io.BytesIO(b"<d><thread n='1'/><post><thread n='2'/></post></d>"), ("thread", "post"), [])
    )
    assert [xml.local(part.tag) for part in parts] == ["thread", "post"]
    assert parts[0].get("n") == "1"


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD" "http://www.w3.org/"><html xmlns="x">',
            ("html", True),
        ),
        (b"<!-- a > b --><?pi x?><rss version='2.0'>", ("rss", False)),
        (b'<!DOCTYPE a [<!ENTITY b "<c>">]><wp:feed>', ("feed", False)),
        ('\ufeff<?xml version="1.0"?><rss>'.encode("utf-16"), ("rss", True)),
        (b"I <3 you", (None, False)),
        (b"", (None, False)),
        (b"\x00\x01\x02", (None, False)),
    ],
)
def test_root(head, root):
    assert xml.root(head) == root


def test_what_is_still_open_keeps_its_parts_when_a_block_ends():
    "A post that goes on in the next block, after the thread inside of it."
    data = b"<d><post><a>1</a></post><post><a>2</a><thread n='1'/>" + b" " * xml.BLOCK + b"</post></d>"
    parts = [xml.children(post) for post in xml.elements(io.BytesIO(data), ("thread", "post"), [])]
    assert [xml.text(part["a"]) for part in parts] == ["1", "2"]


@given(st.binary(max_size=200), st.sampled_from([b"", b"<rss><item>", b"<?xml version='1.0'?>", b"<disqus><post>"]))
def test_never_raises_on_odd_bytes(tail, start):
    xml.root(start + tail)
    read(start + tail, "item", "post")


def test_xml_of_no_known_format_says_what_can_be_read(tmp_path):
    path = tmp_path / "map.xml"
    path.write_text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    with pytest.raises(InputError, match="<svg>.*Disqus, WordPress") as error:
        load_threads([path])
    assert "\n" not in str(error.value)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "comments", "replies", "lost", "deleted", "hidden"),
    [
        ("disqus/isso_disqus.xml", 6, 2, 0, 1, 0),
        ("disqus/remark42_disqus.xml", 6, 0, 0, 0, 1),
        ("disqus/remark42_disqus-deleted-post.xml", 6, 0, 0, 1, 1),
        ("wxr/bioops_wordpress.xml", 68, 11, 0, 0, 0),
        ("wxr/isso_wordpress.xml", 8, 3, 0, 0, 0),
        ("wxr/pelican_wordpressexport.xml", 4, 1, 1, 1, 0),
        ("wxr/themeunittestdata.wordpress.xml", 32, 10, 0, 0, 3),
        ("wxr/valid-wxr-1.0.xml", 1, 0, 0, 0, 0),
        ("others/boolesrings_wp_comments_rss.xml", 45, 12, 3, 0, 0),
        ("others/pelican_bloggerexport_atom.xml", 1, 0, 0, 0, 0),
    ],
)
def test_real_exports(name, comments, replies, lost, deleted, hidden):
    "Counted with grep: the elements of a comment, the parents that are not 0, the marks of deleted and hidden ones."
    table = load_threads([SHARED / "data" / "exports" / name]).comments
    assert len(table) == comments
    assert table["parent_id"].notna().sum() == replies
    assert table["lost_parent_id"].notna().sum() == lost
    assert (table["status"] == "deleted").sum() == deleted
    assert (table["status"] == "hidden").sum() == hidden
    assert table["author"].notna().all()
    assert table["posted"].isna().sum() == ("remark42" in name)  # its "2011-x09-30"


@pytest.mark.parametrize(
    "item", [b"<item>" + b"a" * 10_000_001 + b"</item>", b"<item>" + b"<i>" * 300 + b"a" + b"</i>" * 300 + b"</item>"]
)
def test_the_limits_of_the_parser_stay_on(item):
    "A text of over ten megabytes and elements 300 deep are no comment: the file is said to be damaged there."
    found, told = read(b"<rss><item>first</item>" + item + b"</rss>")
    assert found[0] == "first" and [row["code"] for row in told] == ["broken_xml"]
