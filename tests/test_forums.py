"""Pages whose comments begin with a header: what belongs to the page around the texts."""

from analysis.readers.pasted import read

SAID = ["It hums all night.", "Which lamp is it?", "The brass one.", "Oil it, and wait a day.", "It went out."]
NAMES = ["Ann", "Bob B", "Ann", "cyd_1", "Bob B"]


def page(below="", above="", foot=""):
    """A forum's page: lines above and below each text where `above` and `below` say so, by number of the comment."""
    posts = [
        f"{name}\nMay {n + 3}, 2022\n{above.format(n=n)}{said}\n{below.get(n, '') if below else ''}Quote\n"
        for n, (name, said) in enumerate(zip(NAMES, SAID, strict=True))
    ]
    return "Lamps\nMy lamp hums\n\n" + "".join(posts) + foot


def seen(text):
    return read(text, thread_id="t").comments[["author", "body"]].to_numpy().tolist()


TRUTH = [list(pair) for pair in zip(NAMES, SAID, strict=True)]


def test_a_plain_forum():
    assert seen(page()) == TRUTH


def test_counts_of_reactions_and_edits_are_the_pages():
    "But a text that is nothing else is a text."
    below = {0: "Haha 3\n", 1: "Love 1\nSad 2\n", 3: "Edited May 6, 2022 by cyd_1\n", 4: "Thanks 12\n"}
    assert seen(page(below)) == TRUTH


def test_who_reacted_is_the_pages():
    below = {1: "Reactions:\nAnn and cyd_1\n", 3: "Reactions:\nBob B\n"}
    assert seen(page(below).replace("Quote\n", "\n")) == TRUTH


def test_times_in_the_foot_of_a_page_are_no_comments():
    foot = "You must log in or register to reply here.\nSimilar threads\nWax\nwaxlyrical\nFeb 1, 2022\nViews\n"
    assert seen(page(foot=foot)) == TRUTH


def test_who_began_the_thread_is_no_comment():
    text = page(above="#{n}\n").replace("\nMay", "\nMember\nMay")
    assert seen(text.replace("My lamp hums\n\n", "My lamp hums\nAnn\nMay 3, 2022\n")) == TRUTH


def test_later_times_of_another_kind_belong_to_the_thread():
    text = page(above="#{n}\n").replace("May 6, 2022", "Yesterday at 11:04 PM").replace("May 7, 2022", "5 minutes ago")
    assert seen(text) == TRUTH


def test_a_line_of_the_page_is_nobodys_name():
    text = page().replace("\nMay", "\nEnglish\nMay").replace("2022\n", "2022\nfedilink\n")
    assert seen(text) == TRUTH


def test_the_profile_may_stand_between_name_and_text():
    posts = [
        f"0{n + 3}-05-2010, 07:1{n} PM\n{name} {name} is offline\nLamp Whisperer\n"
        f"Join Date\nMay 2010\nPosts\n{n + 7}\n{said}\nReply With Quote\n"
        for n, (name, said) in enumerate(zip(NAMES, SAID, strict=True))
    ]
    assert seen("Lamps\nMy lamp hums\n" + "".join(posts)) == TRUTH


def test_the_last_comment_ends_above_the_links_of_the_foot():
    assert seen(page().removesuffix("Quote\n") + "Instances\nDocs\nCode\nUI: 0.18.4\n") == TRUTH


def test_initials_in_a_picture_are_no_name():
    pictures = {"Ann": "AN", "Bob B": "BB", "cyd_1": "CYD"}
    text = page()
    for name, initials in pictures.items():
        text = text.replace(f"{name}\n", f"{initials}\n{name}\n4 reviews\nGB\n")
    assert seen(text) == TRUTH


def test_the_header_of_a_quotation_is_no_comment():
    posts = [
        f"Post by {name} » Wed Feb 0{n + 1}, 2019 9:21 am\n"
        f"{'Ann wrote: ↑Wed Feb 01, 2019 9:21 am' if n == 3 else 'Well.'}\n{said}\nTop\n"
        for n, (name, said) in enumerate(zip(NAMES, SAID, strict=True))
    ]
    assert [author for author, _ in seen("Lamps\n\n" + "".join(posts))] == NAMES


def test_a_verb_before_the_time_is_no_name():
    text = page().replace("\nMay 4", "\nreplied to Ann on May 4").replace("\nMay", "\nwrote on May")
    assert seen(text) == TRUTH


def test_a_line_that_a_blank_one_sets_off_is_about_the_person():
    text = "".join(
        f"{name}\nWorks at the mill\n\n{said}\nLike · Reply · Mar {n + 4}, 2016 6:52am\n\n"
        for n, (name, said) in enumerate(zip(NAMES, SAID, strict=True))
    )
    assert seen("5 Comments\n\n" + text) == TRUTH


def test_a_name_alone_above_the_text_is_the_one_answered():
    text = page().replace("\nWhich lamp", "\nAnn\n\nWhich lamp").replace("\nOil it", "\nBob B\n\nOil it")
    comments = read(text, thread_id="t").comments
    assert comments["body"].to_list() == SAID
    assert comments["parent_id"].iloc[[1, 3]].to_list() == ["c1", "c2"]


def test_separators_and_lines_that_turn_the_pages_are_the_pages():
    below = {0: "< >\nShowing 1-5 of 12 comments\n", 2: "--\n", 3: "·\n"}
    assert seen(page(below)) == TRUTH


def test_what_most_names_beside_the_time_end_with_is_no_part_of_them():
    text = "Lamps\n\n" + "".join(
        f"{name} on Chapter {n} Sat 04 Jun 2022 10:1{n}AM UTC\n{said}\nReply Thread\n"
        for n, (name, said) in enumerate(zip(NAMES, SAID, strict=True))
    )
    assert seen(text) == TRUTH


def test_a_badge_beside_a_name_is_no_part_of_it():
    text = page().replace("Bob B\n", "Bob B Moderator\n").replace("cyd_1\n", "cyd_1 (Topic Creator)\n")
    assert seen(text) == TRUTH
