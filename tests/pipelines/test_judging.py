import multiprocessing
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines import judging
from pipelines.judging import Judged, NotJudgedError, judge, read_judgements, standing_judgements, take_back
from pipelines.outcome import RunFailedError
from transforms.errors import UnusableError
from transforms.identity.judgements import ContradictionError, Ruling
from transforms.storage.judgements import NAME

_A, _B, _C = (("me_a",), "ev_1"), (("me_b",), "ev_2"), (("me_c",), None)


def _sides(one: str, other: str) -> tuple[Judged, Judged]:
    return ((one,), None), ((other,), None)


def test_a_judgement_is_kept_with_what_it_was_about(tmp_path: Path) -> None:
    kept, is_new = judge(tmp_path, Ruling.SAME, _A, _C, "one\ntrip")
    assert is_new
    assert read_judgements(tmp_path) == (kept,)
    assert (kept.number, kept.ruling, kept.note) == (1, Ruling.SAME, "one trip")
    assert (kept.sides, kept.event_ids) == ((("me_a",), ("me_c",)), ("ev_1", None))


def test_judging_the_same_again_changes_nothing(tmp_path: Path) -> None:
    first, _ = judge(tmp_path, Ruling.DIFFERENT, _A, _B)
    before = (tmp_path / NAME).read_bytes()
    assert judge(tmp_path, Ruling.DIFFERENT, _B, _A, "again") == (first, False)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_contradiction_is_refused_and_the_file_stands(tmp_path: Path) -> None:
    judge(tmp_path, Ruling.SAME, _A, _B)
    judge(tmp_path, Ruling.SAME, _B, _C)
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(ContradictionError, match=r"the new judgement .* contradicts judgement 1 .* with judgement 2 "):
        judge(tmp_path, Ruling.DIFFERENT, _A, _C)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_judgement_is_taken_back_by_number_or_id(tmp_path: Path) -> None:
    first, _ = judge(tmp_path, Ruling.SAME, _A, _B)
    second, _ = judge(tmp_path, Ruling.DIFFERENT, _B, _C)
    assert take_back(tmp_path, "2") == (second,)
    assert take_back(tmp_path, first.judgement_id[:7]) == (first,)
    assert read_judgements(tmp_path) == ()


def test_a_judgement_of_events_is_one_and_is_taken_back_at_once(tmp_path: Path) -> None:
    sides = (("me_a", "me_b"), "ev_1"), (("me_c", "me_d"), "ev_2")
    judge(tmp_path, Ruling.SAME, *_sides("me_x", "me_y"))
    kept, _ = judge(tmp_path, Ruling.SAME, *sides, "one lunch")
    assert (kept.number, kept.sides) == (2, (("me_a", "me_b"), ("me_c", "me_d")))
    assert judge(tmp_path, Ruling.SAME, sides[1], sides[0]) == (kept, False)
    with pytest.raises(
        ContradictionError, match=r"\(different me_d me_b\) contradicts judgement 2 .*same me_a,… me_c,…"
    ):
        judge(tmp_path, Ruling.DIFFERENT, *_sides("me_d", "me_b"))
    assert take_back(tmp_path, "2") == (kept,)
    assert [each.mention_ids for each in read_judgements(tmp_path)] == [("me_x", "me_y")]


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("\x1b]0;title\x07\x1b[31mred", r"\x1b]0;title\x07\x1b[31mred"),
        ("\x9b2J \x7f\b\x00", r"\x9b2J \x7f\x08\x00"),
        ("\u202egnp\u2028line\r\nback\x85", r"\u202egnp line back"),
        ("\udc9b", r"\udc9b"),
        ("“né”, 漢字 👩\u200d🚀", "“né”, 漢字 👩\u200d🚀"),
    ],
)
def test_a_note_reaches_the_file_as_what_no_terminal_obeys(tmp_path: Path, note: str, written: str) -> None:
    kept, _ = judge(tmp_path, Ruling.SAME, _A, _B, note)
    assert kept.note == written
    assert (tmp_path / NAME).read_text("utf8").endswith(f" same me_a me_b ev_1 ev_2 {written}\n")


def test_a_judgement_that_stands_twice_is_taken_back_whole(tmp_path: Path) -> None:
    judge(tmp_path, Ruling.SAME, _A, _B)
    with (tmp_path / NAME).open("a") as file:
        file.write("# from the other office\n2031-03-05T12:00:00Z same me_b me_a - -\n")
    assert [each.number for each in take_back(tmp_path, "2")] == [1, 2]
    assert (tmp_path / NAME).read_text().endswith("# from the other office\n")


@pytest.mark.parametrize("given", ["0", "2", "ju_", "ju_0000", "", "me_a"])
def test_what_names_no_judgement_takes_none_back(tmp_path: Path, given: str) -> None:
    judge(tmp_path, Ruling.SAME, _A, _B)
    with pytest.raises(NotJudgedError, match="no judgement is named"):
        take_back(tmp_path, given)
    assert len(read_judgements(tmp_path)) == 1


def test_a_broken_file_is_neither_read_nor_written(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("nonsense\n")
    for action in (lambda: read_judgements(tmp_path), lambda: judge(tmp_path, Ruling.SAME, _A, _B)):
        with pytest.raises(UnusableError, match=f"{NAME}: line 1: 'nonsense' is no judgement"):
            action()
    assert (tmp_path / NAME).read_text() == "nonsense\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense\n", "line 1: 'nonsense' is no judgement"),
        (
            "# by hand\n2031-03-05T12:00:00Z same me_a me_b - -\n\n2031-03-05T12:00:00Z different me_b me_a - -\n",
            r"judgement 2 \(ju_\w+, line 4: different me_b me_a\) contradicts judgement 1 \(ju_\w+, line 2: same",
        ),
    ],
)
def test_a_run_fails_in_one_line_where_judgements_cannot_be_followed(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(RunFailedError, match=said) as caught:
        standing_judgements(tmp_path)
    assert str(tmp_path / NAME) in str(caught.value.hint)


def test_a_run_gets_pins_and_a_fingerprint_of_what_is_judged(tmp_path: Path) -> None:
    empty = standing_judgements(tmp_path)
    judge(tmp_path, Ruling.SAME, _B, _A)
    judged = standing_judgements(tmp_path)
    assert (empty.judgements, empty.pins.same) == ((), frozenset())
    assert judged.pins.same == {("me_a", "me_b")}
    assert judged.fingerprint != empty.fingerprint
    take_back(tmp_path, "1")
    assert standing_judgements(tmp_path) == empty


def _judge_many(output: Path, name: str) -> None:
    for place in range(10):
        judge(output, Ruling.DIFFERENT, ((f"me_{name}{place}",), None), (("me_other",), None))


def test_two_who_judge_at_once_lose_no_line(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_judge_many, args=(tmp_path, name)) for name in "xy"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    found = {each.mention_ids[0] for each in read_judgements(tmp_path)}
    assert found == {f"me_{name}{place}" for name in "xy" for place in range(10)}


def test_a_writer_that_does_not_end_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PATIENCE", 0.0)
    with FileLock(tmp_path / f".{NAME}.lock"), pytest.raises(NotJudgedError, match="another process has been writing"):
        judge(tmp_path, Ruling.SAME, _A, _B)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotJudgedError, match="there is no folder"):
        take_back(tmp_path / "nowhere", "1")
    assert list(tmp_path.iterdir()) == []
