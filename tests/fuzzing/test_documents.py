from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.checking import check_file
from tests.fuzzing.documents import DOCUMENTS, Said, posts
from transforms.elements import Post, Reject
from transforms.formats.reading import taken_for
from transforms.formats.recognition import FORMAT_NAMES

_COUNTED = [name for name, document in DOCUMENTS.items() if document.is_counted and document.form in FORMAT_NAMES]
_SHAPED = [name for name in _COUNTED if not name.endswith((".gz", ".zip"))]

# A sentence, and whatever else a text can hold.
_TEXTS = st.builds("{}{}".format, st.sampled_from([said.text for said in posts()]), st.text(max_size=60))
_PLAIN = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=80)


def _said(texts: Sequence[str]) -> list[Said]:
    return [Said(number, text) for number, text in enumerate(texts, 1)]


def _read(folder: Path, name: str, given: Sequence[Said]) -> list[Post | Reject]:
    path = folder / name
    path.write_bytes(DOCUMENTS[name].write(given))
    return [each for each in check_file(path) if isinstance(each, Post | Reject)]


def test_there_is_a_document_of_every_format() -> None:
    """A new format is not read in peace until it has a document that can be damaged."""
    assert set(FORMAT_NAMES) <= {document.form for document in DOCUMENTS.values()}


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if DOCUMENTS[name].form in FORMAT_NAMES])
def test_a_document_is_taken_for_what_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(DOCUMENTS[name].write(posts()))
    assert taken_for(str(path))[0] == DOCUMENTS[name].form


@pytest.mark.parametrize("name", _COUNTED)
def test_the_posts_of_a_document_come_whole(tmp_path: Path, name: str) -> None:
    found = _read(tmp_path, name, posts(12))
    assert [each.text for each in found if isinstance(each, Post)] == [said.text for said in posts(12)]


@pytest.mark.parametrize("name", _SHAPED)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(_TEXTS, min_size=1, max_size=6))
def test_posts_and_rejects_account_for_every_record(tmp_path: Path, name: str, texts: list[str]) -> None:
    found = _read(tmp_path, name, _said(texts))
    assert sum(isinstance(each, Post) for each in found) <= len(texts) <= len(found)


@pytest.mark.parametrize("name", [name for name in _SHAPED if name.endswith((".jsonl", ".json", ".csv", ".parquet"))])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_PLAIN.filter(str.strip))
def test_texts_come_exactly(tmp_path: Path, name: str, text: str) -> None:
    found = _read(tmp_path, name, [*posts(2), Said(3, f"The envoy came.\n{text}")])
    assert [each.text for each in found if isinstance(each, Post)][2:] == [f"The envoy came.\n{text}"]
