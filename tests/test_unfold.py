"""Names that unfold to what was said of them, without a script, and the draft of a file of aliases."""

import re
import tomllib
from html import unescape

import pandas as pd
import pytest

from analysis import display, entities, unfold
from analysis.thread import table

NASTY = ["</details><script>alert(1)</script>", "$x_1$", "محمد", "Ann 😅", '"><img src=x>', "&lt;b&gt;"]


@pytest.fixture
def shown(monkeypatch):
    """The HTML of everything that is displayed."""
    found = []

    def catch(thing, raw=False, metadata=None):
        found.append(thing["text/html"] if raw else thing.data)

    for module in (unfold, display):
        monkeypatch.setattr(module, "display", catch)
    return found


def concordance(*rows):
    """Mentions between what stands around them; those without a comment are in the article."""
    columns = ["entity", "comment_id", "author", "in_quote", "before", "text", "after"]
    return table(pd.DataFrame(rows, columns=columns), entities.CONCORDANCE)


def counts(**of):
    """Entities with their mentions, each by one reader, and a label."""
    frame = pd.DataFrame({"entity": list(of), "mentions": list(of.values())})
    frame = frame.assign(label="PERSON", authors=1, in_quotes=0, in_article=0)
    return table(frame, entities.COUNTS)


def rows(html):
    """Of each name, what stands beside it, and the text of each item below it."""
    found = {}
    for name, about, inside in re.findall(
        r"<details><summary><strong>(.*?)</strong> (.*?)</summary><ul>(.*?)</ul></details>", html, re.DOTALL
    ):
        items = re.findall(r"<li[^>]*>(.*?)</li>", inside, re.DOTALL)
        found[plain(name)] = plain(about), [plain(item) for item in items]
    return found


def plain(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_each_name_unfolds_to_its_mentions(shown):
    """Those in own words first, then quoted ones, then those of the article, with who says it; the rest is counted."""
    found = concordance(
        ("Macron", None, None, False, "… President ", "Macron", " spoke …"),
        ("Macron", "c1", "Ann", True, "he said ", "Macron", "!"),
        ("Macron", "c2", "Bob", False, "I like ", "Macron", "."),
        ("Paris", "c2", "Bob", False, "", "Paris", " is nice."),
    )
    number = counts(Macron=1, Paris=1)
    number.loc[0, ["in_quotes", "in_article", "check"]] = [1, 1, "PERSON 0.2, please check"]
    unfold.names(number, found, each=2)
    assert rows(shown[0]) == {
        "Macron": (
            "PERSON: 1 by 1 reader, 1 quoted, 1 in the article (PERSON 0.2, please check)",
            ["I like Macron. (Bob)", "he said Macron! (quoted by Ann)", "and 1 more"],
        ),
        "Paris": ("PERSON: 1 by 1 reader", ["Paris is nice. (Bob)"]),
    }
    assert "I like <b>Macron</b>." in shown[0] and "n = 2 names." in shown[0]
    unfold.names(number, found, each=3)
    assert rows(shown[1])["Macron"][1][2] == "… President Macron spoke … (article)"


def test_of_many_names_the_first_are_listed(shown):
    """And it says of how many."""
    of = {f"E{n}": 1 for n in range(30)}
    unfold.names(counts(**of), concordance(*[(name, "c1", "Ann", False, "", name, "") for name in of]))
    assert list(rows(shown[0])) == [f"E{n}" for n in range(20)] and "the first 20 of 30 names." in shown[0]


@pytest.mark.parametrize("text", NASTY)
def test_text_of_the_thread_is_no_markup(shown, text):
    """A name, what stands around it, its author and a sentence come out as that text, and MathJax leaves them alone."""
    unfold.names(counts(**{text: 1}), concordance((text, "c1", text, False, text, text, text)))
    said = table(pd.DataFrame({"entity": [text], "sentence": text, "author": text, "compound": 0.5}), entities.CONTEXTS)
    unfold.sentences(said, entities.feelings(said))
    unfold.draft(text)
    assert rows(shown[0]) == {text: ("PERSON: 1 by 1 reader", [f"{text * 3} ({text})"])}
    assert rows(shown[1]) == {text: ("1 sentence by 1 reader", [f"{text} ({text}, 0.50)"])}
    for page in shown:
        assert "<script" not in page and "<img" not in page and "tex2jax_ignore mathjax_ignore" in page
        assert page.count("<details") == page.count("</details>") == 1
        assert set(re.findall(r"</?(\w+)", page)) <= set("p ol ul li details summary strong b bdi small pre".split())


def test_each_name_unfolds_to_its_sentences(shown):
    """A mean from five sentences on, the lowest and the highest sentence first where there are too many."""
    scores = [0.1, -0.8, 0.2, 0.9, 0.0]
    said = pd.DataFrame({"entity": "Kyiv", "sentence": [f"It is {s}." for s in scores], "compound": scores})
    said = table(said.assign(author=list("abcde")), entities.CONTEXTS)
    unfold.sentences(said, entities.feelings(said), each=2)
    about, items = rows(shown[0])["Kyiv"]
    assert about == "mean 0.08, 5 sentences by 5 readers"
    assert items == ["It is -0.8. (b, −0.80)", "It is 0.9. (d, 0.90)", "and 3 more"]


def test_the_interval_stands_beside_the_mean(shown):
    """From eight authors on; a long sentence is cut."""
    found = pd.DataFrame({"entity": ["Kyiv"], "sentences": 9, "authors": 9, "mean": -0.1, "low": -0.25, "high": 0.05})
    said = pd.DataFrame({"entity": "Kyiv", "sentence": "a" * 400, "author": "Ann", "compound": [0.0] * 9})
    unfold.sentences(table(said, entities.CONTEXTS), table(found, entities.FEELINGS))
    about, items = rows(shown[0])["Kyiv"]
    assert about == "mean −0.10 (−0.25 to 0.05), 9 sentences by 9 readers"
    assert items[0] == "a" * 300 + " … (100 more characters) (Ann, 0.00)" and items[-1] == "and 3 more"


def test_without_names_a_sentence_says_so(shown):
    """No empty list."""
    unfold.names(counts(), concordance())
    nothing = table(pd.DataFrame(), entities.CONTEXTS)
    unfold.sentences(nothing, entities.feelings(nothing))
    assert shown == ["<p>There is no name to list.</p>"] * 2


def test_the_draft_can_be_copied(shown):
    """What stands on the page is a file of aliases; of a very long one the first lines."""
    draft = 'stop = []\n\n[aliases]\n"Ann <Lee>" = ["Annie & Co"]\n'
    unfold.draft(draft)
    unfold.draft("# 1\n" * 100)
    [copied] = re.findall(r"<pre>(.*?)</pre>", shown[0], re.DOTALL)
    assert tomllib.loads(unescape(copied)) == tomllib.loads(draft)
    assert shown[1].count("# 1") == unfold.LINES and "… and 40 more lines" in shown[1]


def test_the_users_thread(shown, thread):
    """Both passages that name Cameron are there: one that Sasha quotes, and the article's own."""
    mentions = entities.find(thread.comments, thread.articles, thread.quotes)
    found = entities.concordance(mentions, thread.comments, thread.articles)
    unfold.names(entities.count(mentions, thread.comments, thread.articles), found)
    about, items = rows(shown[0])["David Cameron"]
    assert about.startswith("PERSON: 1 quoted, 3 in the article") and len(items) == 4
    assert items[0].endswith("(quoted by Sasha)") and items[1].endswith("(article)")
