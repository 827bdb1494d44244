"""Reading text in any encoding, writing files whole or not at all."""

import pytest
import zstandard

from analysis import InputError, load_thread
from analysis.files import read_text, write_beside

TEXT = "Zoë\r\n2 days ago\r\nÇa va très bien, où es-tu? – “ja”\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_read_exactly(tmp_path, encoding):
    "Marks or none: the text comes back with its line ends."
    path = tmp_path / "t.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_text(path)[0] == TEXT


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Я не верю, что министр действительно понимает, о чём здесь идёт речь."),
        ("cp1252", "Ich glaube nicht, daß der Minister wirklich verstanden hat, worum es geht. Für die Größe – “ja”."),
        ("cp1250", "Nie wierzę, że minister naprawdę rozumie, o co tu chodzi. Żółć gęślą jaźń."),
        ("cp932", "大臣がここで何が問題なのか本当に理解しているとは思えない。"),
    ],
)
def test_legacy_encodings_are_told_apart(tmp_path, encoding, words):
    "Cyrillic, Western, Central European and Japanese."
    path = tmp_path / "t.txt"
    path.write_bytes(words.encode(encoding))
    assert read_text(path) == (words, encoding)


def test_latin_1_is_read_and_named_in_a_notice(tmp_path):
    "Another encoding works, and a notice says to look for wrong letters."
    path = tmp_path / "t.txt"
    words = (
        "L'été dernier, la forêt était très belle et les élèves ont été émerveillés à chaque journée passée là-bas. "
    )
    path.write_bytes(f"Zoë\n2 days ago\n{words * 3}\n".encode("latin-1"))
    thread = load_thread(path)
    assert thread.comments["author"].to_list() == ["Zoë"]
    assert thread.comments["body"][0] == (words * 3).strip()
    assert thread.notices["code"][0] == "encoding_guessed"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (bytes(range(256)) * 8, "is not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not text"),
        (b"%PDF-1.7\n" + bytes(range(1, 256)) * 20, "is not text"),
        (b"PK\3\4" + bytes(100), "is a ZIP archive: unpack it first"),
        (b"\xff\xfea", "is not text"),  # half a UTF-16 character
        (b'{"comments": []}', "JSON without comments in any known format"),
        (b'{"comments": [', "looks like JSON and is broken"),
    ],
)
def test_what_is_no_pasted_text_is_refused_in_one_line(tmp_path, content, message):
    "The line names the file and what would be right."
    path = tmp_path / "t.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as error:
        load_thread(path)
    assert "t.txt" in str(error.value)
    assert "\n" not in str(error.value)


def test_braces_alone_are_no_json(tmp_path):
    "A headline may begin with one."
    path = tmp_path / "t.txt"
    path.write_text("{{ 7*7 }} is my headline\n\nAnn\n3 May 2024\nHello.\n")
    assert len(load_thread(path).comments) == 1


def test_missing_file_and_folder_are_named(tmp_path):
    "No traceback of the operating system's."
    with pytest.raises(InputError, match="no such file"):
        read_text(tmp_path / "no.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_text(tmp_path)


def test_a_file_is_replaced_only_when_all_went_well(tmp_path):
    "After an error the old file stands and nothing lies beside it."
    path = tmp_path / "out.html"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), write_beside(path) as beside:
        beside.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with write_beside(path) as beside:
        beside.write_text("new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_are_made_and_unwritable_places_named(tmp_path):
    "A folder on the way is made; a file on the way is an error that names the path."
    with write_beside(tmp_path / "a" / "b" / "out.txt") as beside:
        beside.write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a" / "b" / "out.txt")
    with write_beside(tmp_path / "link.txt") as beside:
        beside.write_text("x")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "a" / "b" / "out.txt").read_text() == "x"
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"), write_beside(tmp_path / "file" / "out.txt"):
        pass
    with pytest.raises(InputError, match="cannot be written"), write_beside(tmp_path / "a"):
        pass


@pytest.mark.parametrize("sized", [True, False])
def test_a_dump_whose_end_is_missing_is_no_shorter_dump(tmp_path, sized):
    "A download that broke off, in its last frame; zstandard alone takes that for the end."
    compressor = zstandard.ZstdCompressor(write_content_size=sized, write_checksum=not sized)
    lines = b"".join(b'{"author": "ann", "body": "Hello %d", "id": "%d"}\n' % (n, n) for n in range(20_000))
    whole = compressor.compress(lines) + compressor.compress(lines.replace(b'"id": "', b'"id": "x'))
    path = tmp_path / "dump.zst"
    path.write_bytes(whole)
    assert len(load_thread(path).comments) == 40_000
    for missing in (1, 5, len(whole) // 4):
        path.write_bytes(whole[:-missing])
        with pytest.raises(InputError, match="is damaged .its end is missing"):
            load_thread(path)
