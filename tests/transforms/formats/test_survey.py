import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.elements import Post, Reject
from transforms.formats.survey import SHOWN, Survey, survey
from transforms.storage.reports import read_reports, write_reports

_DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))
_LINES = st.lists(st.one_of(st.none(), st.tuples(st.sampled_from(["en", "ru", "fr"]), st.none() | _DAYS)), max_size=30)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_LINES)
def test_the_sum_is_that_of_what_is_read(tmp_path: Path, lines: list[tuple[str, date | None] | None]) -> None:
    path = tmp_path / "feed.jsonl"
    records = (
        {} if line is None else {"text": f"Talks {number}", "lang": line[0], "published": line[1] and str(line[1])}
        for number, line in enumerate(lines)
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    taken = Survey(str(path))
    found = list(taken.read())
    posts = [each for each in found if isinstance(each, Post)]
    rejects = [each for each in found if isinstance(each, Reject)]
    days = [post.published_on for post in posts if post.published_on]
    report = taken.report()
    assert (report.posts, report.rejected, report.rejects) == (len(posts), len(rejects), tuple(rejects[:SHOWN]))
    assert (report.first_day, report.last_day) == ((min(days), max(days)) if days else (None, None))
    assert sum(report.languages.values()) == len(posts)
    with TemporaryDirectory(dir=tmp_path) as staging:
        write_reports(Path(staging), [report])
        write_reports(Path(staging), [report])
        assert read_reports(Path(staging)) == (report,)


def test_the_least_certain_boundaries_are_kept_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "channel.txt"
    path.write_text("".join(f"The envoy of Chad met number {number}.\n----------\n" for number in range(20)))
    report = survey(str(path))
    assert (report.format, report.posts) == ("dump", 20)
    assert [each.line for each in report.boundaries] == list(range(3, 3 + 2 * SHOWN, 2))


def test_a_file_that_is_not_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    report = survey(str(path))
    assert (report.format, report.why, report.posts, report.rejected) == (
        None,
        "an image: only text is read; if it shows a text, copy that into a .txt file",
        0,
        1,
    )
