"""Pages as they are copied, whole: where the comments begin and end, and what stands between their parts."""

import pytest

from analysis.readers.pasted import read

SAID = ["It hums all night.", "Which lamp is it?", "The brass one.", "Oil it, and wait a day.", "It went out."]
NAMES = ["Ann Lee", "bob", "Ann Lee", "cyd_1", "Di"]
DAYS = [f"May {day}, 2022 at 10:1{day} AM" for day in range(3, 8)]
TRUTH = [list(row) for row in zip(NAMES, DAYS, SAID, strict=True)]


def page(shape, above="Lamps\n\nMy lamp hums. Here is all I know of it.\n\n", below="", **odd):
    """Five comments in a shape; `odd` replaces the shape of single ones: `c2` that of the second."""
    shapes = [odd.get(f"c{number}", shape) for number in range(1, 6)]
    posts = [text.format(who=who, when=when, what=what) for text, (who, when, what) in zip(shapes, TRUTH, strict=True)]
    return above + "\n".join(posts) + "\n" + below


def seen(text, *columns):
    comments = read(text, thread_id="t").comments[list(columns or ("author", "posted_text", "body"))]
    return comments.to_numpy().tolist()


@pytest.mark.parametrize("heading", ["Comments", "5 comments", "Kommentare (5)", "Responses (5)", "5 Comentarios"])
def test_who_wrote_the_article_and_when_is_above_the_heading_of_the_comments(heading):
    "Its byline looks like a comment's header, and so few lines part it from them."
    above = f"Lamps\nEve\nMay 2, 2022\nMy lamp hums. Here is all I know of it.\n{heading}\n"
    assert seen(page("{who}\n{when}\n{what}\nReply", above)) == TRUTH


@pytest.mark.parametrize(
    "title", ["My lamp hums all night", "My lamp hums all night and so do those of my neighbours " * 2]
)
def test_the_title_is_no_menu_and_may_be_long(title):
    "A line of words between bars is the site's; who and when stand below the title."
    above = (
        f"Lamp Newsnew | past | comments | ask | show | submit\n{title}\n20 points by eve 2 days ago | hide | past\n"
    )
    text = "It began when I bought the thing, and it has hummed since: by day, by night, whether it is lit or out. " * 2
    article = read(page("{who}\n{when}\n{what}\nReply", f"{above}{text}\n{text}\n"), thread_id="t").articles.iloc[0]
    assert article["title"] == title.strip() and "Newsnew" not in article["text"]


def test_a_button_that_folds_replies_is_no_heading():
    "However often it stands there, once is enough."
    assert seen(page("{who}\n{when}\n{what}\nReply", c1="{who}\n{when}\n{what}\nReply\nHide replies")) == TRUTH


@pytest.mark.parametrize("signature", ["Posted by: {who} | {when}", "Comment by {who} — {when}"])
def test_a_text_between_heading_and_first_time_has_its_signature_below(signature):
    "Though the writer also put a name below the text."
    above = "Lamps\nMy lamp hums.\nPosted by Eve in Lamps | Permalink\nComments\n"
    text = page("{what}\n" + signature, above, "Verify your comment\n", c1="{what}\n\nAnn\n" + signature)
    assert seen(text) == [[*TRUTH[0][:2], SAID[0] + "\n\nAnn"], *TRUTH[1:]]


def test_a_signature_of_many_words_is_one():
    "The page says so itself: posted by."
    text = page("{what}\nposted by {who} at {when}", "Lamps\nComments\n").replace("cyd_1", "the man of 1000 tea spoons")
    assert seen(text, "author")[3] == ["the man of 1000 tea spoons"]


def test_buttons_below_the_time_end_a_comment():
    "So the name above the next text is the next comment's, picture and badge too."
    shape = "{who}'s profile picture\n{who}\n{what}\n{when}\n12 likes\nReply"
    above = "shop's profile picture\nshop\nVerified\nMay 2, 2022\nA lamp! #lamps\n"
    assert seen(page(shape, above))[-5:] == TRUTH


def test_a_badge_may_stand_between_name_and_time():
    "Where the others have their name: it is nobody's."
    shape = "{who}\n{when}\n{what}\n#1"
    assert seen(page(shape, c2="{who}\n[developer]\n{when}\n{what}\n#2")) == TRUTH


def test_whom_a_comment_answers_may_stand_below_its_time():
    "It is no name of the next one."
    shape = "{who}\n{what}\n{when}\nReply"
    assert seen(page(shape, c3="{who}\n{what}\n{when}\nIn reply to bob\nReply")) == TRUTH


def test_two_names_in_one_header_are_author_and_answered():
    "Though the one answered is a guest who left no comment here."
    shape = "{who} • {when}\n\n{what}\n\nReply"
    text = page(shape, c2="{who}  Ann Lee • {when}\n\n{what}\n\nReply", c4="{who}  Guest 7 • {when}\n\n{what}\n\nReply")
    assert seen(text, "author") == [[name] for name in NAMES]


def test_two_names_are_author_and_answered_where_no_sign_parts_them():
    "The second one wrote before, or is a guest; and more than one header is like that."
    text = page("Avatar\n{who} • {when}\n\n{what}\n12 •Reply•Share ›")
    text = text.replace("bob •", "bob Ann Lee •").replace("cyd_1 •", "cyd_1 bob •")
    assert seen(text, "author", "parent_id")[1] == ["bob", "c1"]
    assert seen(text, "author", "parent_id")[3] == ["cyd_1", "c2"]
    once = page("Avatar\n{who} • {when}\n\n{what}\n12 •Reply•Share ›").replace("cyd_1 •", "Lou bob •")
    assert seen(once, "author")[3] == ["Lou bob"]


def test_the_page_numbers_the_comments_and_says_which_one_is_answered():
    "The number is glued to the name, and the first line of the text names that of another."
    odd = {f"c{n}": f"#{n}{{who}} | {{when}}\n{{what}}\n{n}\n0\nReply" for n in (1, 2, 4, 5)}
    odd["c3"] = "#3{who} | {when}\nIn reply to #1\n{what}\n7\n0\nReply"
    text = page("", **odd)
    assert seen(text) == TRUTH
    assert seen(text, "parent_id", "parent_evidence")[2] == ["c1", "explicit"]


def test_headers_that_tell_replies_from_comments():
    "A reply stands below the comment that it belongs to; the picture shows initials."
    shape = "{kind} by {{who}}.\n\nXY\n{{who}}\n{{when}}\n{{what}}\nReply\n3"
    kinds = ["Comment", "Reply", "Reply", "Comment", "Reply"]
    odd = {f"c{n}": shape.format(kind=kind) for n, kind in enumerate(kinds, 1)}
    text = page("", **odd)
    for name in NAMES:
        text = text.replace(f"XY\n{name}", f"{''.join(word[0] for word in name.split()).upper()}\n{name}")
    assert seen(text) == TRUTH
    assert [parent for parent, _ in seen(text, "parent_id", "author")[1:]][0::3] == ["c1", "c4"]
    assert {evidence for (evidence,) in seen(text, "parent_evidence")} == {"nesting"}


def test_a_header_that_counts_messages():
    "The picture has no text but its size."
    odd = {f"c{n}": f"message {n}: by {{who}} (new)\n{{when}}\n50x66\n{{what}}\nreply | flag" for n in range(1, 6)}
    assert seen(page("", **odd)) == TRUTH


def test_two_counts_side_by_side_are_nobodys_name():
    "Votes for and against, below the time."
    odd = {f"c{n}": f"{{who}}\n{{when}}\n{n}1 {n}\n{{what}}\nReply" for n in range(1, 6)}
    assert seen(page("", **odd)) == TRUTH


@pytest.mark.parametrize("verb", ["replied to", "ha risposto a", "a répondu à"])
def test_the_header_says_who_answered_whom(verb):
    "However long that makes it."
    shape = "Avatar\n{who}\n{when}\n\n{what}\nReply · Share"
    text = page(shape, c4=shape.replace("{who}", "{who} " + verb + " Ann Lee"))
    assert seen(text) == TRUTH
    assert seen(text, "parent_id", "parent_evidence")[3] == ["c3", "explicit"]


def test_a_word_before_every_time_is_a_label():
    "As the text of a picture is; the name stands below, and a profile below that."
    profile = "Senior Member\n{who}'s Avatar\n \nJoin Date: May 2008\nPosts: 7"
    shape = "Old {when}\n#1\n{who}  {who} is offline\n" + profile + "\nDefault\n{what}\nReply With Quote"
    assert seen(page(shape)) == TRUTH


def test_the_one_answered_stands_on_a_line_of_its_own():
    "Below a line that says so, between header and text."
    shape = "{who}\n{when}\nIn reply to\n{to}\n{{what}}\nReply\nShare"
    answered = {3: "bob", 4: "Ann Lee", 5: "bob"}
    odd = {f"c{n}": shape.format(who="{who}", when="{when}", to=to) for n, to in answered.items()}
    odd = {name: text.replace("{{", "{").replace("}}", "}") for name, text in odd.items()}
    text = page("{who}\n{when}\n{what}\nReply\nShare", **odd)
    assert seen(text) == TRUTH
    assert [parent for (parent,) in seen(text, "parent_id")[2:]] == ["c2", "c3", "c2"]


def test_picture_name_text_votes_time_and_buttons():
    "In this order, the votes for and against in one."
    shape = "Foto\n{who}\n\n{what}\n\n+87/−1\n{when}\n\nreagovat  odkaz  nahlásit\n"
    assert seen(page(shape, above="Diskuse\nPříspěvků: 5\n")) == TRUTH


def test_rank_and_place_of_the_writer_are_no_text():
    "A blank line parts them from it."
    odd = {f"c{n}": f"{{who}}\nExpert\nTown {n}\n\n{{what}}\n\n{{when}}\nReply\nReport\n" for n in range(1, 6)}
    assert seen(page("", above="5 comments\n", **odd)) == TRUTH


def test_when_a_text_was_edited_stands_above_its_votes():
    "The votes are taken off first."
    votes = [7, 3, 12, 4, 9]
    odd = {f"c{n}": f"{{who}}\n{{when}}\n{{what}}\n\n{vote}\nReply" for n, vote in enumerate(votes, 1)}
    odd["c4"] = "{who}\n{when}\n{what}\n\nLast edited 1 year ago by cyd_1\n\n4\nReply"
    assert seen(page("", **odd)) == TRUTH


def test_a_pingback_with_a_long_name_is_no_part_of_the_next_text():
    "Its excerpt goes with it."
    long = "Pingback by Session Notes » Blog Archive » Friday odds and ends, and more — May 5, 2022 at 3:02 pm"
    shape = "{what}\n\nComment by {who} — {when}\n"
    text = page(shape, "Lamps\n5 Comments »\n", c3="[...] a stout defence [...]\n\n" + long + "\n\n" + shape)
    assert seen(text) == TRUTH


def test_somebodys_name_is_guest():
    "A word that is a badge elsewhere."
    text = page("{who} • {when}\n\n{what}\n\nReply").replace("Di •", "Guest •")
    assert seen(text, "author")[4] == ["Guest"]


def test_headers_of_labelled_lines():
    "The article has its date above, as plain as can be."
    above = "Lamps\nBy: Eve Fox\nMay 2, 2022 08:44 PM\nMy lamp hums.\nReader comments (5)\nPages: 1\n"
    assert seen(page("Name: {who}\nParty: NA\nReply #: 1\nDate: {when}\n{what}", above)) == TRUTH


@pytest.mark.parametrize(
    "gone", ["Comment deleted by a moderator", "(Deleted comment)", "Posting wurde vom User gelöscht", "[deleted]"]
)
def test_a_comment_that_is_gone_without_name_and_time_counts(gone):
    "Below the buttons of the one before; the same words in a text are text."
    text = page("{who}\n{when}\n{what}\nReply", c3="{who}\n{when}\n{what}\nReply\n" + gone)
    assert seen(text, "body", "status") == [
        *([said, "visible"] for said in SAID[:3]),
        [gone, "deleted"],
        *([said, "visible"] for said in SAID[3:]),
    ]


def test_an_account_that_is_gone_is_an_author_all_the_same():
    "Only a comment that is gone has none."
    text = page("{who}\n{when}\n{what}\nReply").replace("bob", "Deleted member 12")
    assert seen(text, "author", "status")[1] == ["Deleted member 12", "visible"]


def test_votes_below_recur_with_either_sign():
    "And whatever the number."
    votes = ["+14", "-3", "0", "+2", "-11"]
    odd = {f"c{n}": "{who}\n{when}\n{what}\nRated: " + vote for n, vote in enumerate(votes, 1)}
    assert seen(page("", **odd)) == TRUTH


def test_below_a_rule_of_underscores_stands_a_signature():
    "A few lines that the forum puts below each text."
    shape = "{who}\n{when}\n{what}\nQuote"
    signed = "{who}\n{when}\n{what}\n__________________\n%s\nQuote"
    assert seen(page(shape, c2=signed % "Think twice.", c4=signed % "Mine sings.")) == TRUTH
    once = seen(page(shape, c2=signed % "Think twice."), "body")[1]
    assert once == [SAID[1] + "\n__________________\nThink twice."]  # a line that somebody drew


@pytest.mark.parametrize("foot", ["← Older lamps", "Newer lamps →", "Name (required)", "Email *"])
def test_the_foot_of_a_page_is_no_text(foot):
    "No button ends the last comment here."
    assert seen(page("{who} · {when}\n{what}", below=f"{foot}\n")) == TRUTH


def test_arrows_in_texts_and_headers_are_no_foot():
    "Only a link to older or newer pages has nothing but an arrow at its end."
    shape = "{who}\n{when}\nRain → mud, as they say.\n{what}\nReply"
    assert seen(page(shape), "author") == [[name] for name in NAMES]
    text = page("{who}\n{when}\n{what}\nReply").replace("\nDi\n", "\nDi → bob\n")
    assert seen(text) == TRUTH
    assert seen(text, "parent_id")[4] == ["c2"]


@pytest.mark.parametrize(
    "said",
    [
        "This comment violates everything I believe in!",
        "Posting deleted tweets is rude.",
        "Post on deleted scenes, please!",
        "5 years later",
    ],
)
def test_what_somebody_says_about_things_that_are_gone_is_said(said):
    "It is no notice of the page."
    text = page("{who}\n{when}\n{what}\nReply").replace(SAID[2], said)
    assert seen(text, "body", "status")[2] == [said, "visible"]


def test_somebody_may_write_nearly_all_comments():
    "A name before every time is a name."
    names = ["Ann", "Ann", "Bob", "Ann", "Ann", "Ann"]
    text = "".join(f"{name} · May {n}, 2024\nThis is what {n} says.\nReply\n" for n, name in enumerate(names, 1))
    assert seen("The news.\nComments\n" + text, "author") == [[name] for name in names]


def test_names_that_hold_another_name_stay_whole():
    "Nobody is called Big, so Big Mike answers no Mike; nor is a gap in a name an answer."
    names = ["Mike", "Lee", "Big Mike", "Ann Lee", "Jo  Park"]
    text = "".join(f"{name} • May {n}, 2024\n\nThis is what {n} says.\nReply\n\n" for n, name in enumerate(names, 1))
    assert [author.split() for (author,) in seen("The news.\nComments\n\n" + text, "author")] == [
        n.split() for n in names
    ]


def test_a_comment_that_is_gone_answers_nobody_for_certain():
    "It has no buttons; that tells nothing of whom it answers."
    text = page("{who}\n{when}\n{what}\nReply", c3="{who}\n{when}\n{what}\nReply\n\nThis comment was removed\n")
    assert seen(text, "parent_evidence")[3] == ["none"]


def test_headers_of_files_with_old_line_ends():
    "A carriage return alone ends a line too."
    odd = {"c3": "{who}\nIn reply to bob\n{when}\n{what}\nReply"}
    text = page("{who}\n{when}\n{what}\nReply", **odd)
    assert seen(text.replace("\n", "\r"), "author", "parent_id")[2] == ["Ann Lee", "c2"]
