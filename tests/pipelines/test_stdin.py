import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.outcome import RunFailedError
from pipelines.stdin import keep


@given(contents=st.lists(st.binary(max_size=64), max_size=4))
def test_each_content_is_one_file_of_the_source_stdin(
    contents: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    output = tmp_path_factory.mktemp("output")
    kept = {keep(io.BytesIO(content), output) for content in contents}
    assert sorted(path.read_bytes() for path in kept) == sorted(set(contents))
    assert {path.stem for path in kept} <= {"stdin"}
    assert {path for path in output.rglob("*") if path.is_file()} == kept


class _Interrupted(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise KeyboardInterrupt
        return super().read(min(4, size or 4))


def test_a_stream_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        keep(_Interrupted(b"half a text"), tmp_path)
    assert list((tmp_path / "stdin").iterdir()) == []


def test_an_output_that_is_no_folder_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    with pytest.raises(RunFailedError, match="is not a folder"):
        keep(io.BytesIO(b"a text"), tmp_path / "output")
