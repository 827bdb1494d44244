"""Texts made to have a pattern try all ways to divide them: each is decided at once."""

import subprocess
import sys

import pytest

BEGIN = "import io; from analysis.readers import javascript, mail, recognise, wordpress; "


@pytest.mark.parametrize(
    "program",
    [
        "assert not recognise.is_page(b'<!---->' * 5000 + b'hello')",
        "assert recognise.is_page(b'<!-- a -->' * 5000 + b'<html>')",
        "assert not recognise.is_page(b'<?xml ?>  ' * 5000 + b'<rss>')",
        "assert not javascript.STARTS.match('/* c */  ' * 5000 + 'hello')",
        "assert javascript.STARTS.match('/* c */ // d\\n' * 5000 + 'export const a = {}')",
        "assert mail.messages(b'From: a\\n' * 200_000, io.BytesIO()) is None",
        "assert mail.messages(b'Message-ID: a\\n' * 200_000, io.BytesIO()) is None",
        "assert mail.messages(b'To: a\\n' + b'   b\\n' * 1000 + b'.', io.BytesIO()) is None",
        "assert wordpress.paragraphs('a\\n' + '<!--' * 400_000) == 'a<br>' + '<!--' * 400_000",
        "assert wordpress.paragraphs('a\\n' + '<pre ' * 400_000) == ('a<br>' + '<pre ' * 400_000).strip()",
        "assert wordpress.paragraphs('a\\n' + ' ' * 1_000_000 + 'b').startswith('a<br> ')",
    ],
)
def test_decided_at_once(program):
    subprocess.run([sys.executable, "-c", BEGIN + program], check=True, timeout=60)
