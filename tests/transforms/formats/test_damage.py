"""Files of every format, damaged in any way, give posts and rejects."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.formats.twelve import WRITTEN
from tests.transforms.formats.twelve_pages import PAGES
from transforms.elements import Post, Reject
from transforms.formats.reading import read_file

_FILES = {**WRITTEN, **PAGES}
_PIECES = (
    *("<", ">", '"', "&", "{", "}", "[", "]", "\\", "\0", "\r", "<div>", "</div>", "<p>", "&#0;", "&#xD800;"),
    *("<![CDATA[", "]]>", "<!--", "<script>", "\u202e", "\u200b", "9" * 30, '<!ENTITY x "y">', "---\n", "<b>" * 300),
)
_BYTES = st.sampled_from(_PIECES).map(str.encode) | st.binary(max_size=4)
_CHANGES = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0, 1, 10, 500]), _BYTES), min_size=1, max_size=5)


@pytest.mark.parametrize("name", _FILES)
@given(changes=_CHANGES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=5_000)
def test_a_damaged_file_gives_posts_and_rejects(
    tmp_path: Path, name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    """Some bytes are cut out, others are put in their place; nothing raises, and all that is given can be written."""
    whole = _FILES[name]
    content = bytearray(whole.encode() if isinstance(whole, str) else whole)
    for place, cut, put in changes:
        start = int(place * len(content))
        content[start : start + cut] = put
    path = tmp_path / name
    path.write_bytes(content)
    found = list(read_file(str(path)))
    assert any(isinstance(each, Post | Reject) for each in found)
    for each in found:
        if isinstance(each, Post):
            each.text.encode()
            assert each.text.strip()
