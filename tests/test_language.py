"""Which language a comment is in."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import language
from analysis.language import detect

ENGLISH = "Nobody in this town believed what the minister said about the new roads."
GERMAN = "Ich glaube nicht, dass der Minister wirklich verstanden hat, worum es hier geht."


def found(*texts, context=""):
    """The languages as a list, None where there is none."""
    return [None if pd.isna(code) else code for code in detect(texts, context)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Das stimmt so leider nicht.", "de"),
        ("On nous prend encore pour des idiots, comme d'habitude.", "fr"),
        ("Muchas gracias por el artículo.", "es"),
        ("To jest jakiś żart.", "pl"),
        ("Это уже давно никого не удивляет.", "ru"),
        ("Це вже давно нікого не дивує.", "uk"),
        ("شكرا جزيلا على المقال", "ar"),
        ("これは素晴らしい記事です。", "ja"),
        ("谢谢你的文章！", "zh"),
        ("ขอบคุณมากครับ", "th"),
        ("THIS IS WHAT HAPPENS WHEN NOBODY READS THE ARTICLE", "en"),
    ],
)
def test_a_comment_alone_has_the_language_it_is_in(text, code):
    "Whatever the script, with spaces or without, shouted or not."
    assert found(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lol",
        "Ja, genau!",
        "Thank you 😅😅😅 2024 100 %",
        "@ann_smith @bob @cem thank you",
        "https://example.org/why-nobody-believed-the-minister www.example.org/this-is-a-page",
        "u/somebody r/everything #this #that",
        "for (int i = 0; i < n; i++) { total += price[i]; }",
        "import pandas as pd\ndf = pd.read_csv('x.csv')\nprint(df.head())",
        "zxq wvk pfft",
    ],
)
def test_too_little_to_tell_is_missing(text):
    "Under three words, addresses, names, code, no language: NA, in a thread that is sure of its own too."
    assert found(text) == [None]
    if text != "zxq wvk pfft":
        assert found(text, ENGLISH, GERMAN, context=ENGLISH) == [None, "en", "de"]


def test_the_thread_settles_what_a_short_comment_leaves_open():
    "`so nice place` is English in an English thread, and in none alone."
    assert found("so nice place") == [None]
    assert found("so nice place", ENGLISH) == ["en", "en"]
    assert found("so nice place", context=ENGLISH) == ["en"]


def test_the_thread_does_not_overrule_a_clear_comment():
    "German in an English thread stays German, and the other way round."
    assert found(ENGLISH, GERMAN, "Wer soll das denn bezahlen?", context=ENGLISH) == ["en", "de", "de"]
    assert found(GERMAN, GERMAN + " Oder?", "Who is going to pay for that?", context=GERMAN) == ["de", "de", "en"]


def test_a_dense_script_does_not_outvote_the_others():
    "One Japanese comment leaves the short English ones English."
    texts = ["I hate London. It is bad.", "これは素晴らしい記事です。本当にありがとうございます。"]
    article = "The council of Springfield voted on Monday to ban private cars from the streets of the old town."
    assert found(*texts, context=article) == ["en", "ja"]


def test_the_result_is_a_column_of_text():
    "Index from 0, pandas' own text type, no error for an empty thread."
    assert detect([ENGLISH, ""]).dtype == detect([]).dtype == pd.Series([], dtype="str").dtype
    assert list(detect([ENGLISH, ""]).index) == [0, 1]
    assert len(detect([])) == 0


def test_the_batch_says_what_py3langid_says():
    "The probabilities are those of its own `rank`, text by text."
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(language.LANGUAGES)
    texts = [
        ENGLISH,
        "",
        GERMAN,
        "Bonne chose",
        "Ça va",
        "谢谢你的文章！",
        "это ложь",
        "WHO CARES",
        ENGLISH * 3,
        "lone \ud800",
    ]
    for text, chances in zip(texts, language._chances(texts), strict=True):
        theirs = dict(model.rank(text))
        ours = pd.Series(chances).groupby(language._model().languages).sum()  # Serbian has two columns, one per script
        assert ours.to_dict() == pytest.approx(theirs, abs=0.01)


@given(st.lists(st.text() | st.sampled_from([ENGLISH, GERMAN, "so nice place"]), max_size=6), st.text(max_size=30))
def test_any_text_has_a_known_language_or_none(texts, context):
    "One result per text, equal texts alike, whatever the characters."
    result = detect(texts, context)
    assert set(result.dropna()) <= language.LANGUAGES
    assert len(result) == len(texts)
    assert pd.Series(result.to_numpy()).groupby(np.array(texts, dtype=object)).nunique(dropna=False).le(1).all()


def test_each_thread_is_judged_by_its_own_texts():
    doubtful = "Super, alles okay"
    texts = [GERMAN, doubtful, ENGLISH, doubtful, doubtful]
    known = detect(texts, {"c": GERMAN}, threads=["a", "a", "b", "b", "c"])
    assert [None if pd.isna(code) else code for code in known] == ["de", "de", "en", None, "de"]
