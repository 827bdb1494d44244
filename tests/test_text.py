"""What a word and a sentence is."""

import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear import check_time_is_in_proportion

from analysis import TableError
from analysis.text import (
    LINK,
    MARK,
    WORD,
    in_english,
    need,
    sentence_spans,
    sentences,
    tokens,
    without_links,
    words,
)  # fmt: skip

TEXTS = st.text(alphabet="aB1 é.!?…\n\t'’-_。我か😅\"」と؟)", max_size=60)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("?! ... 😅", []),
        ("Two words", ["Two", "words"]),
        ("don't don’t", ["don't", "don’t"]),
        ("'quoted' words", ["quoted", "words"]),
        ("well-known U.S. 3.5%", ["well-known", "U.S", "3.5"]),
        ("dash - and—dash", ["dash", "and", "dash"]),
        ("one,two;three/four", ["one", "two", "three", "four"]),
        ("Київ наш", ["Київ", "наш"]),
        ("3,000,000 or 1,a", ["3,000,000", "or", "1", "a"]),
        ("안녕 하세요", ["안녕", "하세요"]),
        ("don`t won´t can‘t isn＇t", ["don`t", "won´t", "can‘t", "isn＇t"]),
        ("`code` and ´so´", ["code", "and", "so"]),
        ("well‑known hyphen‐joined", ["well‑known", "hyphen‐joined"]),
        ("una col·lega 3·4", ["una", "col·lega", "3", "4"]),
        ("צה״ל צ׳יפס", ["צה״ל", "צ׳יפס"]),
        ("I agree.You are e.g. in the U.S.A.", ["I", "agree", "You", "are", "e.g", "in", "the", "U.S.A"]),
        ("schön.Äh да.Нет", ["schön", "Äh", "да", "Нет"]),
        ("mail joe.doe@example.com, @joe", ["mail", "joe.doe@example.com", "joe"]),
        ("5️⃣ stars, 5", ["stars", "5"]),
    ],
)
def test_words(text, found):
    """A word is a run of letters and digits with inner apostrophes, points and hyphens, or commas between digits."""
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("今天天气很好，我们去公园吧！", ["今天", "天气", "很好", "我们", "去", "公园", "吧"]),
        ("人々はコンピューターを買う。", ["人々", "は", "コンピューター", "を", "買う"]),
        ("ฉันรักประเทศไทยมาก", ["ฉัน", "รัก", "ประเทศไทย", "มาก"]),
        ("ខ្ញុំស្រឡាញ់ប្រទេសកម្ពុជា", ["ខ្ញុំ", "ស្រឡាញ់", "ប្រទេស", "កម្ពុជា"]),
        ("ຂ້ອຍຮັກປະເທດລາວ", ["ຂ້ອຍ", "ຮັກ", "ປະເທດ", "ລາວ"]),
        ("公園でiPhoneを2台", ["公園", "で", "iPhone", "を", "2", "台"]),
    ],
)
def test_scripts_without_spaces_are_cut_by_a_dictionary(text, found):
    """Words as their readers count them; what stands between in another script is cut as ever."""
    assert words(text) == found


@given(st.text(alphabet="aB1é Жж.'’‘`·‑@-,_!€😅", max_size=40))
def test_both_ways_to_find_words_are_one(text):
    """The fast way and the one for marks and joiners agree wherever both may be used."""
    assert words(text) == WORD.findall(text)


@given(st.text(st.characters(), max_size=40))
def test_words_stand_in_the_text_in_order(text):
    """Whatever the signs, lone surrogates too: every word is a piece of the text."""
    place = 0
    for word in words(text):
        place = text.index(word, place) + len(word)
        assert word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see (https://example.org/a_(b)).", ["https://example.org/a_(b"]),
        ("HTTP://X.ORG/?q=1&r=2, www.example.com!", ["HTTP://X.ORG/?q=1&r=2", "www.example.com"]),
        ("看https://example.org/a。好", ["https://example.org/a"]),
        ("http:// and https://... are none", []),
        ("Awwww.that is so cute", []),
        ("看www.example.com", ["www.example.com"]),
        (
            "https://example.org/a这个网站很好 https://example.orgとても",
            ["https://example.org/a", "https://example.org"],
        ),
        ("https://zh.wikipedia.org/wiki/中国", ["https://zh.wikipedia.org/wiki/中国"]),
        ("https://x.org,https://y.org;www.z.org", ["https://x.org", "https://y.org", "www.z.org"]),
        ("https://web.archive.org/web/https://x.org/a,b", ["https://web.archive.org/web/https://x.org/a,b"]),
    ],
)
def test_links(text, found):
    """From http://, https:// or www. to the next space, without what ends a sentence or closes a bracket."""
    assert LINK.findall(text) == found


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a-",
        "1,",
        "我",
        "ก",
        "\u0301",
        "a\u0301",
        "! ",
        ".",
        "\n",
        "http://",
        "www..",
        "http://a我",
        "http://x,",
        "http://,",
        "www.a|",
    ],
)
def test_a_megabyte_of_anything_is_cut_at_once(piece):
    """Nothing is quadratic: a megabyte takes seconds at most, not hours."""
    text, start = piece * (1_000_000 // len(piece)), time.process_time()
    words(text), LINK.findall(text), list(sentence_spans(text))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("nai\u0308ve", 1),  # a decomposed diaeresis, as macOS writes it
        ("हिन्दी भाषा", 2),  # vowel signs and virama
        ("مُحَمَّد", 1),  # vowel marks
        ("می\u200cخواهم", 1),  # Persian zero-width non-joiner
        ("inter\u00adnational", 1),  # soft hyphen
    ],
)
def test_marks_inside_a_word_do_not_end_it(text, number):
    """Combining marks and invisible signs belong to the word they stand in (UAX #29, rule WB4)."""
    assert len(words(text)) == number


@pytest.mark.parametrize("text", ["____", "・", "_ _ _"])
def test_punctuation_is_no_word(text):
    """A line of underscores and the middle dot between kana have no letter or digit."""
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n ", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("no full stop\nnext line", ["no full stop", "next line"]),
        ("Version 3.5 is out.", ["Version 3.5 is out."]),
        ("Well… Yes.", ["Well…", "Yes."]),
        ("Yes. 😅 !!\n:-)", ["Yes. 😅 !!\n:-)"]),
        ("😅", ["😅"]),
        ("好。你呢？", ["好。", "你呢？"]),
        ('He said "No." Then he left.', ['He said "No."', "Then he left."]),
        ("(I know.) But why?", ["(I know.)", "But why?"]),
        ("He said ‘Well.’ Then he left.", ["He said ‘Well.’", "Then he left."]),
        ('"Really?!" he said. Nobody (except etc.) knows.', ['"Really?!" he said.', "Nobody (except etc.) knows."]),
        ('"Really?!"  he said', ['"Really?!"  he said']),
        ('He said "No."\nthen he left', ['He said "No."', "then he left"]),
        ("「はい。」と言った。", ["「はい。」と言った。"]),
        ("「はい。」「いいえ。」彼は笑った。", ["「はい。」", "「いいえ。」", "彼は笑った。"]),
        ("他说：“好。”我走了。", ["他说：“好。”", "我走了。"]),
        ("मैं जाता हूँ। तुम आओ।", ["मैं जाता हूँ।", "तुम आओ।"]),
        ("هل أنت هنا؟ نعم.", ["هل أنت هنا؟", "نعم."]),
        ("یہ ٹھیک ہے۔ وہ نہیں۔", ["یہ ٹھیک ہے۔", "وہ نہیں۔"]),
        ("Ես գնում եմ։ Դու եկ։", ["Ես գնում եմ։", "Դու եկ։"]),
    ],
)
def test_sentences(text, found):
    """A sentence ends at .!?… before a space, at 。！？ and at a line end, with the quotation that closes there."""
    assert sentences(text) == found


@given(TEXTS)
def test_only_white_space_stands_between_sentences(text):
    """The spans run forwards, begin and end with a sign, and leave out nothing but white space."""
    spans = list(sentence_spans(text))
    assert spans == sorted(spans)
    ends = [0, *(place for span in spans for place in span), len(text)]
    assert ends == sorted(ends)
    assert "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)).strip() == ""
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)


@given(TEXTS)
def test_sentences_are_what_their_spans_hold(text):
    """Whether a piece has to be joined to the one before or not."""
    assert sentences(text) == [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("sign", [".", "! ", '."', '." a', ". \t", "\n", "\n.", "。」", "。」と", "a", "a. "])
def test_cutting_a_megabyte_takes_time_in_proportion(sign):
    """Pieces that go on, end or have to be joined, without end."""
    check_time_is_in_proportion(sentences, sign * (1_000_000 // len(sign)))


@given(st.lists(st.text(alphabet="aB.\0\1 \n\x1c\xa0é", max_size=12), max_size=6))
def test_tokens_are_those_of_each_text(texts):
    """One split finds what a split of each finds, with a mark behind each; a NUL of the text is no mark."""
    plain = [text.replace(MARK, "\1") for text in texts]
    assert tokens(texts) == [token for text in plain for token in [*text.split(), MARK]]


@given(st.one_of(TEXTS, st.text(max_size=40)))
def test_no_word_or_link_reaches_over_white_space(text):
    """So words can be looked for in what stands between it, once for all texts that have it."""
    assert words(text) == [word for token in text.split() for word in words(token)]
    assert without_links(text)[1] == sum(without_links(token)[1] for token in text.split())


@given(TEXTS)
def test_no_sentence_without_a_word_sign_after_the_first(text):
    """Emoji and punctuation on their own never count as a further sentence."""
    assert all(any(map(str.isalnum, sentence)) for sentence in sentences(text)[1:])


@pytest.mark.parametrize("given", [["I love it"], pd.Series(["I love it"]), "I love it"])
def test_need_says_that_a_table_is_needed(given):
    with pytest.raises(
        TableError, match=f"^a table is needed, such as thread.comments; this is a {type(given).__name__}$"
    ):
        need(given, "own_words")


def test_need_names_what_is_missing():
    """The error names the missing columns, not those that are there."""
    table = pd.DataFrame(columns=["author", "body"])
    with pytest.raises(TableError, match=r"needs the column own_words, score; the table has author, body$"):
        need(table, "author", "own_words", "score")
    assert need(table, "author", "body") is None


@pytest.mark.parametrize(
    ("texts", "says"),
    [([1, 2], "'own_words' has 1 in row 0; a text is a str"), (["a", b"b"], "has b'b' in row 1; a text is a str")],
)
def test_need_refuses_what_is_no_text(texts, says):
    """Numbers and bytes are no words; categories of text are."""
    with pytest.raises(TableError, match=says):
        need(pd.DataFrame({"own_words": texts}), "own_words")
    assert need(pd.DataFrame({"own_words": pd.Categorical(["a", "b"])}), "own_words") is None


def test_unknown_language_counts_as_english():
    """English and unknown are read, other languages not; without the column everything is."""
    comments = pd.DataFrame({"language": ["en", None, "de"]}, index=[5, 5, 6])
    assert in_english(comments).to_list() == [True, True, False]
    assert in_english(comments.drop(columns="language")).to_list() == [True] * 3
