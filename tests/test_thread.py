"""The tables, their check, and how a thread shows itself."""

import pandas as pd
import pytest

from analysis import Corpus, TableError, check_comments
from analysis.thread import COMMENTS, NOTICES, SPANS, table

# As docs/design.md promises them; written out here, so that a change of the code alone fails.
PROMISED = {
    "thread_id": "str",
    "comment_id": "str",
    "parent_id": "str",
    "parent_evidence": "category",
    "author": "str",
    "posted_text": "str",
    "posted_from": "datetime64[us, UTC]",
    "posted_until": "datetime64[us, UTC]",
    "posted": "datetime64[us, UTC]",
    "body": "str",
    "own_words": "str",
    "score": "Int64",
    "status": "category",
    "kind": "category",
    "language": "str",
    "start": "Int64",
    "end": "Int64",
    "lost_parent_id": "str",
}


def test_comments_have_the_promised_columns_dtypes_and_order(thread):
    "The comments table is that of docs/design.md."
    assert {name: str(dtype) for name, dtype in thread.comments.dtypes.items()} == PROMISED
    assert list(thread.comments["parent_evidence"].cat.categories) == [
        "explicit", "nesting", "mention", "quote", "order", "none",
    ]  # fmt: skip
    assert list(thread.comments["status"].cat.categories) == ["visible", "deleted", "hidden"]
    assert list(thread.comments["kind"].cat.categories) == ["comment", "pingback", "moderator_note"]


def test_other_tables_have_the_promised_columns(thread):
    "articles, quotes, spans and notices are those of docs/design.md."
    assert list(thread.articles) == ["thread_id", "title", "published", "text", "source", "author"]
    assert list(thread.quotes) == ["thread_id", "comment_id", "text", "quoted_from", "start", "end"]
    assert list(thread.spans) == ["start", "end", "role", "comment_id"]
    assert list(thread.notices) == ["code", "message", "comment_id", "count"]


def test_check_returns_a_good_table_unchanged(thread):
    "A table that keeps its promises comes back as it was."
    before = thread.comments.copy()
    assert check_comments(thread.comments) is thread.comments
    pd.testing.assert_frame_equal(thread.comments, before)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.drop(columns="score"), "needs the column 'score' (Int64) at position 12; found 'status'"),
        (lambda t: t[list(t)[::-1]], "needs the column 'thread_id' (str) at position 1; found 'lost_parent_id'"),
        (lambda t: t.astype({"score": "float64"}), "column 'score' is float64; it has to be Int64"),
        (lambda t: t.assign(extra=1), "has no column 'extra'"),
        (lambda t: t.assign(body=table([{}] * len(t), COMMENTS)["body"]), "column 'body' is missing in 8 rows"),
        (lambda t: pd.concat([t, t.tail(1)]), "comment_id 'c8' stands twice"),
        (lambda t: t.assign(start=t["end"] + 1), "'start' is after 'end'"),
        (lambda t: t.iloc[:, :5], "needs the column 'posted_text' (str) at position 6; found none"),
    ],
)
def test_check_says_which_promise_is_broken(thread, spoil, message):
    "Each way to break the table is named."
    with pytest.raises(TableError) as error:
        check_comments(spoil(thread.comments))
    assert message in str(error.value)


def test_check_refuses_an_estimate_outside_its_interval(thread):
    "posted lies between posted_from and posted_until."
    late = pd.Series(pd.Timestamp("2024-05-03", tz="UTC"), index=thread.comments.index).astype("datetime64[us, UTC]")
    spoilt = thread.comments.assign(posted_from=late, posted=late - pd.Timedelta(days=1), posted_until=late)
    with pytest.raises(TableError, match="'posted_from' is after 'posted'"):
        check_comments(spoilt)


def test_empty_table_is_a_comments_table():
    "No comments at all are a table too."
    assert len(check_comments(table([], COMMENTS))) == 0


def test_thread_shows_itself_as_text(thread):
    "A terminal gets a few lines with the counts and the notices."
    lines = repr(thread).splitlines()
    assert lines[0] == "Thread kyiv-post-macron"
    assert "8 comments by 8 authors" in lines[1]
    assert "1 reply to another comment" in lines[2]
    assert "article of 2024-05-03, 12 paragraphs" in lines[3]
    assert "captured=" in lines[-1]


def test_thread_shows_itself_as_html_with_names_escaped(thread):
    "Jupyter gets a small summary; a title cannot become markup."
    nasty = thread.articles.assign(title="<script>alert(1)</script>")
    html = type(thread)(**vars(thread) | {"articles": nasty})._repr_html_()
    assert "8 comments by 8 authors" in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_corpus_stacks_tables_and_says_whose_rows_they_are(thread):
    "spans and notices gain thread_id; the others keep their columns."
    other = type(thread)(
        **vars(thread) | {n: getattr(thread, n).assign(thread_id="b") for n in ("comments", "articles")}
    )
    corpus = Corpus.of([thread, other])
    assert list(corpus.comments["thread_id"].unique()) == ["kyiv-post-macron", "b"]
    assert len(check_comments(corpus.comments.astype(COMMENTS))) == 16
    assert list(corpus.spans) == ["thread_id", *SPANS]
    assert list(corpus.notices) == ["thread_id", *NOTICES]
    assert list(corpus.notices["thread_id"]) == ["kyiv-post-macron"] * 2 + ["b"] * 2
    assert repr(corpus).startswith("Corpus of 2 threads")


def test_corpus_refuses_two_threads_of_one_name(thread):
    "Ids tell threads apart."
    with pytest.raises(TableError, match="two threads are called 'kyiv-post-macron'"):
        Corpus.of([thread, thread])
    with pytest.raises(TableError, match="at least one thread"):
        Corpus.of([])
