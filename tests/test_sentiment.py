"""How people feel."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear import check_time_is_in_proportion
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import InputError, TableError, sentiment
from analysis.text import sentences

REFERENCE = SentimentIntensityAnalyzer()
# What VADER's rules look at: lexicon words, boosters, negations, idioms, capitals, emoticons, emoji, punctuation.
TOKENS = (
    "great GREAT bad sucks love no not n't never without very VERY barely kinda kind of least at but BUT however "
    "the shit bomb hand to mouth cut mustard doubt so this isn't don’t lol :) :( :D <3 😅 💔 ❤️ 👍🏽 ! !!! ? ??? ... … "
    ", - tree 3.5 é я 我 \n \t ’ “good” wow!! :/"
).split(" ")
TEXTS = st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(["", " ", " "])), max_size=25).map(
    lambda pairs: "".join(token + space for token, space in pairs)
)
# Lexicon values: great 3.1, bad -2.5. Compound is s / sqrt(s * s + 15), rounded to four places.
GREAT, BAD = 0.6249, -0.5423


def table(*texts, **columns):
    return pd.DataFrame({"own_words": pd.Series(texts, dtype="str")}).assign(**columns)


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("VADER is smart, handsome, and funny.", 0.8316),
        ("VADER is VERY SMART, handsome, and FUNNY!!!", 0.9342),
        ("VADER is not smart, handsome, nor funny.", -0.7424),
        ("At least it isn't a horrible book.", 0.431),
        ("The book was only kind of good.", 0.3832),
        ("Today only kinda sux! But I'll get by, lol", 0.5249),
        ("Make sure you :) or :D today!", 0.8633),
    ],
)
def test_vader_gives_the_published_scores(text, compound):
    """The README of vaderSentiment 3.3.2 lists these."""
    assert sentiment.vader([text])["compound"].to_list() == [compound]


def test_vader_keeps_the_index_and_takes_no_text_at_all():
    """Scores join the Series they come from; no text gives no row, of the same dtypes."""
    assert sentiment.vader(pd.Series(["great", "bad"], index=["x", "x"])).index.to_list() == ["x", "x"]
    empty = sentiment.vader([])
    assert len(empty) == 0 and set(empty.dtypes.astype(str)) == {"float64"}


def test_score_by_hand():
    """The whole has both words, s = 0.6, 0.6 / sqrt(15.36) = .1531; the mean of the sentences is that of two scores."""
    row = sentiment.score(table("Great news. Bad news.")).loc[0]
    assert row.to_list() == pytest.approx([0.1531, (GREAT + BAD) / 2, 2, 2])


def test_an_exclamation_mark_and_two_words_by_hand(thread):
    """Sasha: like 1.5, idiot -2.3, one ! adds -.292; -1.092 / sqrt(1.092² + 15) = -.2714. The quote adds nothing."""
    sasha = sentiment.score(thread.comments)[thread.comments["author"] == "Sasha"].iloc[0]
    assert sasha.to_list() == pytest.approx([-0.2714, -0.2714, 2, 1])
    body = thread.comments.loc[thread.comments["author"] == "Sasha", "body"].item()
    assert "danger" in body and sentiment.hits(body) > 2


@given(st.lists(TEXTS, max_size=6))
def test_mean_sentence_is_the_mean_of_the_sentences(texts):
    """It equals the plain mean over each repaired comment's sentences, scored by the reference one by one."""
    scores = sentiment.score(table(*texts))["mean_sentence"]
    for text, mean in zip(texts, scores, strict=True):
        pieces = sentences(sentiment.repair(text, sentiment.REPAIRS[:-1]))  # emoji become words within a sentence
        each = [REFERENCE.polarity_scores(sentiment.repair(s, ["emoji"]))["compound"] for s in pieces]
        assert mean == pytest.approx(sum(each) / len(each) if each else float("nan"), nan_ok=True)


@given(st.lists(st.one_of(TEXTS, TEXTS.map(lambda text: text.replace("...", "。"))), max_size=6))
def test_compound_is_that_of_the_whole(texts):
    """Words that are looked up for their sentences give the whole text's score, if a sentence ends inside one too."""
    wholes = list(map(sentiment.repair, texts))
    scores = sentiment.score(table(*texts))
    for whole, compound, hits in zip(wholes, scores["compound"], scores["hits"], strict=True):
        expected = REFERENCE.polarity_scores(whole)["compound"] if whole.split() else float("nan")
        assert repr(compound) == repr(expected)
        assert hits == sentiment.hits(whole.replace("。", "。 "))


@given(TEXTS)
def test_apostrophes_score_the_same_curly_or_straight(text):
    """Which apostrophe a keyboard made says nothing about feelings."""
    pd.testing.assert_frame_equal(
        sentiment.score(table(text.replace("'", "’"))), sentiment.score(table(text.replace("’", "'")))
    )


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("I don’t like it", "I don't like it"),
        ("“great” people", '"great" people'),
        ("bad—really", "bad - really"),
        ("bad…", "bad... "),
        ("I don&#39;t like it &amp; you", "I don't like it & you"),
        ("<b>great</b>", " great "),
        ("gr\u00adeat \u200blove\ufeff", "great love"),
        ("❤️", "❤"),
    ],
)
def test_repair_uncovers_words(typeset, plain):
    """Typography, entities, tags and invisible signs go; a comparison such as 1 < 2 > 0 stays."""
    assert sentiment.repair(typeset) == plain
    assert sentiment.repair("1 < 2 > 0") == "1 < 2 > 0"


@given(TEXTS)
def test_without_hits_the_score_is_zero(text):
    """`hits` is right about when a 0 says nothing: no word of the lexicon, no feeling."""
    if sentiment.hits(text) == 0:
        assert sentiment.vader([text])["compound"][0] == 0
    assert sentiment.hits(f"{text} great") == sentiment.hits(f"{text} tree") + 1


def test_a_zero_with_hits_differs_from_one_without():
    """Words that cancel (good 1.9, scared -1.9) score 0 with 2 hits; neutral ones 0 with none; no text is missing."""
    scores = sentiment.score(table("The tree stands there", "Good and scared", "", "😅😅"))
    assert scores["compound"].fillna(9).to_list()[:3] == [0, 0, 9]
    assert scores["hits"].to_list() == [0, 2, 0, 2]  # 😅 is "grinning face with sweat", and grinning is a hit
    assert scores["compound"][3] > 0


def test_a_long_comment_is_read_to_its_end():
    """10,000 words in 2,600 sentences, the last 200 with feeling: s = 60, and 60 / sqrt(3615) = .9979."""
    row = sentiment.score(table("The tree stands there. " * 2400 + "Great day. Bad day. " * 100)).loc[0]
    assert row.to_list() == pytest.approx([0.9979, 100 * (GREAT + BAD) / 2600, 200, 2600])


@pytest.mark.parametrize("comments", [table(), table("Sehr gut", "Nein!", language="de")])
def test_nothing_to_read_is_missing_with_the_same_dtypes(comments):
    """No comment, or none in English: missing values, not zeros, and the columns keep their types."""
    scores = sentiment.score(comments)
    assert scores.dtypes.astype(str).to_dict() == {
        "compound": "float64", "mean_sentence": "float64", "hits": "Int64", "sentences": "Int64"
    }  # fmt: skip
    assert len(scores) == len(comments) and scores.isna().all(axis=None)


def test_index_is_kept_and_input_untouched():
    """Repeated labels in any order come back as given, and the table is not written to."""
    comments = table("great", "tree", "bad", language=["en", "de", None]).set_axis([7, 3, 7])
    before = comments.copy(deep=True)
    scores = sentiment.score(comments)
    assert scores.index.to_list() == [7, 3, 7]
    assert scores["compound"].to_list() == pytest.approx([GREAT, float("nan"), BAD], nan_ok=True)
    pd.testing.assert_frame_equal(comments, before)


def test_missing_column_is_named():
    """A table without own_words is refused, with its name."""
    with pytest.raises(TableError, match="own_words"):
        sentiment.score(pd.DataFrame({"body": ["great"]}))


def test_an_emoji_belongs_to_the_sentence_before_it():
    """However many code points it is of: "firefighter" does not become a sentence of its own."""
    scores = sentiment.score(table("Great! 👩\u200d🚒 Bad.", "Great! 😅", "Great! ❤️"))
    assert scores["sentences"].to_list() == [2, 1, 1]
    assert scores["hits"].to_list() == [2, 2, 2]


def test_quotes_are_not_the_commenters_feeling_and_addresses_no_words():
    """Only own_words count; "@happy" and "/love" are nobody's feeling, "?" in an address no question."""
    comments = table("@happy see https://love.org/great?a=1 tree").assign(body="They said: great")
    assert sentiment.score(comments).loc[0].to_list() == [0, 0, 0, 1]


def test_repairs_can_be_left_out():
    """Each for itself: like is 1.5, times -.74 behind a negation."""
    comments = table("I don’t like it &amp; you")
    assert sentiment.score(comments)["compound"].item() == pytest.approx(-0.2755)
    assert sentiment.score(comments, repairs=[])["compound"].item() == pytest.approx(0.3612)
    assert sentiment.score(comments, repairs=["typography"])["compound"].item() == pytest.approx(-0.2755)
    with pytest.raises(InputError, match="there is no repair 'typo'"):
        sentiment.score(comments, repairs=["typo"])
    with pytest.raises(InputError, match="repairs is 3: give a list of steps"):
        sentiment.score(comments, repairs=3)


@pytest.mark.parametrize("wrong", [b"great", 3, 0.5, ["great"]])
def test_what_is_no_text_is_refused_by_name(wrong):
    """Bytes, numbers and lists are no comments; it is said which one it is."""
    with pytest.raises(TableError, match="column 'own_words' has .+ in row 1; a text is a str"):
        sentiment.score(pd.DataFrame({"own_words": pd.Series(["great", wrong], dtype="object")}))
    with pytest.raises(TableError, match="text 1 is "):
        sentiment.vader(["great", wrong])


@pytest.mark.parametrize("wrong", ["great movie", b"great", None, 3, pd.DataFrame({"own_words": ["great"]})])
def test_what_is_no_list_of_texts_is_refused(wrong):
    """A text is not read letter by letter, a table not by the names of its columns."""
    with pytest.raises(TableError, match=f"a list or a Series of str; this is {type(wrong).__name__}"):
        sentiment.vader(wrong)


@pytest.mark.parametrize("wrong", ["great", None, ["great"], pd.Series(["great"])])
def test_what_is_no_table_is_refused(wrong):
    """Before a column of it is asked for."""
    with pytest.raises(
        TableError, match=f"a table is needed, such as thread.comments; this is a {type(wrong).__name__}"
    ):
        sentiment.score(wrong)


def test_a_column_that_is_there_twice_is_refused():
    """Nobody knows which is meant."""
    with pytest.raises(TableError, match="own_words more than once"):
        sentiment.score(pd.concat([table("a"), table("b")], axis=1))


def test_a_row_in_another_language_is_checked_and_counted_too():
    """The row that is named is that of the table; a number is no text in any language."""
    comments = pd.DataFrame(
        {"own_words": pd.Series(["gut", "great", 3], dtype="object"), "language": ["de", "en", "en"]}
    )
    for language in ("en", "de"):
        with pytest.raises(TableError, match="has 3 in row 2"):
            sentiment.score(comments.assign(language=["de", "en", language]))


@pytest.mark.parametrize("language", ["EN", "en-US", "en_GB", None])
def test_english_by_any_code(language):
    """As other tables than ours have it; "enm" is another language."""
    assert sentiment.score(table("great", language=[language]))["hits"].item() == 1
    assert sentiment.score(table("great", language=["enm"]))["hits"].isna().item()


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_missing_words_are_refused(missing):
    """No words are "", and a missing value is a mistake before."""
    with pytest.raises(TableError, match="'own_words' is missing in 1 rows"):
        sentiment.score(pd.DataFrame({"own_words": ["great", missing]}))
    with pytest.raises(TableError, match="text 1 is "):
        sentiment.vader(["great", missing])


@pytest.mark.parametrize("sign", ["a", "!", ".", " ", "\n", "<", "&", "@", "’", "😅", "❤️", "\u200d", "no. ", "but "])
def test_a_megabyte_of_one_sign_takes_time_in_proportion(sign):
    """Nothing is quadratic, with a lexicon neither; the score is one."""

    def run(text):
        compound = sentiment.score(table(text), lexicon={"New York": 0, "no no": 1, ":/": 1})["compound"]
        assert compound.isna().all() or -1 <= compound.item() <= 1

    check_time_is_in_proportion(run, sign * (1_000_000 // len(sign)))


def test_half_a_character_is_read_over():
    """A lone surrogate, which a broken export may hold, is no word and hides none."""
    scores = sentiment.score(pd.DataFrame({"own_words": pd.Series(["\ud800 great \udfff."], dtype="object")}))
    assert scores["compound"].item() == pytest.approx(GREAT)


def test_labels_that_repeat_and_a_frame_without_rows():
    """Scores stand where their comments stand; no row gives no row with the same columns and a lexicon too."""
    comments = table("great", "bad").set_axis([1, 1])
    assert sentiment.score(comments, lexicon={"bad": 0})["compound"].to_list() == pytest.approx([GREAT, 0])
    empty = sentiment.score(table(), lexicon={"New York": 0})
    assert empty.empty and list(empty.columns) == ["compound", "mean_sentence", "hits", "sentences"]
