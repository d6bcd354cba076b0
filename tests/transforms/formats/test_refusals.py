from pathlib import Path

import pytest

from transforms.elements import Reject
from transforms.formats.reading import read_file

_MAIL = "Return-Path: <a@example.org>\r\nFrom: <lima@example.org>\r\nSubject: Talks\r\n with Chile\r\nDate: now\r\n\r\n"
_RELEASE = "From: Ministry of Peru\nSubject: Talks with Chile\nDate: 3 June 2024\n\nThe envoy of Chile came to Lima.\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF: save or copy its text into a .txt file (pdftotext FILE does it)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file: save it as plain text (.txt), a table as CSV"),
        (b"{\\rtf1\\ansi The envoy came.}", "a Rich Text file: save it as plain text (.txt)"),
        *(
            (content, "an image: only text is read; if it shows a text, copy that into a .txt file")
            for content in (b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe0\0", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8")
        ),
        *(
            (content, "a sound or a film: only text is read")
            for content in (b"ID3\3", b"OggS", b"RIFF\0\0\0\0WAVEfmt", b"\0\0\0\x20ftypisom")
        ),
        (b"SQLite format 3\0", "an SQLite database: export the table of posts as CSV"),
        *(
            (content, "an archive of another kind than .zip and .gz: unpack it and name the folder")
            for content in (
                b"BZh91AY",
                b"7z\xbc\xaf\x27\x1c",
                b"Rar!\x1a",
                b"\xfd7zXZ\0",
                b"a.txt".ljust(257, b"\0") + b"ustar",
            )
        ),
        (
            b'<?xml version="1.0"?><urlset><url><loc>https://example.org</loc></url></urlset>',
            "XML, but neither RSS nor Atom: save what it says of posts as one of these, CSV or JSON",
        ),
        (_MAIL.encode(), "an e-mail: save the text of the message as a .txt file, without the headers"),
        (
            b"From lima Mon Jun  3 2024\n" + _MAIL.replace("\r", "").encode(),
            "an e-mail: save the text of the message as a .txt file, without the headers",
        ),
    ],
)
def test_what_holds_no_posts_is_refused_in_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "seed"
    path.write_bytes(content)
    [found] = read_file(str(path))
    assert isinstance(found, Reject)
    assert found.reason == reason


@pytest.mark.parametrize("content", [_RELEASE, "RIFF at the summit of Peru.\n", "<3 from Lima to Chile.\n", "ID: 3\n"])
def test_texts_that_begin_alike_are_read(tmp_path: Path, content: str) -> None:
    path = tmp_path / "seed"
    path.write_text(content)
    assert not [found for found in read_file(str(path)) if isinstance(found, Reject)]
