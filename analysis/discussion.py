"""The shape of a discussion in words and small tables, for the notebook: from what `analysis.replies` measures."""

from __future__ import annotations

import pandas as pd

from analysis import bootstrap, groups
from analysis.doubt import bounded, guesses
from analysis.thread import count, part, percent, thousands
from analysis.usual import NAMES

UNITS = [
    (1, "second", 120),
    (60, "minute", 120),
    (3600, "hour", 48),
    (86400, "day", 730),
    (31556952, "year", float("inf")),
]
WORDS = {
    "comments": "comments",
    "authors": "authors",
    "replies": "replies to a comment",
    "depth": "depth of the deepest comment",
    "width": "width: comments on the fullest level",
    "branching": "answers to a comment that has any, mean",
    "structural_virality": "structural virality",
    "h_index": "h-index",
    "gini": "Gini of comments per author",
    "top_share": "share of comments by the most active tenth of authors",
    "reciprocity": "share of who-answers-whom that is returned",
    "returning_authors": "share of authors who wrote again",
    "unanswered": "share of comments without an answer",
    "first_reply_seconds": "time to the first answer, median",
    "half_life_seconds": "half-life: time until half of the comments were there",
}  # fmt: skip
SHARES = ["top_share", "reciprocity", "returning_authors", "unanswered"]
TIMES = ["first_reply_seconds", "half_life_seconds"]
WHOLE = ["comments", "authors", "replies", "depth", "width", "h_index"]
EITHER = "may be off either way"
BOUNDS = {
    "replies": "lower bound",
    "depth": "lower bound",
    "unanswered": "upper bound",
    **dict.fromkeys(
        ["width", "branching", "structural_virality", "h_index", "reciprocity", "first_reply_seconds"],
        EITHER,
    ),
}
SPREAD = {"lower quartile": 0.25, "median": 0.5, "upper quartile": 0.75, "greatest": 1.0}


def duration(seconds: float) -> str:
    """Write a time as people read it.

    >>> duration(90), duration(5400), duration(86400), duration(1e9)
    ('90 seconds', '90 minutes', '24 hours', '32 years')
    """
    size, unit = next((size, unit) for size, unit, most in UNITS if seconds < most * size)
    number = float(f"{seconds / size:.2g}") if seconds < 100 * size else round(seconds / size)
    return f"{number:g} {unit}" + ("" if number == 1 else "s")


def between(best: float, low: float, high: float) -> str:
    """Write a time with the interval that it may lie in; without one where both ends read the same.

    Where nothing tells the times of a day apart, their best estimates do not either: only the most is told then.

    >>> between(5400, 3600, 7200), between(60, 60, 60), between(0, 0, 86400)
    ('90 minutes (60 minutes to 2 hours)', '60 seconds', 'at most 24 hours')
    """
    ends = duration(low), duration(high)
    if best == low == 0 < high:
        return f"at most {ends[1]}"
    return duration(best) + (f" ({ends[0]} to {ends[1]})" if ends[0] != ends[1] else "")


def half_life(summary: pd.DataFrame) -> str:
    """Say when half of the comments were there; of several threads, how that spreads; nothing where no time is known.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`.
    """
    known = summary.dropna(subset="half_life_seconds")
    if known.empty:
        return ""
    if len(summary) == 1:
        row = known.iloc[0]
        life = between(*(row[f"half_life_seconds{end}"] for end in ("", "_from", "_until")))
        timed = count(int(row["timed"]), "comment")
        return f"Half of the {timed} with a time were there {life} after the {row['half_life_since']}."
    lives = known["half_life_seconds"]
    low, middle, high = (duration(float(lives.quantile(q))) for q in (0.25, 0.5, 0.75))
    if len(known) < bootstrap.FEWEST:
        low, high = duration(lives.min()), duration(lives.max())
        after = f"after {low}" + (f" to {high}" if low != high else "")
        return f"Half of the comments were there {after} in {count(len(known), 'thread')} of which it is known."
    return (
        f"Half of the comments of a thread were there after {middle} in the median of {count(len(known), 'thread')}, "
        f"in the middle half of these between {low} and {high}."
    )


def figures(summary: pd.DataFrame) -> pd.DataFrame:
    """Figures of one thread, one row each, with what is to be said of it; of several how they spread.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`.

    Returns
    -------
    DataFrame
        `figure`, `value` and, if there is anything to note, `note` of one thread; of several `figure`, `threads` (how
        many have it), quartiles and the greatest. Bounds (`analysis.replies.bounded`) are noted as such, where no
        reply was guessed.
    """
    if summary.empty:
        return pd.DataFrame(columns=["figure", "value"])
    if len(summary) > 1:
        known = summary[list(WORDS)].astype("float64")
        spread = known.quantile(list(SPREAD.values())).T.set_axis(list(SPREAD), axis=1)
        table = pd.DataFrame({"figure": list(WORDS.values()), "threads": known.count().to_numpy()})
        written = [
            [_written(name, value) for value in row] for name, row in zip(spread.index, spread.to_numpy(), strict=True)
        ]
        return table.join(pd.DataFrame(written, columns=spread.columns))
    row = summary.iloc[0]
    notes: dict[str, list[str]] = {name: [] for name in WORDS}
    if isinstance(row["half_life_since"], str):
        notes["half_life_seconds"].append(f"since the {row['half_life_since']}")
    for name in TIMES:
        low, high = (row[f"{name}{end}"] for end in ("_from", "_until"))
        if low < high and duration(low) != duration(high) and (row[name] or low):
            notes[name].append(f"between {duration(low)} and {duration(high)}")
    if bounded(summary).iloc[0]:
        guessed = guesses(summary).iloc[0]
        for name, note in BOUNDS.items():
            notes[name].append(EITHER if guessed else note)
    table = pd.DataFrame({"figure": list(WORDS.values()), "value": [_written(name, row[name]) for name in WORDS]})
    for number, name in enumerate(WORDS):
        if name in TIMES and row[name] == row[f"{name}_from"] == 0:
            table.loc[number, "value"] = between(*(row[f"{name}{end}"] for end in ("", "_from", "_until")))
    said = ["; ".join(parts) for parts in notes.values()]
    return table.assign(note=said) if any(said) else table


def unusual(places: pd.DataFrame) -> str:
    """Say where a thread stands among usual ones of its size; of several, how many stand out.

    Parameters
    ----------
    places : DataFrame
        From `analysis.replies.compare`. Threads of under ten comments are left out; of several sources that which has
        the most threads of the size is named.
    """
    known = places[places["verdict"].notna() & (places["comments"] >= groups.ENOUGH)]
    if known.empty:
        return ""
    if len(set(places["thread_id"])) == 1:
        one = known[known["threads"] == known["threads"].max()]
        first = one.iloc[0]
        size = f"{first['from']} to {first['until']}" if first["from"] < first["until"] else f"{first['from']}"
        number = f"{first['threads']:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        others = f"threads of {first['source']} of that size ({number} with {size} comments)"
        return f"Among {others}: " + "; ".join(_place(row) for row in one.to_dict("records")) + "."
    known = known[known["source"] == known["source"].value_counts().index[0]]
    said = []
    for measure, rows in known.groupby("measure", sort=False):
        more, less = int((rows["below"] >= 0.9).sum()), int((rows["above"] >= 0.9).sum())
        those = f"{thousands(more)} of {thousands(len(rows))}"
        said.append(f"{NAMES[str(measure)].lower()}: {those} above nine in ten of these, {thousands(less)} below")
    return f"Compared with threads of {known['source'].iloc[0]} of their size: " + "; ".join(said) + "."


def parts(roles: pd.DataFrame) -> pd.DataFrame:
    """Authors whose part in a thread is told, those who wrote most first, from `analysis.replies.roles`.

    Without the thread where all are of one.
    """
    told = roles[roles["role"].notna()].sort_values("comments", ascending=False, kind="stable")
    columns = ["author", "role", "comments", "starts", "answers", "answered", "partners"]
    return told[[*(["thread_id"] if len(set(roles["thread_id"])) > 1 else []), *columns]]


def without_part(roles: pd.DataFrame) -> str:
    """Say of how many authors the part cannot be told, where that of some can.

    >>> without_part(pd.DataFrame({"role": ["hub", None, None]}))
    'Of 2 of 3 authors no part is told: they wrote fewer than four comments, or none stands out from what is known.'
    """
    silent = int(roles["role"].isna().sum())
    if silent in (0, len(roles)):
        return ""
    return (
        f"Of {part(silent, len(roles), 'author')} no part is told: they wrote fewer than four comments, or none "
        "stands out from what is known."
    )


def _place(row: dict) -> str:
    name = row["verdict"].split(" with ")[0].lower()  # such as: depth 9 or more
    if row["below"] >= 0.5:
        return f"{name}, more than in {percent(row['below'])}"
    if row["above"] >= 0.5:
        return f"{name}, less than in {percent(row['above'])}"
    return f"{name}, more than in {percent(row['below'])} and less than in {percent(row['above'])}"


def _written(name: str, value: float) -> str | None:
    if pd.isna(value):
        return None
    if name in TIMES:
        return duration(value)
    if name in SHARES:
        return percent(value)
    if name in WHOLE:
        return thousands(int(value)) if value % 1 == 0 else f"{value:.1f}"
    return f"{value:.2f}"
