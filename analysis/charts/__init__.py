"""Charts: one module per question. Each function draws on the axes it is given and returns them.

`plt.style.use("analysis.charts.thread")` gives them the look of the report; `canvas` makes axes of a fitting height.
"""

from analysis.charts import corpus, entities, length, opinions, replies, sentiment
from analysis.charts.draw import alt_text, canvas, reading

__all__ = ["alt_text", "canvas", "corpus", "entities", "length", "opinions", "reading", "replies", "sentiment"]
