"""Damage documents as accidents and attackers do."""

from collections.abc import Iterator, Sequence
from random import Random

_LONGEST = 200_000

# What readers of text, markup, JSON, tables and archives have stumbled over.
TOKENS: tuple[bytes, ...] = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",  # half of a surrogate pair
    b"\xc0\x80",
    b"\\ud800",
    b"\\u0000",
    "\u202e".encode(),
    "\u200b".encode(),
    "\u2028".encode(),
    "\x85".encode(),
    "é̂̂̂".encode(),
    "🇷🇺".encode() * 40,
    b"\r",
    b"\r\n\r\n",
    b"\x1b]0;x\x07",
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"1e99999",
    b"-" * 400,
    b"9" * 5000,
    b"NaN",
    b"null",
    b"true",
    b"=1+1",
    b"<div>" * 3000,
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>",
    b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    b"&b;&lt;&#0;&#x110000;&amp",
    b"---\n",
    b"\n----------\n",
    b"\t" * 300,
    b" " * 5000,
    b"2024-13-45T99:99:99Z",
    b"February 31, 2024",
    b"99.99.9999",
    b"https://example.org/" + b"a" * 4000,
    b"#" + b"a" * 4000,
    b"(" * 2000,
    b"A. " * 1500,
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"PAR1",
    b"../../etc/passwd",
)


def mutations(documents: Sequence[bytes], number: int, seed: int) -> Iterator[tuple[int, bytes]]:
    """Yield damaged documents, each with the place of the document it was; the same for the same seed."""
    random = Random(seed)  # noqa: S311  # nobody has to guess it
    for at in range(number):
        place = at % len(documents)
        content = bytearray(documents[place])
        for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
            _mutate(content, documents, random)
        yield place, bytes(content[:_LONGEST])


def _mutate(content: bytearray, documents: Sequence[bytes], random: Random) -> None:
    start = random.randrange(len(content) + 1)
    stop = min(len(content), start + random.choice((0, 1, 2, 8, 40, 400)))
    match random.randrange(6):
        case 0:
            content[start:stop] = b""
        case 1:
            content[start:start] = content[start:stop] * random.choice((1, 2, 50))
        case 2:
            content[start:stop] = random.choice(TOKENS)
        case 3:
            content[start:stop] = random.randbytes(stop - start)
        case 4:
            other = random.choice(documents)
            content[start:stop] = other[random.randrange(len(other)) :][:400]
        case _:
            del content[start:]
