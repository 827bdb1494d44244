"""Log-odds with an informative Dirichlet prior."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.keyness import log_odds

COUNTS = st.integers(0, 50)


def test_against_the_formulas_of_the_paper():
    """Monroe et al.: equations 16 (difference), 20 (variance) and 22 (z), with a prior of 10 words.

    4 of 100 words against 1 of 100: share of the prior 10 * 5 / 200 = .25; log(4.25 / 105.75) - log(1.25 / 108.75) =
    -3.2141 + 4.4659 = 1.2518; variance 1 / 4.25 + 1 / 1.25 = 1.0353; z = 1.2518 / 1.01750 = 1.2302.
    """
    found = log_odds(pd.Series([4]), pd.Series([1]), 100, 100, prior=10).iloc[0]
    assert found["log_odds"] == pytest.approx(1.2518, abs=1e-4)
    assert found["z"] == pytest.approx(1.2302, abs=1e-4)
    assert found["low"] == pytest.approx(1.2518 - 1.95996 * 1.01750, abs=1e-4)
    assert found["high"] == pytest.approx(1.2518 + 1.95996 * 1.01750, abs=1e-4)


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1), st.integers(2500, 9999), st.integers(2500, 9999))
def test_what_is_exchanged_changes_sign(pairs, first_words, second_words):
    """Of any counts; and what neither has is not known."""
    first, second = (pd.Series(column) for column in zip(*pairs, strict=True))
    one = log_odds(first, second, first_words, second_words)
    other = log_odds(second, first, second_words, first_words)
    assert np.allclose(one["log_odds"], -other["log_odds"], equal_nan=True)
    assert np.allclose(one["low"], -other["high"], equal_nan=True)
    assert (one["log_odds"].isna() == (first + second == 0)).all()


def test_a_stronger_prior_draws_to_nothing():
    """What rests on few mentions goes to 0 first."""
    sizes = [log_odds(pd.Series([3]), pd.Series([0]), 1000, 1000, prior=prior)["z"].item() for prior in (10, 100, 5000)]
    assert sizes[1] > sizes[2] > 0 and sizes[2] < 1


def test_a_text_without_words_says_nothing():
    """No article: missing, not infinite."""
    assert log_odds(pd.Series([3]), pd.Series([0]), 1000, 0).isna().all(axis=None)
