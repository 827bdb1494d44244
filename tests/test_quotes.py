import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from analysis.readers.quotes import Quote, find, own_words, passage
from analysis.readers.sources import Text, words

ARTICLE = (
    "The council closes the old bridge on Sunday. Nobody was asked. “We regret the noise,” the mayor said on Friday."
)
ANN = "I crossed the bridge every single morning for years.\nWho is going to pay for the detour?"
BEN = "The detour costs me twenty minutes and a lot of petrol."
ZOE = "Lovely weather, though."
BRIDGE = "I crossed the bridge every single morning for years."
DETOUR = "The detour costs me twenty minutes and a lot of petrol."
CLOSES = "The council closes the old bridge on Sunday."


def quote(body, earlier=(ANN, BEN, ZOE), authors=("Ann Lee", "Ben", "Zoe"), writer="Carl"):
    """The quotations of a body that follows three comments."""
    return find([*earlier, body], [*authors, writer], ARTICLE)[-1]


# The body, the words it quotes, whom it names, where they come from, its own words.
SHAPES = {
    "an arrow before the line": (f"> {DETOUR}\nMove then.", DETOUR, None, 1, "Move then."),
    "an arrow as HTML writes it": (f"&gt; {DETOUR}\nMove then.", DETOUR, None, 1, "Move then."),
    "arrows before wrapped lines, lone ones too": (
        "No!\n>\n> The detour costs me twenty minutes\n> and a lot of petrol.\n>\nMove then.",
        "The detour costs me twenty minutes\nand a lot of petrol.",
        None,
        1,
        "No!\n\nMove then.",
    ),
    "mail": (f"On Sat 17 Nov 2001, Ben wrote:\n> {DETOUR}\n\nMove.", DETOUR, "Ben", 1, "Move."),
    "mail in German": (f"Am 17.11.2001, 12:30 schrieb Ben:\n> {DETOUR}\n\nMove.", DETOUR, "Ben", 1, "Move."),
    "mail with an address": (f'From: "Ben" <ben at example.org>\n\n> {DETOUR}\nMove.', DETOUR, "Ben", 1, "Move."),
    "lone quotation marks": (f'Move.\n"\n{DETOUR}\n"', DETOUR, None, 1, "Move."),
    "lone curly marks": (f"“\n{DETOUR}\n”\nMove.", DETOUR, None, 1, "Move."),
    "a stray lone mark": (f'"\n{DETOUR}\n"\nMove.\n"\nNow.', DETOUR, None, 1, 'Move.\n"\nNow.'),
    "a lone pair from nowhere": ('"\nAll is vanity.\n"\nTrue.', "All is vanity.", None, None, "True."),
    "a tag": (f'[quote="Ben, post:2, topic:7"]{DETOUR}[/quote]\nMove.', DETOUR, "Ben", 1, "Move."),
    "a tag without a name": (f"[QUOTE]{DETOUR}[/QUOTE] Move.", DETOUR, None, 1, "Move."),
    "Zitat von": (f"Zitat von Ben\n{DETOUR}\nDann zieh um.", DETOUR, "Ben", 1, "Dann zieh um."),
    "Zitat von, two paragraphs": (
        "Zitat von Ann Lee\n" + ANN.replace("\n", "\n\n") + "\nYou.",
        ANN.replace("\n", "\n\n"),
        "Ann Lee",
        0,
        "You.",
    ),
    "Zitat von, from another page": (
        "Zitat von Uwe\nAlles wird gut.\n\nNein.",
        "Alles wird gut.",
        "Uwe",
        None,
        "Nein.",
    ),
    "Originally Posted by": (f"Quote:\nOriginally Posted by Ben\n{DETOUR}\n\nMove.", DETOUR, "Ben", 1, "Move."),
    "Quote from": (f"Quote from: Ben on October 09, 2010, 07:56:00 AM\n{DETOUR}\nMove.", DETOUR, "Ben", 1, "Move."),
    "wrote, on its own line": (f"Ben wrote:\n{DETOUR}\n\nMove.", DETOUR, "Ben", 1, "Move."),
    "wrote, glued": (f"Ben wrote:{DETOUR}Someone should move.", DETOUR, "Ben", 1, "Someone should move."),
    "wrote, with the time": (f"Ben wrote: ↑Sat Oct 09, 2010 7:56 am\n{DETOUR}\nMove.", DETOUR, "Ben", 1, "Move."),
    "said, with an end mark": (
        "Uwe said:\nOh no.\n\nOh yes.\nClick to expand...\nHm.",
        "Oh no.\n\nOh yes.",
        "Uwe",
        None,
        "Hm.",
    ),
    "a écrit": (f"Ben a écrit :\n{DETOUR}\nPars.", DETOUR, "Ben", 1, "Pars."),
    "Цитата": (f"Цитата: Ben\n{DETOUR}\nДа.", DETOUR, "Ben", 1, "Да."),
    "wrote, with day and clock": (
        f"Ben wrote on 9 Oct 2010 at 7:56:\n> {DETOUR}\n\nMove.",
        DETOUR,
        "Ben",
        1,
        "Move.",
    ),
    "a few words of the article": ('"\nNobody was asked.\n"\nTrue.', "Nobody was asked.", None, "article", "True."),
    "name, comma, time": (f"Ben, 9 Oct 2010, 7:56:\n{DETOUR}\n\nMove.", DETOUR, "Ben", 1, "Move."),
    "name and time": (f"Ben: Oct. 9, 2010 - 7:56 AM EST\n\n{DETOUR}\n\nMove.", DETOUR, "Ben", 1, "Move."),
    "name and time, three words": (
        "Zoe: Oct. 9, 2010 - 7:56 AM EST\n\nLovely weather, though.\n\nNo.",
        ZOE,
        "Zoe",
        2,
        "No.",
    ),
    "guillemets": (f"You say «{DETOUR}» and yet you stay.", DETOUR, None, 1, "You say and yet you stay."),
    "low and high marks": (f"„{DETOUR}“\nZieh um.", DETOUR, None, 1, "Zieh um."),
    "curly marks": (f"“{DETOUR}” Move then.", DETOUR, None, 1, "Move then."),
    "straight marks": (f'@Ben "{DETOUR}" Move then.', DETOUR, None, 1, "@Ben Move then."),
    "the parent's sentence, bare": (f"{BRIDGE}\n\nSo did I.", BRIDGE, None, 0, "So did I."),
    "the article's sentence, bare": (f"{CLOSES} At last!", CLOSES, None, "article", "At last!"),
    "bare after a mention": (f"@Ann {BRIDGE}\nSo did I.", BRIDGE, None, 0, "@Ann\nSo did I."),
    "the article's words between marks, joined": (
        "“We regret the noise,” the mayor said on Friday.\nDoes he?",
        "“We regret the noise,” the mayor said on Friday.",
        None,
        "article",
        "Does he?",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_quotation_is_found_in_every_shape(shape):
    body, said, named, source, own = SHAPES[shape]
    [found] = quote(body)
    assert passage(body, found) == said
    assert own_words(body, [found]) == own
    assert (found.source, found.named) == (source, named)
    if source is not None:
        text = ARTICLE if source == "article" else (ANN, BEN, ZOE)[source]
        assert words(text[found.source_start : found.source_end]) == words(said)


OWN = {
    "marks around one's own words": 'They call it "a modest improvement of the whole town", I call it a ruin.',
    "few words of another": 'So "the bridge" it is.',
    "a stray mark": 'Never.\n"\nThe rest of this is mine.\n\nAnd this.',
    "what somebody says in a tale": "My father said: go to bed and dream of bridges.",
    "a pronoun": "As I said: the bridge is old and wants repair, whatever they say.",
    "an arrow without words": "Look there\n>\nnothing.",
    "a face": ">:( no",
    "a clock in the text": "Shop: opens at 10:30 on weekdays",
    "the start of a sentence, and on differently": "I crossed the bridge every single morning until I moved.",
}


@pytest.mark.parametrize("case", OWN)
def test_what_only_looks_like_a_quotation_is_the_writers_own(case):
    assert quote(OWN[case]) == []


@pytest.mark.parametrize("said", ["the", "detours", "mayor asked"])
def test_few_words_that_the_article_has_not_or_not_once_have_no_source(said):
    article = ARTICLE + " The detours begin on Friday, and the detours are long."
    [found] = find([f'"\n{said}\n"\nIndeed.'], ["Carl"], article)[0]
    assert found.source is None


def test_offsets_are_those_of_the_original_texts():
    first = "Well\u00a0… It’s a co\u00adoperative – “really”, it is!"
    body = 'Hm.\n> It\'s a cooperative - "really", it is!\nNo.'
    [found] = quote(body, [first], ["Ann"])
    assert found == Quote(6, 43, 4, 43, None, 0, 7, len(first))
    assert body[6:43] == 'It\'s a cooperative - "really", it is!'


def test_a_misspelt_and_clipped_quotation_is_found():
    [found] = quote("> detour costs me twnty minutes and a lot of petrol\nMove.")
    assert (found.source, BEN[found.source_start : found.source_end]) == (1, BEN[4:-1])


def test_quotations_inside_quotations_come_one_by_one():
    body = f'[quote="Ben"][quote="Ann Lee"]{BRIDGE}[/quote]\n{DETOUR}[/quote]\nBoth of you, stop.'
    inner, outer = quote(body)
    assert (inner.depth, inner.named, inner.source) == (2, "Ann Lee", 0)
    assert (outer.depth, outer.named, outer.source) == (1, "Ben", 1)
    assert own_words(body, [inner, outer]) == "Both of you, stop."


def test_arrows_tell_depth_and_name_the_inner_writer():
    body = f"Ben wrote:\n> Ann Lee wrote:\n> > {BRIDGE}\n> {DETOUR}\nStop."
    inner, outer = quote(body)
    assert (inner.depth, inner.named, inner.source) == (2, "Ann Lee", 0)
    assert (outer.depth, outer.named, outer.source) == (1, "Ben", 1)
    assert own_words(body, [inner, outer]) == "Stop."


def test_the_nearest_earlier_writer_of_the_words_is_the_source():
    bodies = [f"One. {DETOUR}", f"Two. {DETOUR}", f"> {DETOUR}\nNo.", f"Three. {DETOUR}"]
    assert find(bodies, ["Ann", "Ben", "Carl", "Dora"])[2][0].source == 1


def test_the_named_writer_comes_before_a_nearer_one():
    bodies = [f"It is so. {DETOUR}", f"It is not. {DETOUR}", f"Ann wrote:\n{DETOUR}\n\nNo."]
    assert find(bodies, ["Ann", "Ben", "Carl"])[2][0].source == 0


def test_who_quotes_is_not_the_source():
    bodies = [BEN, f"> {DETOUR}\nMove.", f"> {DETOUR}\nStay."]
    assert [found.source for [found] in find(bodies, ["Ben", "Carl", "Dora"])[1:]] == [0, 0]


def test_a_later_comment_is_never_the_source():
    assert find([f"> {DETOUR}\nMove.", BEN], ["Carl", "Ben"])[0][0].source is None


def test_a_body_posted_again_is_no_quotation():
    assert find([ANN, ANN, BEN, BEN], ["Ann", "Carl", "Ben", "Ben"]) == [[], [], [], []]


def test_several_lines_are_answered_one_by_one():
    first, second = ANN.split("\n")
    body = f"{first}\nSo did I.\n{second}\nNot me."
    assert own_words(body, quote(body)) == "So did I.\n\nNot me."


WORDS = st.lists(
    st.sampled_from("the old bridge is closed on sunday and nobody was asked ever again".split()), max_size=30
)
LINES = st.one_of(
    WORDS.map(" ".join),
    WORDS.map(lambda line: "> " + " ".join(line)),
    st.sampled_from(['"', "“", "«the old", "", ">", "> >", "[quote=Ann]", "[/quote]", "Ann wrote:", "Zitat von Ben"]),
    st.just("Ann: 3 May, 10:30"),
    st.text(alphabet='ab \n\r"“”„«»>&gt;:[]/@.\u00ad\u00a0桥旧', max_size=20),
)
BODIES = st.lists(st.lists(LINES, max_size=6).map("\n".join), max_size=6)


@given(BODIES, WORDS.map(" ".join))
def test_quotations_are_ordered_and_lie_inside_and_resemble_their_source(bodies, article):
    for number, (body, found) in enumerate(zip(bodies, find(bodies, ["Ann", "Ben", None] * 2, article), strict=False)):
        end = 0
        for one in found:
            assert end <= one.outer_start <= one.start <= one.end <= one.outer_end <= len(body)
            end = one.outer_end
            if one.source is not None:
                assert one.source == "article" or one.source < number
                text = article if one.source == "article" else bodies[one.source]
                said, there = passage(body, one), text[one.source_start : one.source_end]
                assert fuzz.partial_ratio(" ".join(words(said)), " ".join(words(there))) >= 60
        own = own_words(body, found)
        assert len(Text(own).words) <= len(Text(body).words) + 2 * len(found)


@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_text_at_all_is_read(bodies):
    assert len(find(bodies, [None] * len(bodies), "".join(bodies))) == len(bodies)


@pytest.mark.parametrize(
    "body",
    [
        "> a b c d e f\n" * 3000,
        "[quote]" * 3000,
        '"\n' * 6000,
        'a "b ' * 6000,
        "the old bridge is closed " * 3000,
        "Ann wrote:\n" * 3000,
        "Zitat von Ann\n" * 3000,
        "x wrote" * 6000 + ":",
        "« “ „ " * 6000,
        " " * 40000,
    ],
    ids=range(10),
)
def test_a_hostile_body_takes_time_in_proportion(body):
    def seconds(size):
        start = time.process_time()
        find([body[: len(body) // size]] * 4, ["Ann", "Ben", "Ann", "Ben"], body)
        return time.process_time() - start

    seconds(8)
    assert seconds(1) < 0.3 + 24 * seconds(8)


def test_many_quotations_in_many_comments_take_seconds():
    bodies = [f"Comment {n} says that number {n * 7} is larger than {n * 3} and so on and on." for n in range(20_000)]
    bodies[1000::25] = [f"> {bodies[n - 401]}\nNo, not {n}." for n in range(1000, 20_000, 25)]
    start = time.process_time()
    found = find(bodies, [f"Ann{n % 100}" for n in range(20_000)])
    assert time.process_time() - start < 10
    assert [found[n][0].source for n in (1000, 10_025, 19_975)] == [599, 9624, 19_574]
