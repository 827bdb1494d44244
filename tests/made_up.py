"""Made-up threads as pasted text: seeded, in two shapes, with names and words that break careless code."""

import json
import random

NASTY = [
    "$x_1$",
    "<script>alert(1)</script>",
    "</style><b>",
    "{{ 7*7 }}",
    "محمد علي",
    "山田太郎",
    "Зоя",
    "Zoë 🦩",
    "javascript:alert(2)",
    "[link](javascript:alert(3))",
]
WORDS = "the war is bad but I love peace and he said they lie great people stop this madness now nobody cares".split()


def body(chance: random.Random) -> str:
    """Some sentences of log-normally many words."""
    words = [chance.choice(WORDS) for _ in range(max(1, int(chance.lognormvariate(3, 1))))]
    return " ".join(words).capitalize() + chance.choice([".", "!", "?!", " 😅"])


def pasted(comments: int, *, seed: int = 0, names: list[str] | None = None) -> str:
    """An article and comments in the generic shape, dated, six in ten answering a recent author by mention."""
    chance = random.Random(seed)
    names = names or [*NASTY, *(f"Reader {n}" for n in range(comments // 4 + 1))]
    parts = [
        "A headline of some words\n\nAngela Adams spoke in Paris on Friday.\n\nBoris Brown answered from Moscow.\n\n"
    ]
    earlier: list[str] = []
    for number in range(comments):
        author = chance.choice(names)
        said = body(chance)
        if earlier and chance.random() < 0.6:
            said = f"@{chance.choice(earlier[-8:])} {said}"
        parts.append(
            f"{author}\n{1 + number // 400 % 28} May 2024 at {number % 24:02d}:{number % 60:02d}\n{said}\nReply\n\n"
        )
        earlier.append(author)
    return "".join(parts)


def dump(comments: int, *, seed: int = 0, broken: int = 0) -> bytes:
    """Comments as Reddit has them, of a thread for every 25, six in ten answering an earlier one; and broken lines."""
    chance = random.Random(seed)
    lines: list[bytes] = []
    threads: dict[str, list[str]] = {}
    for number in range(comments):
        thread = f"t{chance.randrange(comments // 25 + 1)}"
        earlier = threads.setdefault(thread, [])
        parent = f"t1_c{chance.choice(earlier)}" if earlier and chance.random() < 0.6 else f"t3_{thread}"
        record = {"id": f"c{number}", "link_id": f"t3_{thread}", "parent_id": parent, "body": body(chance)}
        author = chance.choice(NASTY) if number % 9 == 0 else f"reader{int(chance.paretovariate(1))}"
        lines.append(json.dumps(record | {"author": author, "created_utc": 1_700_000_000 + 900 * number}).encode())
        earlier.append(str(number))
    return b"\n".join([*lines, *[b'{"id": "torn'] * broken, b""])
