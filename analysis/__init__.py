"""Turns an online comment thread into pandas tables, charts, notebooks and one HTML report.

>>> import analysis
>>> thread = analysis.load_thread("data/kyiv-post-macron/thread.txt")
>>> analysis.sentiment.score(thread.comments)["mean_sentence"].round(2).head(2).to_list()
[0.12, -0.11]
"""

from analysis import bootstrap, entities, groups, length, repeats, replies, sentiment, summary
from analysis.errors import AnalysisError, InputError, NotebookError, TableError
from analysis.readers import load_thread, load_threads
from analysis.thread import Corpus, Thread, check_comments

__version__ = "0.1.0"
__all__ = [
    "AnalysisError",
    "Corpus",
    "InputError",
    "NotebookError",
    "TableError",
    "Thread",
    "bootstrap",
    "check_comments",
    "entities",
    "groups",
    "length",
    "load_thread",
    "load_threads",
    "repeats",
    "replies",
    "sentiment",
    "summary",
]
