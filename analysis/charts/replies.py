"""Charts of who answers whom. All are here; the parts stand in modules named as those of the measures."""

from analysis.charts.doubt import sensitivity
from analysis.charts.network import network, who_answers_whom
from analysis.charts.pace import activity
from analysis.charts.participation import lorenz
from analysis.charts.tree import levels, thread_map
from analysis.charts.usual import usual

__all__ = ["activity", "levels", "lorenz", "network", "sensitivity", "thread_map", "usual", "who_answers_whom"]
