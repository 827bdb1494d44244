"""Whatever stands in an export where something else should: it is read, or refused in one line."""

import copy

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from made_exports import DOCUMENTS, corpus, lines

from analysis import InputError, check_comments

ODD = st.sampled_from(
    [None, True, 0, -1, 10**30, 1e308, -0.5, float("nan")]
    + ["", "0", "text", "\x00\U0001f600\u202e", "\ud800", "<p>&amp;", "9" * 400, "2024-13-45T99:00:00Z"]
    + [[], {}, [None], [[]], [{}], {"": None}, {"id": {}}]
)


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


@pytest.mark.parametrize("format", DOCUMENTS)
@settings(max_examples=25)
@given(st.data())
def test_one_odd_value(format, data):
    made = DOCUMENTS[format]
    for _ in range(data.draw(st.integers(1, 3))):
        ways = places(made)
        if ways:
            made = changed(made, data.draw(st.sampled_from(ways)), data.draw(ODD), data.draw(st.booleans()))
    streamed = (
        data.draw(st.booleans()) and isinstance(made, list) and all(isinstance(one, dict) for one in made) and made
    )
    try:
        read = corpus(lines(made) if streamed else made)
    except AssertionError as error:
        assert "taken for text" in str(error)  # [null, ...
    except InputError as error:
        assert str(error).startswith("made.json") and "\n" not in str(error)
    else:
        check_comments(read.comments)
