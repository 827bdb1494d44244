"""Nothing is lost: whatever a file holds, the spans put together are that file again, byte for byte."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from test_shapes import ELSEWHERE, SHAPES

from analysis import check_comments, load_thread
from analysis.files import read_text
from analysis.readers.dialects import DIALECTS
from analysis.readers.pasted import GENERIC, read

LINES = [
    line
    for path in [*SHAPES, *ELSEWHERE]
    for line in path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()[-40:]
]
ODD = ["\0", "\f", "\v", "\x1c", "\x85", "\u2028", "\u2029", "\ufeff", "\u200f", "\u00ad", "\u0130", "\U0001f9a9"]
ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\r", "", "\u2028"]
MIXED = st.lists(st.tuples(st.sampled_from(LINES) | st.sampled_from(ODD), st.sampled_from(ENDS)), max_size=40).map(
    lambda pieces: "".join(line + end for line, end in pieces)
)
NAMES = [None, GENERIC, *(dialect.name for dialect in DIALECTS)]


def put_together(thread):
    """The text of the spans, one after the other, if they stand in order without gap or overlap."""
    edges = [0, *thread.spans["end"]]
    assert thread.spans["start"].to_list() == edges[:-1]
    assert (thread.spans["end"] > thread.spans["start"]).all()
    return "".join(thread.text[start:end] for start, end in zip(edges, edges[1:], strict=False))


@settings(max_examples=100)
@given(st.text() | MIXED, st.sampled_from(NAMES))
def test_any_text_read_as_any_dialect_comes_back(text, dialect):
    "Any mix of the shapes, line ends and odd characters; a dialect that does not fit is no error either."
    thread = read(text, thread_id="t", dialect=dialect)
    assert put_together(thread) == text
    check_comments(thread.comments)
    blank = thread.spans[thread.spans["role"] == "blank"]
    assert not any(text[start:end].strip() for start, end in zip(blank["start"], blank["end"], strict=True))
    assert set(thread.spans["comment_id"].dropna()) <= set(thread.comments["comment_id"])


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_read_as_every_dialect_comes_back(name):
    "The platform's own and all the wrong ones."
    for path in SHAPES[::3]:
        text = read_text(path.with_suffix(".txt"))[0]
        thread = read(text, thread_id="t", dialect=name)
        assert put_together(thread) == text
        check_comments(thread.comments)


PAGE = """Straße gesperrt – „für immer“

Die Brücke bleibt zu, sagt die Stadt, und niemand weiß, für wie lange.

Zoë
3. Mai 2024
Schön wär’s!

Jörg
4. Mai 2024
Nein.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_comes_back_byte_for_byte(tmp_path, encoding, end):
    "With its encoding and its line ends; the same two comments are found in all of them."
    path = tmp_path / "t.txt"
    path.write_bytes(PAGE.replace("\n", end).encode(encoding))
    thread = load_thread(path)
    assert put_together(thread).encode(read_text(path)[1]) == path.read_bytes()
    assert thread.comments[["author", "body"]].to_numpy().tolist() == [["Zoë", "Schön wär’s!"], ["Jörg", "Nein."]]


@pytest.mark.parametrize("odd", ["\0", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\v"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_odd_character_in_a_text_stays_there(tmp_path, odd, end):
    "Neither a binary file nor the end of a comment; bytes, text and comments are the file's."
    path = tmp_path / "t.txt"
    path.write_bytes(PAGE.replace("Nein.", f"Ne{odd}in.").replace("\n", end).encode())
    thread = load_thread(path)
    assert put_together(thread).encode() == path.read_bytes()
    assert thread.comments["author"].to_list() == ["Zoë", "Jörg"]
    assert "".join(thread.comments["body"][1].split()) == f"Ne{odd}in.".replace(odd, odd.strip())
    assert set(thread.notices["code"]).isdisjoint({"encoding_guessed"})
