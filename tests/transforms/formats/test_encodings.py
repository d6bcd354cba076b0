from io import BytesIO

import pytest

from transforms.formats.encodings import recognised

_ENGLISH = "Foreign Minister José Núñez met “Zoë Müller” in Bern – they didn’t sign."
_RUSSIAN = "Министр иностранных дел прибыл в Вену и встретился с послом."
_POLISH = "Minister Radosław Żak spotkał się z ministrem Jánem Lipskym w Pradze. Článek říká, že"


def _recognised(content: bytes) -> str | None:
    return recognised(BytesIO(content), content[: 1 << 16])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (_ENGLISH, "cp1252"),
        ("café and more", "cp1252"),
        (_POLISH, "cp1250"),
        (_RUSSIAN, "cp1251"),
        (_RUSSIAN, "koi8_r"),
        (_ENGLISH, "mac_roman"),
        (_ENGLISH, "utf-16-le"),
        (_ENGLISH, "utf-16-be"),
        ("外交部长王毅在北京会见了挪威外交大臣。", "gb18030"),
    ],
)
def test_an_encoding_is_recognised_from_what_it_makes_of_the_bytes(text: str, encoding: str) -> None:
    assert _recognised(text.encode(encoding)) == encoding


@pytest.mark.parametrize("before", [100, 70_000, 3_000_000])
def test_it_is_recognised_however_late_the_first_sign_comes(before: int) -> None:
    assert _recognised(b"a " * before + _ENGLISH.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize(
    "content",
    [
        b"plain",
        _RUSSIAN.encode(),
        _RUSSIAN.encode()[:-1] + b"\xff and more",
        b'{"text": "caf\xe9"}',
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(256)) * 4,
        b"",
    ],
)
def test_utf_8_also_where_it_is_damaged_and_what_is_no_text_are_left_alone(content: bytes) -> None:
    assert _recognised(content) is None


@pytest.mark.parametrize(
    ("declared", "written", "encoding"),
    [("iso-8859-5", "iso8859-5", "iso8859-5"), ("hex", "cp1251", "cp1251"), ("nothing-like-it", "koi8-r", "koi8_r")],
)
def test_what_a_page_declares_counts_where_it_is_an_encoding_of_texts(
    declared: str, written: str, encoding: str
) -> None:
    page = f'<html><head><meta charset="{declared}"></head><p>{_RUSSIAN}</p></html>'
    assert _recognised(page.encode(written)) == encoding
