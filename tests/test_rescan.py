"""Names that the model missed."""

import pytest
from test_naming import mentions

from analysis.naming import Mention, forms
from analysis.rescan import again, is_word, misspelt


def found_again(text, *names, article=(), **options):
    """What is found in a text when the model found these names in another comment and in the article."""
    named = [one._replace(text=1) for one in mentions(*names)] + [one._replace(text=0) for one in mentions(*article)]
    return [one.name for one in again({2: text}, named, forms(named, {0}), {0}, **options)]


@pytest.mark.parametrize(
    ("text", "again_"),
    [
        ("Lee and LEE, Lee's, (Lee)", ["Lee", "LEE", "Lee", "Lee"]),
        ("Leeds and Lee_d", []),
        ("Silly-Lee said", ["Silly-Lee"]),
        ("anti-Lee and Anti-Lee", ["Lee", "Lee"]),
        ("Lee-era", ["Lee"]),
        ("@Lee, u/Lee, x.org/Lee, Lee/x, Lee@x.org", ["Lee"]),  # the article names Lee
        ("Ann\nLee, Ann  Lee", ["Ann\nLee", "Ann  Lee"]),
        ("Ann, Lee", ["Lee"]),
        ("lee won; Lee lost, Lee", ["lee", "Lee", "Lee"]),
    ],
)
def test_again(text, again_):
    """Each where it stands as it is spelt elsewhere, or in capitals; the longest name first."""
    assert [x for x in found_again(text, article=["Leeson", "Ann Lee", "Lee", "Lee"])] == (
        again_ if "lee " not in text else ["Lee", "Lee"]  # three letters are too few to be written small
    )


def test_small_letters_need_the_article_or_many_and_a_minority():
    """Merkel may be written merkel; a word that is mostly written small is no name."""
    assert found_again("merkel and Merkel", article=["Merkel"]) == ["merkel", "Merkel"]
    assert found_again("merkel and Merkel", "Merkel") == ["Merkel"]
    assert found_again("merkel", *["Merkel"] * 5) == ["merkel"]
    assert found_again("it may, it may, Grace may be", article=["Grace"]) == ["Grace"]
    assert found_again("with grace, by grace, of grace, in grace. Grace", article=["Grace"]) == ["Grace"]


def test_the_guard():
    """Of a name that the model takes for one in fewer than 30 % of the cases nothing is added; in the article all."""
    text = "Will he? " * 3
    assert found_again(text, "Will") == []  # 1 of 4
    assert found_again(text, "Will", "Will") == ["Will"] * 3  # 2 of 5
    assert found_again(text, article=["Will"]) == ["Will"] * 3
    assert found_again(text, "Will", guarded=False) == ["Will"] * 3


def test_nothing_is_found_twice():
    """Where a mention stands there is no second one."""
    named = [Mention(2, 0, 3, "Lee", "PERSON", "model"), Mention(2, 8, 15, "Lee Roe", "PERSON", "model")]
    more = again({2: "Lee and Lee Roe, Lee"}, named, forms(named, set()), set())
    assert [(one.start, one.end, one.name, one.label, one.found_by) for one in more] == [
        (17, 20, "Lee", None, "rescan")
    ]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Jacksen!", ["Jacksen"]),
        ("Jacksen, or jacksen", []),  # a word
        ("@Jacksen", []),
        ("Jacksonville", []),
        ("Merkle", []),  # six letters
    ],
)
def test_misspelt(text, more):
    """A word with a capital that is near to a person's name of seven letters or more."""
    named = mentions("Jackson", "Merkel")
    assert [one.name for one in misspelt({2: text}, named, forms(named, set()))] == more


@pytest.mark.parametrize(
    ("found", "written", "word"),
    [
        (["can"], 4, True),
        (["can"], 3, False),
        (["Can", "can"], 9, False),
        (["can do"], 9, False),
        (["france"], 9, False),
    ],
)
def test_is_word(found, written, word):
    """What is always small and taken for a name in fewer than 30 % of the cases; what the gazetteer knows is none."""
    [form] = forms(mentions(*found), set()).values()
    assert is_word(form, {"can": written, "can do": written, "france": written}) is word
