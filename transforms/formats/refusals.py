"""Kinds of files that hold no posts which can be read, each with the sentence that helps."""

from collections.abc import Callable

from transforms.formats.source import Refusal, Source


def _begins_with(*marks: bytes) -> Callable[[Source], bool]:
    def recognises(source: Source) -> bool:
        return source.head.startswith(marks)

    return recognises


REFUSALS: tuple[Refusal, ...] = (
    Refusal(_begins_with(b"%PDF-"), "this is a PDF: export or copy its text into a .txt file"),
    Refusal(
        _begins_with(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"),
        "this is an image: only text is read",
    ),
)
