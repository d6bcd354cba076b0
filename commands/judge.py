"""`communique judge`: what people say about events, posts and mentions stands above all evidence, in every run."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.asking import published
from commands.formats import AnyFormat, Format, in_words, print_rows
from commands.terminal import EXIT_FAILED, EXIT_USAGE, OutputFolder, ends_quietly, err, fail
from transforms.counts import counted

if TYPE_CHECKING:
    from transforms.identity.judgements import Judgement
    from warehouse.sides import Side

    Row = Mapping[str, Any]

judge = typer.Typer(
    name="judge",
    help="""Judge by hand what is one event and what is not; every later run goes by it.

    Example: communique judge same ev_4f2a ev_93ad
    """,
    no_args_is_help=True,
)

_OneSide = Annotated[str, typer.Argument(help="An event, a post or a mention; the beginning of its id will do.")]
_OtherSide = Annotated[str, typer.Argument(help="The same for the other side.")]
_Note = Annotated[str, typer.Option("--note", "-n", help="Why, for whoever reads it later.")]
_COLUMNS = ("number", "verdict", "state", "left", "right", "note", "judged_at", "judgement_id")
_WHOLE = (*_COLUMNS, "line")


@judge.command()
@ends_quietly
def same(one: _OneSide, other: _OtherSide, note: _Note = "", output: OutputFolder = Path("output")) -> None:
    """Judge that two events, posts or mentions are one event.

    An event stands for all the mentions that it has now, a post for the one that it is about.

    Example: communique judge same ev_4f2a ev_93ad --note "the readout came a week later"
    """
    _judge("same", one, other, note, output)


@judge.command()
@ends_quietly
def different(one: _OneSide, other: _OtherSide, note: _Note = "", output: OutputFolder = Path("output")) -> None:
    """Judge that two events, posts or mentions are not one event.

    Nothing that one event has now is ever of one event with anything that the other has.

    Example: communique judge different me_11c0 me_93ad
    """
    _judge("different", one, other, note, output)


@judge.command("list")
@ends_quietly
def list_judgements(
    form: AnyFormat = Format.TABLE,
    output: OutputFolder = Path("output"),
) -> None:
    """List what was judged, and whether the published run goes by it.

    A judgement holds; or it waits for the next run; or is gone, as nothing of one side is published; or unpublished, as
    nothing is.

    Example: communique judge list
    """
    from pipelines.judging import read_judgements  # noqa: PLC0415  # --help answers without it
    from transforms.identity.judgements import contradiction_of  # noqa: PLC0415  # as above

    with _failing(output):
        judgements = read_judgements(output)
    records = _told(judgements, output)
    columns = _WHOLE if form.nests else _COLUMNS
    rows = [[record[name] for name in columns] for record in (records if form.nests else map(_flat, records))]
    if not print_rows(columns, rows, form):
        err().print("nothing was judged")
    contradiction = contradiction_of(judgements)
    if contradiction is not None:
        sys.stdout.flush()
        fail(str(contradiction), "take one of them back: communique judge undo NUMBER", EXIT_FAILED)


@judge.command()
@ends_quietly
def undo(
    which: Annotated[str, typer.Argument(help="The number of a judgement, or its id, as list shows them.")],
    output: OutputFolder = Path("output"),
) -> None:
    """Take a judgement back.

    Example: communique judge undo 3
    """
    from pipelines.judging import take_back  # noqa: PLC0415  # as above

    with _failing(output):
        removed = take_back(output, which)
    for judgement in removed:
        sys.stdout.write(f"taken back: {in_words(_head(judgement))}\n")
        for mention_ids, event_id in zip(judgement.sides, judgement.event_ids, strict=True):
            sys.stdout.write(f"  {_counted(mention_ids)}{f' of {event_id}' if event_id else ''}\n")
        if judgement.note:
            sys.stdout.write(f"  note: {in_words(judgement.note)}\n")
    sys.stdout.write("the next communique run goes by the evidence again\n")


def _judge(verdict: str, one: str, other: str, note: str, output: Path) -> None:
    from pipelines.judging import judge as keep  # noqa: PLC0415  # as above
    from transforms.identity.judgements import Ruling  # noqa: PLC0415  # as above
    from warehouse.sides import find_sides  # noqa: PLC0415  # as above

    with published(output) as connection:
        left, right = find_sides(connection, one, other)
    sides = (left.mention_ids, left.event_id), (right.mention_ids, right.event_id)
    with _failing(output):
        judgement, is_new = keep(output, Ruling(verdict), *sides, note)
    sys.stdout.write(("" if is_new else "judged so before: ") + f"{in_words(_head(judgement))}\n")
    sys.stdout.writelines(f"{_side(side)}\n" for side in (left, right))
    if (left.event_id == right.event_id) == (verdict == "same"):
        sys.stdout.write("so it is in the published run, and so it stays\n")
    else:
        sys.stdout.write("the next communique run applies it\n")


def _side(side: "Side") -> str:
    return f"  {_counted(side.mention_ids)} in {side.event_id} {in_words(side.event)}"


def _counted(mention_ids: Sequence[str]) -> str:
    return mention_ids[0] if len(mention_ids) == 1 else counted(len(mention_ids), "mention")


def _head(judgement: "Judgement") -> str:
    moment = in_words(judgement.judged_at)
    return f"judgement {judgement.number} ({judgement.judgement_id}), {moment}: {judgement.ruling.value}"


def _told(judgements: "Sequence[Judgement]", output: Path) -> "list[Row]":
    """Return each judgement with what became of its mentions."""
    from transforms.storage.runs import current_run  # noqa: PLC0415  # as above
    from warehouse.sides import whereabouts  # noqa: PLC0415  # as above

    if not judgements or not (output / "CURRENT").exists() or current_run(output) is None:
        return [_row(judgement, None) for judgement in judgements]
    with published(output) as connection:
        known = whereabouts(connection, (each for judgement in judgements for each in judgement.mention_ids))
    return [_row(judgement, known) for judgement in judgements]


def _row(judgement: "Judgement", known: "Mapping[str, Row] | None") -> "Row":
    nowhere = {"event_id": None, "event": None}
    sides = [
        {
            "event_id_then": then,
            "mentions": [{"mention_id": each} | nowhere | dict((known or {}).get(each, {})) for each in mention_ids],
        }
        for mention_ids, then in zip(judgement.sides, judgement.event_ids, strict=True)
    ]
    return {
        "number": judgement.number,
        "judgement_id": judgement.judgement_id,
        "line": judgement.line,
        "judged_at": judgement.judged_at,
        "verdict": judgement.ruling.value,
        "left": sides[0],
        "right": sides[1],
        "note": judgement.note,
        "state": "unpublished" if known is None else _state(judgement, *map(_homes, sides)),
    }


def _homes(side: "Row") -> set[str]:
    """Return the events in which the mentions of a side are now."""
    return {each["event_id"] for each in side["mentions"] if each["event_id"]}


def _state(judgement: "Judgement", ours: set[str], theirs: set[str]) -> str:
    if not (ours and theirs):
        return "gone"
    holds = len(ours | theirs) == 1 if judgement.ruling.value == "same" else ours.isdisjoint(theirs)
    return "holds" if holds else "waits"


def _flat(row: "Row") -> "Row":
    """Return a judgement in plain cells."""
    return {**row, **{side: list(_where(row[side])) for side in ("left", "right")}}


def _where(side: "Row") -> Iterator[str]:
    """Yield for each event how much of a side is in it."""
    homes: dict[str | None, list[Row]] = {}
    for each in side["mentions"]:
        homes.setdefault(each["event_id"], []).append(each)
    for event_id, mentions in homes.items():
        held = _counted([each["mention_id"] for each in mentions])
        if event_id:
            yield f"{held} in {event_id} {mentions[0]['event']}"
        else:
            then = f", once in {side['event_id_then']}" if side["event_id_then"] else ""
            yield f"{held} (not published{then})"


@contextmanager
def _failing(output: Path) -> Iterator[None]:
    """End the command in one line where a judgement cannot be kept."""
    from pipelines.judging import NotJudgedError, UnknownJudgementError  # noqa: PLC0415  # as above
    from transforms.errors import UnusableError  # noqa: PLC0415  # as above
    from transforms.identity.judgements import ContradictionError  # noqa: PLC0415  # as above

    try:
        yield
    except ContradictionError as error:
        fail(str(error), "take one of them back first: communique judge undo NUMBER", EXIT_USAGE)
    except UnusableError as error:
        fail(str(error), f"the judgements stand in {output / 'judgements.txt'}", EXIT_FAILED)
    except UnknownJudgementError as error:
        fail(str(error), "communique judge list shows what was judged", EXIT_USAGE)
    except NotJudgedError as error:
        fail(str(error), "communique judge list shows what was judged", EXIT_FAILED)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}", "choose another folder for output", EXIT_FAILED)
