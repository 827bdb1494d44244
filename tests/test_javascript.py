"""Data in the source code of a module."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given
from made_exports import GUARDIAN, YOUTUBE_PAGE, corpus, read_as, tree

from analysis.readers.javascript import literals

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "source, value",
    [
        ("x = {a: 1, 'b': \"two\", c: [1, 2,], };", {"a": 1, "b": "two", "c": [1, 2]}),
        (
            "x = {it: 'it\\'s', q: 'say \"x\"', n: 'a\\nb\\u00e9\\x41', b: '\\\\'};",
            {"it": "it's", "q": 'say "x"', "n": "a\nbéA", "b": "\\"},
        ),
        ("x = [undefined, null, true, -1.5e3, .5];", [None, None, True, -1500.0, 0.5]),
        ("x = { // a note\n a: /* b: 2 */ 1 };", {"a": 1}),
        ("x = 'no'; y = [ '// none', 'a, ]' ];", ["// none", "a, ]"]),
    ],
)
def test_literals(source, value):
    "Names without quotes, quotes of both kinds, commas at the end, comments."
    assert list(literals(source)) == [value]


@pytest.mark.parametrize(
    "value", ["{a: b}", "{a: `x`}", "{...b}", "{a: f(1)}", "{a: 1 + 2}", "{a: 1", "[1 2]", "{'a': }", "["]
)
def test_what_would_have_to_be_run_is_not_read(value):
    assert list(literals(f"const x = {value};")) == []


@given(VALUES.filter(lambda value: isinstance(value, list | dict)))
def test_json_is_javascript(value):
    assert list(literals(f"x = {json.dumps(value)};")) == [value]


@given(st.text("{}[]=(:,'\"\\a1 \n/*`"))
def test_any_text_ends(source):
    list(literals(source))


def test_typescript():
    "A module with imports and a type."
    source = "import { T } from '../types';\n\nexport const discussion: T = " + json.dumps(GUARDIAN, indent=1) + ";\n"
    read = corpus(source)
    assert read_as(read) == "Guardian discussion" and len(tree(read)) == 5


def test_argument_of_a_call():
    source = (
        "// route\nexport default function handler(req, res) { res.status(200).json(" + json.dumps(YOUTUBE_PAGE) + ") }"
    )
    assert list(tree(corpus(source))) == ["Ug1", "Ug1.r1", "Ug2"]


@pytest.mark.parametrize("source", ["import os\n\nx = {'a': 1}\n", "const a = {b: 1};\n", "export const a = [f(1)];"])
def test_other_code_is_no_export(source):
    "It stays text, in which the reader of pasted pages finds no comments."
    with pytest.raises(AssertionError, match="taken for text"):
        corpus(source)
