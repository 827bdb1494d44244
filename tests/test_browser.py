"""The report in a real browser."""

from importlib import resources

import pandas as pd
import pytest
from made_up import NASTY, pasted
from playwright.sync_api import sync_playwright

from analysis import display
from analysis.report import report

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium):
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Address of the report of a thread full of markup."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "nasty.txt").write_text(pasted(45, names=NASTY), encoding="utf-8")
    return report([folder / "nasty.txt"], folder / "nasty.html", captured="2024-06-01").as_uri()


@pytest.fixture
def opened(browser, address):
    """Open the report in a window of a width and colour scheme; give the page, its requests and its complaints."""
    contexts = []

    def opened(width=1280, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page, requests, complaints = context.new_page(), [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(address, wait_until="load")
        page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
        return page, requests, complaints

    yield opened
    for context in contexts:
        context.close()


def test_no_request_is_made_and_no_script_runs(opened, address):
    "The file itself, and data in it; no dialog, no error, not even a script element."
    page, requests, complaints = opened()
    assert [url for url in requests if not url.startswith("data:")] == [address]
    assert complaints == []
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("[...document.links].filter(link => !link.hash || link.protocol != 'file:').length") == 0


def test_text_of_the_thread_is_seen_as_written(opened):
    "Markup, templates, dollar signs, Arabic, CJK and emoji, each exactly as typed."
    page, _, _ = opened()
    lists = page.evaluate(
        "[...document.querySelectorAll('.comments')].map(list => "
        "[...list.querySelectorAll('strong')].map(name => name.textContent))"
    )
    assert list(map(len, lists)) == [45, 10]  # all comments, and the strongest ones
    assert set(lists[0]) == set(NASTY) >= set(lists[1])


def test_every_figure_is_drawn_and_has_an_alternative(opened):
    "Decoded pictures with text, shown at no more than half their size."
    page, _, _ = opened()
    figures = page.evaluate(
        "[...document.querySelectorAll('figure img')].map(i => [i.naturalWidth, i.clientWidth, i.alt.length])"
    )
    assert len(figures) >= 11
    for natural, shown, alternative in figures:
        assert natural >= 1.9 * shown > 0
        assert alternative > 60


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(opened, width):
    "Wide tables and figures scroll in their own boxes."
    page, _, _ = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    narrow = page.evaluate(
        "Math.min(...[...document.querySelectorAll('main > section, main p')].map(e => e.clientWidth))"
    )
    assert narrow > 180  # an indented comment's text


def test_contents_stand_aside_or_fold(opened):
    "At the side of a wide screen; on a narrow one folded, and one click away."
    page, _, _ = opened(1280)
    assert page.locator("nav.side").is_visible()
    assert not page.locator("details.contents").is_visible()
    page, _, _ = opened(320)
    assert not page.locator("nav.side").is_visible()
    link = page.locator("details.contents a", has_text="Who answers whom?")
    assert not link.is_visible()
    page.locator("details.contents summary").click()
    link.click()
    assert page.evaluate("Math.abs(document.querySelector(location.hash).getBoundingClientRect().top)") < 100


def test_code_is_one_click_away(opened):
    "Hidden, then shown."
    page, _, _ = opened()
    code = page.locator("details.code pre").first
    assert not code.is_visible()
    page.locator("details.code summary").first.click()
    assert code.is_visible()


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_colour_scheme_is_honoured_and_text_readable(opened, scheme, dark):
    "Ground and ink change places; their contrast is at least 7 : 1 (WCAG AAA), charts are turned too."
    page, _, _ = opened(1280, scheme)
    ground, ink, image = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color,"
        " getComputedStyle(document.querySelector('figure img')).filter]"
    )

    def luminance(colour):
        channels = [int(part) / 255 for part in colour[4:-1].split(",")]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, deep = sorted([luminance(ground), luminance(ink)], reverse=True)
    assert (light + 0.05) / (deep + 0.05) > 7
    assert (luminance(ground) < luminance(ink)) is dark
    assert ("invert" in image) is dark


def test_on_paper_there_is_no_contents_and_no_code(opened):
    "Print shows the report alone, dark on white."
    page, _, _ = opened(1280, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav.side").is_visible()
    assert not page.locator("details.code").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('figure img')).filter") == "none"


def test_a_table_of_long_names_fits_the_page(browser, monkeypatch):
    "Ids of messages have no space to break at: what stands beside them is seen all the same."
    shown = []
    monkeypatch.setattr(display, "display", shown.append)
    frame = pd.DataFrame({"thread_id": ["CAFsq6G-xdJZ3_58M78hBgGhjEdw87mXLx+vxSs7Ryq2EQ3ZPUA@mail.example.org"]})
    roles = frame.assign(author="Wolfeschlegelsteinhausenbergerdorff", role="answerer")
    counts = dict.fromkeys(["comments", "starts", "answers", "answered", "partners"], 1234)
    display.table(roles.assign(**counts), "Parts")
    display.table(pd.DataFrame({"n": [1], "text": ["https://example.org/" + "a" * 200]}), "Texts")
    style = resources.files("analysis").joinpath("template/report/report.css").read_text()
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.set_content(f"<style>{style}</style><main>{''.join(found.data for found in shown)}</main>")
    boxes = page.evaluate("[...document.querySelectorAll('div.table')].map(box => [box.scrollWidth, box.clientWidth])")
    page.close()
    assert len(boxes) == 2 and all(wide <= room for wide, room in boxes)
