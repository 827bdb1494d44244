"""Which language a comment is in."""

import pandas as pd

from analysis.language import detect

ENGLISH = "Nobody in this town believed what the minister said about the new roads."
GERMAN = "Ich glaube nicht, dass der Minister wirklich verstanden hat, worum es hier geht."


def test_long_comments_have_their_own_language_and_short_ones_that_of_the_thread():
    "`lol` alone would be Sotho to a detector."
    assert list(detect([ENGLISH, "lol", GERMAN, "Genau!"], context=ENGLISH)) == ["en", "en", "de", "en"]
    assert list(detect([GERMAN, "lol", GERMAN])) == ["de", "de", "de"]


def test_the_article_decides_for_a_thread_of_short_comments():
    "Context counts."
    assert list(detect(["Ja", "Nein"], context=GERMAN)) == ["de", "de"]


def test_a_dense_script_does_not_outvote_the_others():
    "One Japanese comment leaves the short English ones English."
    texts = ["I hate London. It is bad.", "これは素晴らしい記事です。本当にありがとうございます。"]
    article = "The council of Springfield voted on Monday to ban private cars from the streets of the old town."
    assert list(detect(texts, context=article)) == ["en", "ja"]


def test_a_comment_without_letters_has_no_language():
    "Emoji and numbers are in none."
    found = detect(["😅😅", "", ENGLISH, "100 %"])
    assert list(found.isna()) == [True, True, False, True]
    assert found.dtype == pd.Series([], dtype="str").dtype


def test_no_comments_no_languages():
    "An empty thread is no error."
    assert len(detect([])) == 0
