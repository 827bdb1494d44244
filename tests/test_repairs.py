"""What hides words from VADER is put right, and what stood where is known afterwards."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear import check_time_is_in_proportion

from analysis import InputError
from analysis.repairs import REPAIRS, STEPS, Located, repair

PIECES = (
    "great no. ok, don’t “bad” — … ... &amp; &lt;b&gt; <br> <i> </i> @ann @a.b @a@b.c https://x.org/a?b=c! www. "
    "\u200b \u00ad ❤️ 👍🏽 👩\u200d🚒 🇺🇸 😅 \n ! ? ` < > & é 我 \ud800 &#39; &bogus;"
).split(" ")
TEXTS = st.lists(st.sampled_from([*PIECES, " "]), max_size=15).map("".join)


@pytest.mark.parametrize(
    ("step", "text", "repaired"),
    [
        ("entities", "don&#39;t &#x27;&lt;3&nbsp;&amp;amp;#39;", "don't '<3\u00a0'"),
        ("entities", "AT&T; Q&A &bogus; & &copy", "AT&T; Q&A &bogus; & &copy"),
        ("entities", "&#xD800;", "\ufffd"),
        ("tags", 'a<p class="x">b</p><a href="y">c</a>', "a\nb\n c "),
        ("tags", "1 < 2 > 0 <3 <grin> <bad", "1 < 2 > 0 <3 <grin> <bad"),
        ("addresses", "@love see (https://hate.org/?kill!) or www.x.org.", "@ see (@!) or @."),
        ("addresses", "tom@example.com, @tom.berg@social.org: @_@", "tom@example.com, @: @@"),
        ("typography", "‘don´t’ „so“ «so» a–b—c…d", '\'don\'t\' "so" "so" a - b - c... d'),
        ("typography", "great...really ... v. 1..2", "great... really ... v. 1.. 2"),
        ("invisible", "gr\u00ade\u200bat\ufeff \u202aso\u202c", "great so"),
        (
            "short words",
            "No, (no). OK! ok: no-one no's know. tx. aha!",
            "No , (no ). OK ! ok : no-one no's know. tx. aha!",
        ),
        ("emoji", "❤️ ❤︎ 👍🏿", "❤ ❤ 👍"),
        ("emoji", "a👩🏽\u200d🚒b 🤦\u200d♂️", "a woman firefighter b  man facepalming "),
        ("emoji", "🇺🇸 😅\u200d☠️ gr\u200deat 😅yes", "🇺🇸 😅☠ great 😅 yes"),
    ],
)
def test_each_step_by_hand(step, text, repaired):
    """Each step puts its own trap right and leaves what only looks like it."""
    assert STEPS[step](text) == repair(text, [step]) == repaired


def test_steps_are_taken_in_the_order_given():
    """Entities before tags make a tag of an escaped one; the other way round it stays."""
    assert repair("&lt;b&gt;so", ["entities", "tags"]) == " so"
    assert repair("&lt;b&gt;so", ["tags", "entities"]) == "<b>so"
    assert repair("&lt;b&gt;don’t", []) == "&lt;b&gt;don’t"


@pytest.mark.parametrize("repairs", [["typo"], [None], "tags", 3])
def test_a_step_that_is_none_is_refused(repairs):
    """The steps that there are are listed; a text is no list of steps."""
    with pytest.raises(InputError, match="'entities'|'tags'"):
        repair("great", repairs)


@given(TEXTS | st.text(max_size=40))
def test_a_located_text_is_the_repaired_text(text):
    """Located changes what `re` changes; every character has a place, in order, and one that was kept its own."""
    where, found = Located(text), text
    for name in REPAIRS:
        found = STEPS[name](found, where.sub)
    assert found == repair(text)
    assert len(where.starts) == len(where.ends) == len(found)
    assert where.starts == sorted(where.starts) and where.ends == sorted(where.ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(where.starts, where.ends, strict=True))
    for match in re.finditer("great", found):
        start, end = where.span(*match.span())
        assert text[start:end].replace("\u00ad", "").replace("\u200b", "") == "great"


@pytest.mark.parametrize(
    ("text", "word", "stood"),
    [
        ("I don&#39;t", "don't", "don&#39;t"),
        ("so “great” a", "great", "great"),
        ("so—bad…yes", "bad", "bad"),
        ("is gr\u00adeat.", "great", "gr\u00adeat"),
        ("yes 👩🏽\u200d🚒!", "firefighter", "👩🏽\u200d🚒"),
        ("say no. Yes", "no", "no"),
        ("<p>@ann:</p>love", "love", "love"),
    ],
)
def test_where_a_word_stood(text, word, stood):
    """Also one that was written with an entity, with an invisible sign inside, or as an emoji."""
    where, found = Located(text), text
    found = repair(found, REPAIRS, where.sub)
    first = found.index(word)
    start, end = where.span(first, first + len(word))
    assert text[start:end] == stood


@pytest.mark.parametrize(
    "sign", ["a", "<", "&", "@", ".", "’", " ", "no.", "www.", "<a ", "&amp;", "❤️", "\u200d", "@a.", "o!"]
)
def test_a_megabyte_of_one_sign_takes_time_in_proportion(sign):
    """No step looks at a text more than a few times."""
    check_time_is_in_proportion(lambda text: repair(text + ">"), sign * (1_000_000 // len(sign)))
