import gzip
import io
import os
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.formats import archives
from transforms.formats.archives import unpacked
from transforms.formats.source import UnreadableError


def _zip(files: Mapping[str, bytes] | Mapping[zipfile.ZipInfo, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _read(folder: Path, content: bytes, name: str = "seed") -> list[tuple[str, bytes | str]]:
    """Return what is in a file by name: bytes, or why it cannot be read."""
    path = folder / name
    path.write_bytes(content)
    found: list[tuple[str, bytes | str]] = []
    with path.open("rb") as handle:
        for member in unpacked(str(path), handle):
            if isinstance(member, UnreadableError):
                found.append((member.position, str(member)))
            else:
                found.append((member.name, member.handle.read()))
    return found


def test_a_file_that_is_no_archive_is_given_as_it_is(tmp_path: Path) -> None:
    assert _read(tmp_path, b"The envoy came.") == [("", b"The envoy came.")]


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    assert _read(tmp_path, gzip.compress(b"The envoy came."), "lima.txt.gz") == [("lima.txt", b"The envoy came.")]


def test_the_files_of_an_archive_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ["messages.html", "messages10.html", "messages2.html"]
    found = _read(tmp_path, _zip({name: name.encode() for name in names}))
    assert [name for name, _ in found] == ["messages.html", "messages2.html", "messages10.html"]
    assert all(name.encode() == content for name, content in found)


def test_what_was_unpacked_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "seed"
    path.write_bytes(gzip.compress(b"The envoy came."))
    with path.open("rb") as handle:
        [member] = unpacked(str(path), handle)
        assert not isinstance(member, UnreadableError)
        assert member.handle.read() == b"The envoy came."
        member.handle.seek(0)
        assert member.handle.read() == b"The envoy came."


def test_styles_pictures_and_scratch_files_are_passed_over(tmp_path: Path) -> None:
    kept = ["Export/messages.html", "Export/messages2.html"]
    around = ["Export/css/style.css", "Export/photos/1.jpg", "__MACOSX/Export/._messages.html", "Export/.DS_Store"]
    assert [name for name, _ in _read(tmp_path, _zip(dict.fromkeys((*around, *kept), b"x")))] == kept


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b.txt"])
def test_a_path_that_leads_out_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    found = _read(tmp_path, _zip({name: b"x", "b.txt": b"The envoy came."}))
    assert sorted(found) == sorted(
        [(name, "a path that leads out of its archive"), ("b.txt", b"The envoy came.")], key=lambda each: each[0]
    )
    assert os.listdir(tmp_path) == ["seed"]  # noqa: PTH208  # as text


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert _read(tmp_path, _zip({link: b"/etc/passwd"})) == [("link.txt", "a link in an archive is not followed")]


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    content = bytearray(_zip({"a.txt": b"x"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    assert _read(tmp_path, bytes(content)) == [("a.txt", "encrypted: unpack the archive with its password")]


@pytest.mark.parametrize("kind", ["zip", "gz", "many"])
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(archives, "SMALLEST_LIMIT", 1 << 20)
    large = bytes(1 << 18)
    files = {f"{number}.txt": large for number in range(5)}
    content = gzip.compress(large * 5) if kind == "gz" else _zip({"a.txt": large * 5} if kind == "zip" else files)
    with pytest.raises(UnreadableError, match="more than 1 MB come out of this archive: unpack it"):
        _read(tmp_path, content)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "an archive without any file that could hold posts"),
        ({"messages.html/": b"", "css/x.css": b"", ".x": b""}, "an archive without any file that could hold posts"),
        ({"word/document.xml": b""}, "a Word document: save it as plain text"),
        ({"xl/workbook.xml": b""}, "an Excel workbook: save the sheet as CSV"),
        ({"content.xml": b""}, "an OpenDocument file"),
        ({"META-INF/container.xml": b""}, "an e-book"),
    ],
)
def test_an_archive_with_nothing_to_read_is_refused(tmp_path: Path, files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        _read(tmp_path, _zip({name: content for name, content in files.items() if name != "css/x.css"}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_damage_is_told_and_never_raises_anything_else(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from([gzip.compress(b"The envoy came." * 9), _zip({"a": b"The envoy came." * 9, "b": b"x"})])
    )
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        _read(tmp_path, bytes(content[: data.draw(st.integers(1, len(content)))]))
    except UnreadableError as error:
        assert str(error)  # noqa: PT017  # either outcome is right, as long as nothing else is raised
