"""Whom each comment answers: one witness after the other, and what happens when they disagree."""

from analysis.readers.parents import answers


def said(*pairs, **columns):
    """Comments made of (author, body) pairs; the columns hold one value per comment."""
    comments = [{"author": author, "body": body} for author, body in pairs]
    for name, values in columns.items():
        for comment, value in zip(comments, values, strict=True):
            comment[name] = value
    return comments


def parents(comments, **options):
    return [answer.parent for answer in answers(comments, **options)]


def test_mention_of_the_nearest_earlier_author():
    "An @mention answers the last comment before it by that author, never a later one."
    thread = said(("Ann", "One"), ("Bob", "Two"), ("Ann", "Three"), ("Cid", "@Ann no"), ("Ann", "Four"))
    assert parents(thread) == [None, None, None, 2, None]
