"""Charts of whom and what people talk about - all are here, the parts in modules named as those of the measures."""

from analysis.charts.keyness import frequency
from analysis.charts.mentions import introduced, sentiment, together

__all__ = ["frequency", "introduced", "sentiment", "together"]
