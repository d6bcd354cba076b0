import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.utils.timestamp import MIN_TIMESTAMP, Timestamp
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.outcome import pipeline
from transforms.elements import Post, Reject
from transforms.formats.options import ReadOptions
from transforms.formats.versions import preferred
from transforms.read import ReadPosts
from transforms.reports import FileReport

_POST = Post(post_id="po_0", source="mfa", file="a.txt", first_line=1, last_line=1, ordinal=1, text="The envoy came.")


def _write(path: Path, *records: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps({"source": "mfa"} | record) + "\n" for record in records))
    return str(path)


def _shown(post: Post) -> tuple[str, str, str | None, str]:
    return Path(post.file).name, f"line {post.first_line}", post.native_id, post.text


def _with_time(post: Post, moment: Any = beam.DoFn.TimestampParam) -> tuple[str, Any]:  # noqa: ANN401  # Beam's own parameter
    return post.text, moment


def _reported(report: FileReport) -> str:
    return report.file


def _check(seeds: list[str], posts: list[tuple[str, str, str | None, str]], rejects: list[Reject]) -> None:
    with pipeline() as root:
        read = root | ReadPosts(tuple(seeds))
        assert_that(
            read.given | beam.Distinct(), equal_to({seed for seed in seeds if Path(seed).exists()}), label="Given"
        )
        assert_that(read.reports | beam.Map(_reported), equal_to(seeds), label="Reports")
        assert_that(read.posts | beam.Map(_shown), equal_to(posts), label="Posts")
        assert_that(read.rejects, equal_to(rejects), label="Rejects")


def test_files_become_posts_and_rejects(tmp_path: Path) -> None:
    feed = _write(tmp_path / "feed.jsonl", {"id": "1", "text": "One"}, {"id": "2"})
    _check(
        [feed, str(tmp_path / "none")],
        [("feed.jsonl", "line 1", "1", "One")],
        [
            Reject(feed, "line 2", "read", "no text", '{"source": "mfa", "id": "2"}'),
            Reject(str(tmp_path / "none"), "", "read", "cannot be opened: No such file or directory"),
        ],
    )


@pytest.mark.parametrize("order", [1, -1])
def test_overlapping_files_give_one_post(tmp_path: Path, order: int) -> None:
    """The smallest file and ordinal stay, in whatever order the files are given, and twice."""
    seeds = [
        _write(tmp_path / "a.jsonl", {"text": "Other"}, {"text": "The envoy  came."}),
        _write(tmp_path / "b.jsonl", {"text": "The envoy came."}),
    ]
    kept: list[tuple[str, str, str | None, str]] = [
        ("a.jsonl", "line 1", None, "Other"),
        ("a.jsonl", "line 2", None, "The envoy  came."),
    ]
    _check((seeds * 2)[::order], kept, [])


@pytest.mark.parametrize("order", [1, -1])
def test_of_an_edited_post_the_version_published_last_stays(tmp_path: Path, order: int) -> None:
    seeds = [
        _write(tmp_path / "a.jsonl", {"id": "7", "published": "2025-01-01", "text": "Early"}),
        _write(tmp_path / "b.jsonl", {"id": "7", "published": "2025-01-01T08:00:00Z", "text": "Late"}),
    ]
    _check(seeds[::order], [("b.jsonl", "line 1", "7", "Late")], [])


def test_a_post_carries_its_publication_as_timestamp(tmp_path: Path) -> None:
    seed = _write(
        tmp_path / "feed.jsonl",
        {"text": "Timed", "published": "2025-01-01T01:00:00+02:00"},
        {"text": "Dated", "published": "2025-01-01"},
        {"text": "Undated"},
        {"text": "Ancient", "published": "0001-01-01"},
    )
    with pipeline() as root:
        read = root | ReadPosts((seed,))
        assert_that(
            read.posts | beam.Map(_with_time),
            equal_to(
                [
                    ("Timed", Timestamp.from_rfc3339("2024-12-31T23:00:00Z")),
                    ("Dated", Timestamp.from_rfc3339("2025-01-01T00:00:00Z")),
                    ("Undated", MIN_TIMESTAMP),
                    ("Ancient", Timestamp.from_utc_datetime(datetime(1, 1, 1, tzinfo=UTC))),
                ]
            ),
        )


def test_without_seeds_there_are_no_posts() -> None:
    _check([], [], [])


def test_a_format_that_does_not_exist_is_refused_at_construction() -> None:
    with pytest.raises(ValueError, match="no input format 'xml'"):
        ReadPosts((), ReadOptions(form="xml"))


@given(
    st.lists(
        st.builds(
            replace,
            st.just(_POST),
            file=st.sampled_from(["a", "b"]),
            ordinal=st.integers(1, 3),
            published_on=st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 3)),
        ),
        min_size=1,
    ),
    st.randoms(),
)
def test_the_preferred_version_does_not_depend_on_order(versions: list[Post], random: Any) -> None:  # noqa: ANN401  # a generator of Hypothesis
    turns = {"a": 2, "b": 1}
    assert preferred(random.sample(versions, len(versions)), turns) == preferred(versions, turns)


def _version(file: str, text: str, *, ordinal: int = 1, native_id: str | None = "7") -> Post:
    return replace(_POST, file=file, text=text, ordinal=ordinal, native_id=native_id)


@pytest.mark.parametrize(
    ("versions", "turns", "expected"),
    [
        pytest.param([_version("a", "Old"), _version("b", "New")], {}, ("b", "New"), id="the last file by name"),
        pytest.param([_version("a", "New"), _version("b", "Old")], {"a": 2, "b": 1}, ("a", "New"), id="what came last"),
        pytest.param(
            [_version("a", "Old"), _version("a", "New", ordinal=2)], {}, ("a", "New"), id="the last of one file"
        ),
        pytest.param(
            [_version("a", "Same"), _version("b", "Old"), _version("c", "Same")],
            {},
            ("a", "Same"),
            id="the first file that has the words",
        ),
        pytest.param(
            [_version("a", "One  space", native_id=None), _version("b", "One space", native_id=None)],
            {"b": 2},
            ("a", "One  space"),
            id="words alone are one version",
        ),
    ],
)
def test_of_versions_published_together_the_last_word_counts(
    versions: list[Post], turns: dict[str, int], expected: tuple[str, str]
) -> None:
    found = preferred(versions, turns)
    assert (found.file, found.text) == expected
