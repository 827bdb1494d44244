"""Names become pseudonyms everywhere, and words that only look like names stay."""

import json
import re
import stat
import time

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from analysis import InputError, check_comments, keys, load_thread, pseudonyms
from analysis.names import Names
from analysis.readers.pasted import read
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, SPANS, Corpus, Thread, table

KEY = b"k" * 32
TABLES = ["comments", "articles", "quotes", "spans", "notices"]
PSEUDONYM = re.compile(r"user-[0-9a-f]{8,}")


def thread(*comments, article=None, quotes=(), notices=()):
    """A thread of (author, body) pairs."""
    always = {"thread_id": "t", "parent_evidence": "none", "status": "visible", "kind": "comment", "language": "en"}
    rows = [
        always | {"comment_id": f"c{number}", "author": author, "body": body, "own_words": body}
        for number, (author, body) in enumerate(comments, 1)
    ]
    articles = table([{"thread_id": "t", **(article or {})}], ARTICLES)
    return Thread(table(rows, COMMENTS), articles, table(quotes, QUOTES), table([], SPANS), table(notices, NOTICES))


def said(body, *authors):
    """A body after the authors got pseudonyms, in which these are shown as <author>."""
    found = pseudonyms.apply(thread(("Somebody Else", body), *((author, "") for author in authors)), KEY).comments
    text = found["body"].iloc[0]
    for author, pseudonym in zip(authors, found["author"].iloc[1:], strict=True):
        text = text.replace(pseudonym, f"<{author}>")
    return text


@pytest.mark.parametrize(
    ("body", "authors", "expected"),
    [
        ("Tony M is right, tony m!", ["Tony M"], "<Tony M> is right, <Tony M>!"),
        ("@TonyM: no", ["Tony M"], "@<Tony M>: no"),
        ("@Tony no", ["Tony M"], "@<Tony M> no"),
        ("@Tony no", ["Tony M", "Tony B"], "@Tony no"),
        ("see /users/tony_m/2", ["Tony M"], "see /users/<Tony M>/2"),
        ("Ann Lee and Ann", ["Ann", "Ann Lee"], "<Ann Lee> and <Ann>"),
        ("Annabel met Ann.", ["Ann"], "Annabel met <Ann>."),
        ("ann_b is not Ann", ["Ann"], "ann_b is not <Ann>"),
        ("Ann's dog", ["Ann"], "<Ann>'s dog"),
        ("Ann wrote:\n> so", ["Ann"], "<Ann> wrote:\n> so"),
        ("@siegmund.berghammer ja", ["@siegmund.berghammer"], "@<@siegmund.berghammer> ja"),
        ("Zoe\u0308 and ZOË", ["Zoë"], "<Zoë> and <Zoë>"),
        ("so 山田太郎さん", ["山田太郎"], "so <山田太郎>さん"),
        ("يا محمد علي شكرا", ["محمد علي"], "يا <محمد علي> شكرا"),
        ("Zoë 🦩 says", ["Zoë 🦩"], "<Zoë 🦩> says"),
        ("dang, xX_Joe_Xx!", ["xX_Joe_Xx", "dang"], "<dang>, <xX_Joe_Xx>!"),
        ("$x_1$ $& \\1", ["$x_1$"], "<$x_1$> $& \\1"),
        (
            "@Dark__Knight so Dark__Knight, u/Dark__Knight",
            ["Dark__Knight"],
            "@<Dark__Knight> so <Dark__Knight>, u/<Dark__Knight>",
        ),
        (
            "Ann ..... Lee, ann-lee, Ann   -.-   Lee",
            ["Ann ..... Lee"],
            "<Ann ..... Lee>, <Ann ..... Lee>, Ann   -.-   Lee",
        ),
        ("Tony_-_M a%20b", ["Tony_-_M", "a%20b!c"], "<Tony_-_M> a%20b"),
        ("as a%20b!c said", ["a%20b!c"], "as <a%20b!c> said"),
        ("_Ann_, __Ann__, _Ann is right_", ["Ann"], "_<Ann>_, __<Ann>__, _<Ann> is right_"),
        ("x_Ann, Ann_x, x__Ann", ["Ann"], "x_Ann, Ann_x, x__Ann"),
        ("https://x.org/talk_with_Ann_2", ["Ann"], "https://x.org/talk_with_<Ann>_2"),
        ("On Monday, Ann\n> Lee wrote:", ["Ann Lee"], "On Monday, <Ann Lee> wrote:"),
        (
            "김민수는 @김민수님 나김민수 Ann은 ㅋAnnㅋㅋ",
            ["김민수", "Ann"],
            "<김민수>는 @<김민수>님 나김민수 <Ann>은 ㅋ<Ann>ㅋㅋ",
        ),
        ("\u1100\u1175\u11b7민수", ["김민수"], "<김민수>"),
        ("か\u3099くせい", ["がくせい"], "<がくせい>"),
        ("ann-lee!! Ann-Lee ann-lee!", ["ann-lee", "Ann-Lee", "ann-lee!!"], "<ann-lee!!> <Ann-Lee> <ann-lee>!"),
        ("https://x.org/J%C3%BCrgen_K", ["Jürgen K"], "https://x.org/<Jürgen K>"),
    ],
)
def test_a_name_is_replaced_where_it_stands(body, authors, expected):
    "As whole words in any case, the longest first, with an apostrophe, in an address, in any script."
    assert said(body, *authors) == expected


@pytest.mark.parametrize(
    ("body", "author", "expected"),
    [
        ("me too, said Me", "me", "me too, said Me"),
        ("@me too, me", "me", "@<me> too, me"),
        ("Me wrote: x\nand Me: y", "Me", "<Me> wrote: x\nand Me: y"),
        ("> Me: y", "Me", "> <Me>: y"),
        ("in 1001 nights, @1001", "1001", "in 1001 nights, @<1001>"),
        ("[quote=to]so[/quote] to", "to", "[quote=<to>]so[/quote] to"),
        ("I hope. Hope is all. So says Hope", "Hope", "I hope. Hope is all. So says <Hope>"),
        ("ask u/dc or dc", "dc", "ask u/<dc> or dc"),
    ],
)
def test_a_common_word_is_a_name_only_where_that_is_clear(body, author, expected):
    "After @, before “wrote:”, at the start of a line before a colon, with a capital inside a sentence."
    assert said(body, author) == expected


@pytest.mark.parametrize(
    ("body", "hidden", "left"),
    [
        ("Mail ann.lee@example.org, please.", "ann.lee@example.org", "Mail {}, please."),
        ("so u/OpName_1, no", "OpName_1", "so u/{}, no"),
        ("so /u/Op-Name.", "Op-Name", "so /u/{}."),
        ("https://x.org/users/annlee77/statuses/1", "annlee77", "https://x.org/users/{}/statuses/1"),
        ("https://x.org/@annlee77/1", "annlee77", "https://x.org/@{}/1"),
        ("hi @ann.bsky.social.", "ann.bsky.social", "hi @{}."),
        ("hi @annlee@m.social!", "annlee@m.social", "hi @{}!"),
        ("at://did:plc:annsdid/app.bsky.feed.post/1", "did:plc:annsdid", "at://{}/app.bsky.feed.post/1"),
        ("x.org/User/ann.w and", "ann.w", "x.org/User/{} and"),
        ("see /U/dora1", "dora1", "see /U/{}"),
        ("see U/charlie9", "charlie9", "see U/{}"),
        ("in /Users/annlee/x", "annlee", "in /Users/{}/x"),
        ("write to jdoe42 at example.org.", "jdoe42@example.org", "write to {}."),
        ("jdoe(at)example.org", "jdoe@example.org", "{}"),
        ("jdoe [AT] example [DOT] org", "jdoe@example.org", "{}"),
        ("J Doe <jdoe at example.org>", "jdoe@example.org", "J Doe <{}>"),
        ("jdoe at example.org wrote:", "jdoe@example.org", "{} wrote:"),
        ("From: jdoe at example.org", "jdoe@example.org", "From: {}"),
    ],
)
def test_who_is_named_by_an_address_need_not_comment(body, hidden, left):
    "The same pseudonym as if they did: it is made of the name."
    found = pseudonyms.apply(thread(("Somebody Else", body)), KEY).comments["body"].iloc[0]
    pseudonym = pseudonyms.apply(thread((hidden, "")), KEY).comments["author"].iloc[0]
    assert found == left.format(pseudonym)


@pytest.mark.parametrize(
    "body",
    [
        "and/or",
        "a u/ b",
        "@Tony.And so",
        "km/u/h",
        "1/2 users",
        "did: it",
        "see /users/",
        "5@6",
        "menu/pizza",
        "more at example.org",
        "open at 7.30 at home.Then",
        "U/ x",
    ],
)
def test_what_is_no_address_stays(body):
    "Slashes, colons and signs of prose."
    assert said(body) == body


def test_an_author_known_by_an_address_in_words_has_one_pseudonym():
    "Written so or with @."
    author = "jdoe at example.org"
    assert said("<jdoe at example.org> or jdoe@example.org", author).count(f"<{author}>") == 1


@pytest.mark.parametrize("address", ["?b=ann%20lee", "?b=ann+lee", "?b=Ann%2DLee&c=1"])
def test_a_name_in_an_encoded_address(address):
    "Blanks and hyphens as addresses write them."
    assert (
        said(f"http://x.org/{address}", "Ann Lee")
        == f"http://x.org/{address[:3]}<Ann Lee>{address[3 + len(address.split('&')[0]) - 3 :]}"
    )


@pytest.mark.parametrize(
    ("author", "body", "own", "expected"),
    [
        ("Grace", "@Zed Grace is right. So Grace", "Grace is right. So Grace", "{} is right. So {}"),
        ("Will", "> Is it?\n@Zed Will is\n> No?\nWill is", "Will is\n\nWill is", "{} is\n\n{} is"),
        ("Grace Hopper", "@Grace Hopper is right", "Hopper is right", "{} is right"),
        ("me", "@me tell me", "tell me", "tell me"),
        ("Ann", "> He\nAsk Ann, Bob.\n> She\nNo.", "Ask Ann, Bob.\n\nNo.", "Ask {}, Bob.\n\nNo."),
        ("Ann", "@Ann", "", ""),
        ("Grace", "Grace is right", "Grace", "Grace"),
    ],
)
def test_own_words_hide_the_names_that_the_body_hides(author, body, own, expected):
    "Also where what shows a word to be a name is no longer beside it, or a mention was cut inside a name."
    before = thread((author, ""), ("Zed Quux", body))
    before.comments["own_words"] = pd.Series(["", own], dtype="str")
    after = pseudonyms.apply(before, KEY).comments
    assert after["own_words"].iloc[1] == expected.format(*[after["author"].iloc[0]] * 2)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 8, "So {}"),
        (0, 12, "So {} is"),
        (5, 12, "{} is"),
        (4, 7, "{}"),
        (0, 3, "So "),
        (9, 20, " is it. {}"),
        (9, 11, " i"),
    ],
)
def test_a_quotation_that_cuts_a_name_takes_it_in(start, end, expected):
    "At its start, at its end, or both: no part of the name is left, and it stands where start and end say."
    body = "So Tony M is it. Tony M!"
    quote = {
        "thread_id": "t",
        "comment_id": "c2",
        "quoted_from": "c1",
        "text": body[start:end],
        "start": start,
        "end": end,
    }
    after = pseudonyms.apply(thread(("Tony M", body), ("Bob", ""), quotes=[quote]), KEY)
    quote = after.quotes.iloc[0]
    assert quote["text"] == expected.format(after.comments["author"].iloc[0])
    assert after.comments["body"].iloc[0][quote["start"] : quote["end"]] == quote["text"]


def test_a_quotation_hides_the_names_that_its_comment_and_its_source_hide():
    "A word that is also a name, at the start of what is quoted; without a source nothing has moved."
    quotes = [
        {"thread_id": "t", "comment_id": "c2", "text": "Hope  is all", "quoted_from": "c1", "start": 9, "end": 20},
        {"thread_id": "t", "comment_id": "c3", "text": "Hope is all", "quoted_from": None},
    ]
    bodies = ("Hope", "He said: Hope is all, and so says Hope"), ("Bob", "> Hope  is all"), ("Bob", "Ask me or Hope")
    after = pseudonyms.apply(thread(*bodies, quotes=quotes), KEY)
    name = after.comments["author"].iloc[0]
    assert after.quotes["text"].to_list() == [f"{name}  is all", f"{name} is all"]
    assert after.quotes["start"].isna().to_list() == [False, True]


def test_names_of_files_hide_what_ids_hide():
    "Underscores part the words of a source, a title and a notice."
    article = {"thread_id": "talk_with_Ann", "title": "talk_with_Ann", "source": "/data/talk_with_Ann.txt"}
    notice = {"code": "x", "message": "talk_with_Ann.txt was read"}
    after = pseudonyms.apply(thread(("Ann", ""), article=article, notices=[notice]), KEY)
    shown = f"talk_with_{after.comments['author'].iloc[0]}"
    assert after.thread_id == after.articles["title"].iloc[0] == shown
    assert after.articles["source"].iloc[0] == f"/data/{shown}.txt"
    assert after.notices["message"].iloc[0] == f"{shown}.txt was read"


def test_places_do_not_overlap():
    "A sign that ends one name does not begin the next one too."
    found = Names(["Ann!", "!Bob", "Bob"], ["en"]).places("Ann!Bob !Bob")
    assert list(found) == [(0, 4, "Ann!"), (4, 7, "Bob"), (8, 12, "!Bob")]


def test_a_name_with_half_a_character_is_found():
    "As JSON may hold one that no text in UTF-8 can."
    assert list(Names(["Ann\udc80Lee"], ["en"]).places("Ann\udc80Lee")) == [(0, 7, "Ann\udc80Lee")]


def test_long_names_and_many_of_the_same_letters_take_no_longer():
    "A name of two thousand words in a text of its first one; two thousand authors who write the same name."
    start = time.perf_counter()
    assert not list(Names(["x " * 2000 + "y"], ["en"]).places("x " * 5000))
    names = Names(["ann-lee" + "!" * number for number in range(2000)], ["en"])
    found = list(names.places("ann lee " * 20_000 + "ann-lee!!!"))
    assert len(found) == 20_001 and found[-1].author == "ann-lee!!!"
    assert time.perf_counter() - start < 5


def test_addresses_in_long_runs_take_no_longer_than_words():
    "A hundred thousand letters that could begin one."
    names = pseudonyms._Authors(["Ann"], KEY, {"en"})
    start = time.perf_counter()
    for run in ("a" * 100_000, "a." * 50_000, "@a." * 30_000, "u/" * 50_000, "did:a" * 20_000, "%20" * 30_000):
        names.replace(run + "@")
    assert time.perf_counter() - start < 5


def test_nothing_of_the_names_is_left_in_any_table():
    "Ids, addresses, title, text, quotations, notices; what is joined by ids stays joined."
    names = {"Tony M", "Zoë"}
    before = thread(
        ("Tony M", "First."),
        ("Zoë", "Tony M wrote:\n> First.\nNo, tony m."),
        article={"title": "An interview with Tony M", "text": "Zoë met Tony M. He liked it.",
                 "source": "https://x.org/tony-m?by=tonym"},
        quotes=[{"thread_id": "t", "comment_id": "c2", "text": "Tony M. He", "quoted_from": "article",
                 "start": 8, "end": 18}],
        notices=[{"code": "long_comment", "message": "c1 by Tony M has 300 characters", "comment_id": "c1"}],
    )  # fmt: skip
    renamed = {name: getattr(before, name).replace({"c1": "tony-m-1", "t": "by-zoë"}) for name in TABLES}
    renamed["comments"]["parent_id"] = pd.Series([None, "tony-m-1"], dtype="str")
    renamed["text"] = "Tony M\nFirst."
    after = pseudonyms.apply(Thread(**renamed), KEY)
    assert after.text is None and len(after.spans) == 0
    dump = " ".join(str(value) for name in ("comments", "articles", "quotes", "notices")
                    for value in getattr(after, name).to_numpy().ravel())  # fmt: skip
    assert not re.search(r"tony|zoë|\bm\b", dump, re.IGNORECASE), names
    tony, zoe = after.comments["author"]
    assert after.comments["comment_id"].to_list() == [f"{tony}-1", "c2"]
    assert after.comments["parent_id"].iloc[1] == after.notices["comment_id"].iloc[0] == f"{tony}-1"
    assert after.thread_id == after.comments["thread_id"].iloc[0] == f"by-{zoe}"
    quote = after.quotes.iloc[0]
    assert after.articles["text"].iloc[0][quote["start"] : quote["end"]] == quote["text"] == f"{tony}. He"
    assert after.notices["message"].iloc[0] == f"c1 by {tony} has 300 characters"
    assert after.notices["code"].to_list() == ["long_comment", "pseudonyms"]
    assert before.comments["author"].to_list() == ["Tony M", "Zoë"]


def test_dtypes_are_those_of_the_tables(thread):
    "The user's own thread is a comments table afterwards, with as many authors."
    after = pseudonyms.apply(thread, KEY)
    check_comments(after.comments)
    for name in ("articles", "quotes", "spans", "notices"):
        pd.testing.assert_series_equal(getattr(after, name).dtypes, getattr(thread, name).dtypes)
    assert after.comments["author"].nunique() == 8
    assert after.comments[["start", "end"]].isna().all(axis=None)
    corpus = pseudonyms.apply(Corpus.of([thread]), KEY)
    assert list(corpus.notices) == ["thread_id", *NOTICES]
    pd.testing.assert_frame_equal(corpus.comments, after.comments)


def test_the_key_makes_the_pseudonym():
    "The same for the same key and name, another for another key; a missing author stays missing."
    rows = [("Ann", ""), ("Bob", ""), (None, "Ann"), ("Ann", "")]
    one, two = (pseudonyms.apply(thread(*rows), key).comments["author"] for key in (KEY, b"o" * 32))
    assert one.iloc[0] == one.iloc[3] != one.iloc[1] and one.isna().to_list() == [False, False, True, False]
    assert PSEUDONYM.fullmatch(one.iloc[0]) and one.iloc[0] != two.iloc[0]
    assert pseudonyms.apply(thread(*rows[:1]), KEY).comments["author"].iloc[0] == one.iloc[0]


@pytest.mark.parametrize("size", [0, 31, 65])
def test_a_key_that_can_be_guessed_is_refused(size):
    "Without a key of full length who knows the names can find out whose is which."
    with pytest.raises(InputError, match=f"a key of {size} bytes: pseudonyms need one of 32 to 64"):
        pseudonyms.apply(thread(("Ann", "Hi")), b"k" * size)


def test_no_two_authors_share_a_pseudonym(monkeypatch):
    "Those who would get longer ones."
    monkeypatch.setattr(pseudonyms, "SHORT", 1)
    authors = [f"Reader {number}" for number in range(200)]
    found = pseudonyms.apply(thread(*((author, "") for author in authors)), KEY).comments["author"]
    assert found.nunique() == 200


def test_ids_that_differ_do_so_afterwards():
    "Also if they differ only in how they write a name."
    before = thread(("Ann", ""), ("Bob", ""), ("Bob", ""))
    ids = pd.Series(["Ann-1", "ANN-1", "ann_1"], dtype="str")
    after = pseudonyms.apply(Thread(**vars(before) | {"comments": before.comments.assign(comment_id=ids)}), KEY)
    assert after.comments["comment_id"].nunique() == 3
    assert not after.comments["comment_id"].str.contains("ann", case=False).any()


NAMES = st.lists(st.text("abAB _-.1é山", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=5, unique=True)


@settings(max_examples=150)
@given(
    NAMES, st.lists(st.integers(0, 9), max_size=8), st.sampled_from(["@{} x, ", "{} wrote: ", "hi {} ", "/user/{}/"])
)
def test_any_name_in_any_text(names, picks, how):
    "What is replaced is what stood there: putting the names back gives the text, up to how they were written."
    body = "".join(how.format(names[pick % len(names)]) for pick in picks)
    after = pseudonyms.apply(thread(("Somebody Else", body), *((name, "") for name in names)), KEY).comments
    back = dict(zip(after["author"].iloc[1:], names, strict=True))
    assert after["author"].nunique() == len(set(names)) + 1

    def plain(text):
        return re.sub(r"[\W_]", "", text).casefold()

    assert plain(PSEUDONYM.sub(lambda match: back[match[0]], after["body"].iloc[0])) == plain(body)


SIGNS = ' _-.!~@%20:/<>"’\t\u00a0\u0301\u200b\u093f🦩'
LONGER = st.text("abAzßéİ山か김민ㅋΣςДם1" + SIGNS, min_size=3, max_size=9).filter(
    lambda name: sum(map(str.isalpha, name)) > 2
)
BETWEEN = st.sampled_from(
    [" ", "\n", "* ", " _", "_ ", " *", "\n> ", " said: ", " @", ", ", " (", ") ", " https://x.org/"]
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(LONGER, min_size=1, max_size=4, unique=True), st.lists(st.tuples(st.integers(0, 3), BETWEEN), max_size=6)
)
def test_no_name_is_left_as_its_author_writes_it(names, picks):
    "Of names of three letters or more that are no common words, whatever signs they hold, in no cell of any table."
    body = " ".join(names[pick % len(names)] + between for pick, between in picks)
    cut = body.find(" ", len(body) // 2) + 1
    before = thread(
        *((name, body) for name in names),
        article={"title": body, "text": body, "source": f"/data/{names[0]}.txt"},
        quotes=[
            {"thread_id": "t", "comment_id": "c1", "text": body[:cut], "quoted_from": "c1", "start": 0, "end": cut}
        ],
        notices=[{"code": "long_comment", "message": f"c1 by {names[0]} is long", "comment_id": "c1"}],
    )
    before.comments["own_words"] = pd.Series([body[cut:]] * len(names), dtype="str")
    after = pseudonyms.apply(before, KEY)
    cells = [str(value) for name in TABLES for value in getattr(after, name).to_numpy().ravel()]
    for name in names:
        whole = re.compile(rf"(?<![\w\u0301\u200b]){re.escape(name.strip())}(?![\w\u0301\u200b])")
        assert not any(whole.search(cell) for cell in cells)


def test_pasted_text_is_read_and_made_pseudonymous():
    "From the page to the table: own words, quotations and who answers whom keep together."
    page = "News.\n\nAnn Lee\n3 May 2024\nIt is so and it stays so.\n\nBob\n4 May 2024\n@AnnLee It is not.\n"
    after = pseudonyms.apply(read(page, thread_id="t"), KEY)
    ann, bob = after.comments["author"]
    assert after.comments["body"].to_list() == ["It is so and it stays so.", f"@{ann} It is not."]
    assert after.comments["own_words"].iloc[1] == "It is not."
    assert after.comments["parent_id"].iloc[1] == "c1" and bob != ann


def test_a_key_file_is_made_once(tmp_path):
    "Private, not overwritten, and no other file is taken for one."
    path = tmp_path / "key"
    key = keys.make_key(path)
    assert keys.make_key(path) == key and len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.make_key() != keys.make_key()
    (tmp_path / "thread.txt").write_text("News.\n\nAnn\n3 May 2024\nHello.\n")
    with pytest.raises(InputError, match="no key of 64 hexadecimal digits"):
        keys.make_key(tmp_path / "thread.txt")
    with pytest.raises(InputError, match="cannot be made there"):
        keys.make_key(tmp_path / "no" / "key")
    with pytest.raises(InputError, match="cannot be read"):
        keys.make_key(tmp_path)


def test_many_authors_take_no_longer_than_few():
    "Linear in the text: thirty thousand names are one look-up a word."
    words = "the bridge is shut and nobody knows why it should be so".split()
    chance = np.random.default_rng(0)
    bodies = [" ".join(chance.choice(words, 30)) + f" reader{number}" for number in range(3000)]
    names = Names([f"Reader {number}" for number in range(30_000)], ["en"])
    steps = [len(list(names.places(body))) for body in bodies]
    assert steps == [1] * 3000
    assert max(max(sizes) for sizes in names.sizes.values()) == 2


def test_load_thread_is_public(tmp_path):
    "The function takes what load_thread gives."
    assert "user-" in pseudonyms.apply(load_thread("data/kyiv-post-macron/thread.txt"), KEY).comments["author"].iloc[0]


def test_who_began_the_thread_gets_a_pseudonym(tmp_path):
    "Of Reddit, Hacker News, Bluesky and Mastodon; in bodies, ids and addresses of comments too."
    reddit = [
        {"id": "s", "title": "T", "selftext": "by me", "subreddit": "x", "author": "OpName_1", "created_utc": 1},
        {"id": "a", "link_id": "t3_s", "parent_id": "t3_s", "body": "Hi OpName_1", "author": "Bob_J", "created_utc": 2},
    ]
    news = [
        {"id": 1, "type": "story", "by": "opname_1", "time": 1, "title": "T"},
        {"id": 2, "type": "comment", "by": "bob_j", "time": 2, "parent": 1, "text": "opname_1 is right"},
    ]
    root = "at://did:plc:opname_1/app.bsky.feed.post/1"
    posts = [
        {"uri": root, "author": {"handle": "opname_1.org"}, "record": {"text": "root", "createdAt": "2020-01-01"}},
        {"uri": "at://did:plc:bob_j/app.bsky.feed.post/2", "author": {"handle": "bob_j.bsky.social"},
         "record": {"text": "hi @opname_1.org", "reply": {"root": {"uri": root}, "parent": {"uri": root}}}},
    ]  # fmt: skip
    statuses = [
        {"id": "1", "in_reply_to_id": None, "content": "<p>a</p>", "account": {"acct": "opname_1"},
         "created_at": "2020"},
        {"id": "2", "in_reply_to_id": "1", "content": "<p>@opname_1 b</p>", "account": {"acct": "bob_j@m.social"},
         "url": "https://m.social/@bob_j/2", "created_at": "2020"},
    ]  # fmt: skip
    for number, records in enumerate((reddit, news, posts, statuses)):
        path = tmp_path / f"{number}.ndjson"
        path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        before = load_thread(path)
        assert before.articles["author"].iloc[0].lower() in ("opname_1", "opname_1.org")
        after = pseudonyms.apply(before, KEY)
        written = "\n".join(str(value) for name in TABLES for value in getattr(after, name).to_numpy().ravel())
        assert "opname" not in written.lower() and "bob_j" not in written.lower() and len(after.comments) == 1
