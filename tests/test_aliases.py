"""What the user knows about names, and the first draft of it."""

import re
import tomllib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_entities import known, say, write

from analysis import InputError, entities
from analysis.aliases import Aliases, check, read

__all__ = ["known"]
TOLD = """
stop = ["Lyon"]
[aliases]
"Emmanuel Macron" = ["Macron", "manu"]
"Big Corp" = ["BigCo"]
[labels]
Macron = "ORG"
"""


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "names.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def test_aliases_labels_and_stop_words(known, file):
    """An alias is found where the model misses it, a label holds for the whole entity, a stop word is no name."""
    comments = say("Macron and Lyon; MANU, manu, Manual, bigco", "BigCo's Paris")
    found = entities.find(comments, aliases=file(TOLD))
    assert found[["text", "entity", "label", "found_by", "label_by"]].to_numpy().tolist() == [
        ["Macron", "Emmanuel Macron", "ORG", "model", "alias"],
        ["MANU", "Emmanuel Macron", "ORG", "alias", "alias"],
        ["manu", "Emmanuel Macron", "ORG", "alias", "alias"],
        ["BigCo", "Big Corp", "MISC", "alias", "model"],
        ["Paris", "Paris", "GPE", "model", "vote"],
    ]


def test_an_alias_goes_before_every_step(known):
    """Macron is somebody else if the user says so."""
    told = {"aliases": {"Brigitte Macron": ["Macron"]}}
    found = entities.find(say("Macron, Macron"), write("Emmanuel Macron"), aliases=told)
    assert found["entity"].to_list() == ["Emmanuel Macron", "Brigitte Macron", "Brigitte Macron"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aliases = [", "names.toml: is no TOML file (Invalid value (at end of document))"),
        (b"\xff\xfe\xfa", "names.toml: is no TOML file ("),
        ("[alias]", "names.toml: knows no 'alias'; use stop, [aliases] and [labels]"),
        ("aliases = 3", "names.toml: aliases has to be a table of other names of a name, such as [aliases] "),
        ('[aliases]\nA = "B"', "the aliases of 'A' have to be a list of names, such as ['Annie', 'A. Lee']; found 'B'"),
        ("[aliases]\nA = [1]", "names.toml: the aliases of 'A' have to be a list of names"),
        ('[aliases]\nA = ["B"]\nC = ["b"]', "names.toml: 'b' stands for 'A' and for 'C'; choose one"),
        ('[aliases]\nA = [" "]', "names.toml: an alias of 'A' is empty; leave it out"),
        ('[labels]\nA = "HUMAN"', "names.toml: the label of 'A' is 'HUMAN'; use one of PERSON, NORP,"),
        ("[labels]\nA = [1]", "names.toml: the label of 'A' is [1]; use one of"),
        ('stop = "lol"', "names.toml: stop have to be a list of names"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(file, text, message):
    """What, where, and what would be right."""
    with pytest.raises(InputError, match=re.escape(message)) as error:
        read(file(text))
    assert "\n" not in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    """As for every other file."""
    with pytest.raises(InputError, match="none.toml: no such file"):
        entities.find(say("Lyon"), aliases=tmp_path / "none.toml")


def test_a_file_with_a_mark_or_empty(file):
    """A byte order mark of Windows; nothing at all is a mistake, a comment is not."""
    assert read(file("\ufeffstop = ['x']")).stop == {"x"}
    assert read(file("# nothing")) == Aliases()


def test_the_draft_is_read_back(known, file):
    """What was merged stands in it, and changes nothing when given back."""
    comments, article = say("Macron in Lyon", "MACRON!"), write("Emmanuel Macron")
    found = entities.find(comments, article)
    draft = entities.draft_aliases(found)
    assert '"Emmanuel Macron" = ["Macron", "MACRON"]' in draft
    assert '# "Lyon" = "GPE"  # only 1 vote' in draft
    again = entities.find(comments, article, aliases=file(draft))
    assert again["entity"].to_list() == found["entity"].to_list()


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), min_size=1))
def test_any_names_make_a_valid_draft(names):
    """Quotes, backslashes, control signs, surrogates: what is written is TOML."""
    found = pd.DataFrame(names, columns=["text", "entity"]).astype("object")
    found = found.assign(label="ORG", model_label="ORG", label_by="vote")
    told = tomllib.loads(entities.draft_aliases(found))
    assert set(told["aliases"]) <= {name.encode("utf-8", "replace").decode() for _, name in names}


def test_labels_of_an_alias_hold_for_its_name():
    """A label may be given by any of the names."""
    assert check({"aliases": {"Ann Lee": ["Annie"]}, "labels": {"annie": "PERSON"}}).labels == {"ann lee": "PERSON"}
