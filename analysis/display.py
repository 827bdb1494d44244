"""What the notebooks show things with: a chart with its text alternative, a table with its denominator, a sentence.

All text is data: it is escaped here and never becomes markup.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from html import escape
from numbers import Number

import numpy as np
import pandas as pd
from IPython.display import HTML, display
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba_array
from PIL import Image

from analysis import explain, replies, summary
from analysis.cells import EXCERPT, cell, clipped
from analysis.charts.draw import ARTICLE, GREY, INK, READERS, alt_text, figure_of, reading
from analysis.plain import plain, records
from analysis.reasons import marks
from analysis.thread import Corpus, Thread, count, part, thousands

LONG = ["body", "own_words", "sentence", "text"]  # columns of running text
NAMES = ["thread_id", "source", "author"]  # which a page breaks anywhere, so that what stands beside them is seen
LONGEST = 20_000
TEXTS = 10  # explained line by line in one report
COLOURS = 32  # of a chart's palette: smooth for the eye, and a fraction of the size
# Those with a meaning, and white, stay as they are, on the page and on paper.
KEPT = ["white", INK, "#555555", GREY, "#bbbbbb", "#d0d0d0", "#e3e3e3", ARTICLE, READERS]


def figure(ax: Axes) -> None:
    """Show a chart as a PNG at twice the screen's resolution, with its text alternative and its reading below.

    One that has nothing to draw is shown as the sentence that says so. The reading is in the picture's metadata too, as
    its `caption`: the report makes that part of the figure, and leaves out what is marked as its `figcaption`.
    """
    if not ax.axison:
        say(reading(ax))
    else:
        data, width = png(ax)
        metadata = {"alt": alt_text(ax), "width": width, "caption": reading(ax)}
        display({"image/png": data, "text/plain": alt_text(ax)}, raw=True, metadata={"image/png": metadata})
        below = {"text/html": f'<p class="caption">{escape(reading(ax))}</p>', "text/plain": reading(ax)}
        display(below, raw=True, metadata={"text/html": {"figcaption": True}})
    plt.close(figure_of(ax))


def png(ax: Axes) -> tuple[bytes, int]:
    """Return a chart's figure as PNG, and the width in CSS pixels to show it at."""
    figure = figure_of(ax)
    figure.set_dpi(192)  # twice CSS's 96
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3])
    pixels = picture.getcolors(picture.width * picture.height) or []
    counts, colours = np.array([count for count, _ in pixels]), np.array([colour for _, colour in pixels])
    kept = (255 * to_rgba_array(KEPT)[:, :3]).round().astype(int)
    other = np.abs(colours[:, None] - kept).max(axis=2).min(axis=1) > 8
    # Weighted by the root of their pixels and by how colourful they are: a small mark keeps its own beside much text.
    weights = np.sqrt(counts) * (1 + np.ptp(colours, axis=1) / 16) * other
    sample = Image.fromarray(np.repeat(colours, weights.astype(int), axis=0)[None].astype("uint8"))
    cut = sample.quantize(COLOURS - len(kept), method=Image.Quantize.FASTOCTREE) if sample.width else sample
    palette = Image.new("P", (1, 1))
    palette.putpalette([*kept.ravel().tolist(), *(cut.getpalette() or [])])
    reduced = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    small = io.BytesIO()
    reduced.save(small, "png", optimize=True)
    return small.getvalue(), picture.width // 2


def table(frame: pd.DataFrame, caption: str, most: int = 50) -> None:
    """Show a table below its caption, missing values as a dash, of a long one the first rows."""
    if frame.empty:
        return say(caption, "There is nothing to list.")
    rest = f" The first {part(most, len(frame), 'row')}." if len(frame) > most else ""
    rows = [tuple(frame.columns), *frame.head(most).itertuples(index=False, name=None)]
    kinds = [_kind(name, values) for name, *values in zip(*rows, strict=True)]

    def line(row: tuple, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}{k}>{cell(v)}</{tag}>" for v, k in zip(row, kinds, strict=True)) + "</tr>"

    # The classes keep JupyterLab's MathJax away from dollar signs in the text.
    box = '<div class="table tex2jax_ignore mathjax_ignore" tabindex="0" role="region" aria-label="Table">'
    body = "".join(line(row, "td") for row in rows[1:])
    head = f"<caption>{escape(caption + rest)}</caption><thead>{line(rows[0], 'th')}</thead>"
    display(HTML(f"{box}<table>{head}<tbody>{body}</tbody></table></div>"))


def articles(articles: pd.DataFrame) -> None:
    """Show which articles were read, and their texts folded away; their titles are in the output's metadata too."""
    table(articles[["thread_id", "title", "published", "source"]], f"Articles, n = {thousands(len(articles))}.")
    text("Read the article", "\n\n".join(articles["text"].dropna()), titles=plain(articles["title"]))


def comments(comments: pd.DataFrame, most: int = 50) -> None:
    """Show comments as they would be read: author and time, whom they answer and how that is known, and the text.

    An answer is indented below what stands before it. Of a long thread the first are shown, and of each of these the
    first 600 characters; a short one is there whole, up to 20,000 characters of a comment.

    Parameters
    ----------
    comments : DataFrame
        With the columns of a comments table, in document order.
    most : int
        How many to show.
    """
    number = len(comments)
    depth = replies.measure(comments)["depth"].fillna(1).clip(upper=6)
    authors = dict(
        zip(zip(comments["thread_id"], comments["comment_id"], strict=True), comments["author"], strict=True)
    )
    items: list[str] = []
    many, thread = len(set(comments["thread_id"])) > 1, ""
    exact = comments["posted_from"].eq(comments["posted_until"])  # an export's "1503977074" says nothing to people
    times = comments["posted"].dt.strftime("%Y-%m-%d %H:%M").where(exact, comments["posted_text"])
    longest = EXCERPT if number > most else LONGEST
    for row, level, posted in zip(comments.head(most).itertuples(), depth, times, strict=False):
        if many and str(row.thread_id) != thread:
            thread = str(row.thread_id)
            items.append(f"<li><strong>Thread {cell(thread)}</strong></li>")
        answers = ""
        if isinstance(row.parent_id, str):
            answered = authors.get((row.thread_id, row.parent_id), row.parent_id)
            answers = f" answers {cell(answered)} ({row.parent_evidence})"
        head = f"<strong>{cell(row.author)}</strong> {cell(posted)}{answers}"
        head += f" <small>{cell(row.comment_id)}</small>"
        body = escape(clipped(str(row.body), longest))
        items.append(f'<li style="margin-left:{level - 1}em"><div>{head}</div><p dir="auto">{body}</p></li>')
    rest = f"The first {part(most, number, 'comment')}." if number > most else f"n = {count(number, 'comment')}."
    display(
        HTML(f'<p class="caption">{rest}</p><ol class="comments tex2jax_ignore mathjax_ignore">{"".join(items)}</ol>')
    )


def marked(
    comments: pd.DataFrame, scores: pd.DataFrame, most: int = 5, *, lexicon: Mapping[str, float] | None = None
) -> None:
    """Show the most negative and the most positive comments, with the words marked that carry their sentiment.

    Parameters
    ----------
    comments : DataFrame
        With `author` and `own_words`.
    scores : DataFrame
        What `sentiment.score` made of them.
    most : int
        How many of each to show.
    lexicon : dict, optional
        What `sentiment.score` was given.
    """
    table = pd.DataFrame({"author": comments["author"].array, "text": comments["own_words"].array})
    table["score"] = scores["mean_sentence"].array
    known = int(table["score"].count())
    if not known:
        return say("No comment has a sentiment score.")
    items = []
    for author, content, value in summary.extremes(table, by="score", most=most).itertuples(index=False):
        head = f"<strong>{cell(author)}</strong> {cell(value)}"
        items.append(f'<li><div>{head}</div><p dir="auto">{_with_marks(content, lexicon)}</p></li>')
    which = f"The {most} lowest and the {most} highest of" if len(items) < known else "Lowest first,"
    legend = "<sup>−</sup> and <sup>+</sup> follow words that count as negative and positive."
    box = '<ol class="comments marked tex2jax_ignore mathjax_ignore">'
    display(
        HTML(
            f'<p class="caption">{which} n = {count(known, "comment")} with a score. {legend}</p>'
            f"{box}{''.join(items)}</ol>"
        )
    )


def text(title: str, content: str, **about: list) -> None:
    """Show a long text folded away below its title, the first 20,000 characters of a very long one.

    What is said about it is put in the output's metadata, for a program that runs the notebook.
    """
    shown = escape(clipped(content, LONGEST))
    page = f'<details class="text"><summary>{escape(title)}</summary><p>{shown}</p></details>'
    display(HTML(page), metadata={"text/html": about})


def explanation(threads: Sequence[Thread | Corpus], most: int = 1200, longest: int = 60_000) -> None:
    """Show the texts folded away, the role of each line in the margin; so many lines and characters of all together."""
    texts = [thread for thread in threads if isinstance(thread, Thread) and thread.text is not None]
    if not texts:
        return
    share = min(len(texts), TEXTS)
    parts = [explain.html(thread, most=most // share, longest=longest // share) for thread in texts[:TEXTS]]
    if len(texts) > TEXTS:
        rest = count(len(texts) - TEXTS, "more thread")
        parts.append(f"<p>{rest}: see <code>threads parse --explain</code>.</p>")
    display(HTML("\n".join(parts)))


def say(*sentences: str) -> None:
    """Show sentences as a paragraph; none as nothing."""
    text = " ".join(sentence for sentence in sentences if sentence)
    if text:
        display({"text/html": f"<p>{escape(text)}</p>", "text/plain": text}, raw=True)


def notices(notices: pd.DataFrame) -> None:
    """Show what the reader had to repair or could not understand, or that there was nothing.

    Of several threads each notice stands behind its thread's id, unless it is about no single one. The same rows are
    in the output's metadata, for a program that runs the notebook.
    """
    if notices.empty:
        items = "<li>None: everything was read as it stands.</li>"
    else:
        many = "thread_id" in notices and len(set(notices["thread_id"])) > 1
        whose = notices["thread_id"] if many else pd.Series(pd.NA, notices.index)
        said = ("" if pd.isna(thread) else f"{thread}: " for thread in whose)
        items = "".join(f"<li>{escape(who + text)}</li>" for who, text in zip(said, notices["message"], strict=True))
    page = f'<div class="notices" role="note"><strong>Notices</strong><ul>{items}</ul></div>'
    rows = list(records(notices.reindex(columns=["thread_id", "message"])))
    display(HTML(page), metadata={"text/html": {"notices": rows}})


def _with_marks(content: str, lexicon: Mapping[str, float] | None) -> str:
    """Return text as HTML, each word that carries sentiment with its sign behind it."""
    shown, pieces, last = content[:LONGEST], list[str](), 0
    for start, end, valence, rule in marks(shown, lexicon):
        name, sign = ("positive", "+") if valence > 0 else ("negative", "−")
        title = escape(f"{sign}{abs(valence):.2f}: {rule}")
        word = f'<mark class="{name}" dir="auto" title="{title}">{escape(shown[start:end])}<sup>{sign}</sup></mark>'
        pieces += [escape(shown[last:start]), word]
        last = end
    return "".join([*pieces, escape(shown[last:]), "…" if len(content) > LONGEST else ""])


def _kind(name: str, values: list) -> str:
    """Return the class attribute of a column's cells: running text, names that may have no space, numbers or words."""
    if name in LONG:
        return " class=text"
    if name in NAMES:
        return " class=name"
    known = [value for value in values if not pd.isna(value)]
    return " class=number" if known and all(isinstance(value, Number | pd.Timestamp) for value in known) else ""
