"""What is no thread, though it has names and times: nothing is invented, and a notice says what was looked for."""

import pytest

from analysis.readers.pasted import read

WORDS = "The pump in the town hall is loud at night, and nobody who lives near it sleeps."
DAYS = range(1, 29)
PAGES = {
    "messages": "".join(f"03/05/2024, 10:{n:02} - Ann Lee: {n} {WORDS}\n" for n in DAYS),
    "messages in brackets": "".join(f"[03.05.24, 10:{n:02}:01] Ann Lee: {n} {WORDS}\n" for n in DAYS),
    "relay chat": "".join(f"[10:{n:02}] <ann> {n} {WORDS}\n" for n in DAYS),
    "a table with tabs": "name\tdate\ttext\n" + "".join(f"Ann Lee\t2024-05-{n:02}\t{n} {WORDS}\n" for n in DAYS),
    "a table with semicolons": "".join(f'{n};Ann Lee;{n:02}.05.2024;"{WORDS}"\n' for n in DAYS),
    "commits": "".join(
        f"commit {n:032x}\nAuthor: Ann Lee <ann@pump.example>\nDate:   Fri May {n} 10:15:00 2024\n\n    {WORDS}\n\n"
        for n in DAYS
    ),
    "releases": "".join(f"## 1.{n}.0 - 2024-05-{n:02}\n\n- {WORDS}\n- And {n} more.\n\n" for n in DAYS),
    "a diary": "".join(f"{n} May 2024\n\n{n} times: {WORDS}\n\n" for n in DAYS),
    "a live ticker": "Live: the pump\n\n" + "".join(f"10:{n:02}\n{n} {WORDS}\n\n" for n in DAYS),
    "a timetable": "".join(f"{n % 24:02}:15 Town Hall\n{n % 24:02}:30 Pump Street\n" for n in DAYS),
    "a list of files": "".join(f"-rw-r--r-- 1 ann users {n}17 May {n} 10:15 pump{n}.txt\n" for n in DAYS),
    "a list of books": "".join(f"Lee, A. ({1980 + n}). {WORDS} Pump Press.\n" for n in DAYS),
    "an article and others below": f"A loud pump\n\nBy Ann Lee\n3 May 2024\n\n{WORDS}\n\nRelated\n\n"
    + "".join(f"Pumps, part {n}\n{n} May 2024\n\n" for n in DAYS),
}


@pytest.mark.parametrize("kind", PAGES)
def test_names_and_times_alone_make_no_comments(kind):
    "All of the text is kept, as the article."
    thread = read(PAGES[kind], thread_id="t")
    assert thread.comments.empty and thread.quotes.empty
    assert thread.notices["code"].to_list() == ["no_comments"]
    assert "looked for" in thread.notices["message"][0]
    assert set(thread.spans["role"]) <= {"header", "article", "blank", "residue"}
    assert thread.spans["comment_id"].isna().all()


def test_one_line_of_five_million_letters_is_an_article():
    "What is not linear in its length would not end here."
    thread = read("pump " * 1_000_000, thread_id="t")
    assert thread.notices["code"].to_list() == ["no_comments"]
    assert thread.spans["end"].iloc[-1] == 5_000_000
