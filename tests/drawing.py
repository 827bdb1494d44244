"""What every chart promises, checked in one place."""

import matplotlib.pyplot as plt


def check_draws_only_on_its_axes(draw):
    """A chart of 8 rows returns the axes it was given, with data, and leaves their neighbour and other figures."""
    figure, (left, right) = plt.subplots(1, 2)
    before = right.get_position().bounds, right.get_children()
    assert draw(8, ax=left) is left
    assert any(axes.has_data() for axes in [left, *left.child_axes])
    assert (right.get_position().bounds, right.get_children()) == before
    assert plt.get_fignums() == [figure.number]
