"""`communique show`: one event, its posts, and the words behind each of its fields."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.columns import Columns
from rich.panel import Panel
from rich.text import Text

from commands.asking import published
from commands.formats import in_words, to_json
from commands.history import change_lines, former_lines, life_lines
from commands.terminal import OutputFolder, ends_quietly, out, plain
from commands.tree import days_of, tree_lines
from transforms.counts import counted

if TYPE_CHECKING:
    from warehouse.dossier import Dossier

    Row = Mapping[str, Any]

_LONGEST = 4000
_LABEL = 14
_SIDE_BY_SIDE = 120
_TOOK_PLACE = ("held", "ongoing")
_GIVEN_UP = "unconfirmed"


class PageFormat(StrEnum):
    """How one thing is shown."""

    TEXT = "text"
    JSON = "json"


@ends_quietly
def show(
    event_id: Annotated[str, typer.Argument(help="An event id, a former one, or the beginning of one.")],
    form: Annotated[PageFormat, typer.Option("--format", "-f", help="text for people, json for programs.")] = (
        PageFormat.TEXT
    ),
    output: OutputFolder = Path("output"),
) -> None:
    """Show all fields of an event, the posts that tell of it, and the words behind each field.

    Example: communique show ev_4f2a
    """
    from warehouse.dossier import gather  # noqa: PLC0415  # --help answers without DuckDB
    from warehouse.identify import find_event  # noqa: PLC0415  # as above

    with published(output) as connection:
        dossier = gather(connection, find_event(connection, event_id), event_id)
    if form is PageFormat.JSON:
        parts = {name: getattr(dossier, name) for name in dossier.__slots__}
        sys.stdout.write(to_json(parts, indent=2) + "\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in describe(dossier))
    sys.stdout.flush()
    _print_posts(dossier.posts)


def describe(dossier: "Dossier") -> Iterator[str]:
    """Yield the lines that say all about an event but its posts."""
    event = dossier.event
    yield in_words(event["name"])
    yield ""
    yield from _fields(dossier)
    yield from _section("LIFE CYCLE", life_lines(dossier.life, str(event["event_id"])))
    yield from _section("WHAT ELSE CHANGED", change_lines(dossier.history))
    if dossier.around or dossier.parts:
        yield from _section("PART OF WHAT, AND ITS PARTS", tree_lines(dossier.around, event, dossier.parts))
    if dossier.words:
        yield ""
        yield "WORDS BEHIND THE FIELDS"
        yield from (
            f"  {plain(str(row['field'])):<28}{row['post_id']} {row['start']}–{row['stop']}  “{in_words(row['words'])}”"
            for row in dossier.words
        )
    yield ""
    yield "POSTS"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """Yield a title and lines below it; nothing where there are no lines."""
    found = [f"  {line}" for line in lines]
    if found:
        yield from ("", title, *found)


def marked(text: str, evidence: "Sequence[Row]") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pieces of a text, each with the fields for which it is the evidence; offsets are code points."""
    spans = [(row["start"], min(row["stop"], len(text)), row["field"]) for row in evidence]
    edges = sorted({0, len(text), *(edge for start, stop, _ in spans for edge in (start, stop) if edge < len(text))})
    for start, stop in pairwise(edges):
        yield text[start:stop], tuple(field for first, last, field in spans if first <= start and stop <= last)


def _fields(dossier: "Dossier") -> Iterator[str]:
    event: Row = dossier.event
    codes = "/".join(str(event[name]) for name in ("plover_event", "plover_mode") if event[name])
    told = (
        ("id", in_words(event["event_id"])),
        ("asked for as", f"{in_words(dossier.asked_for)}, a former id" if dossier.asked_for else ""),
        *(("former id", line) for line in former_lines(dossier.aliases)),
        ("kind", f"{event['kind']}, {event['status']}"),
        ("stage", _stage(dossier)),
        ("date", _dates(event)),
        ("place", _place(event)),
        ("countries", in_words(event["countries"])),
        *(("participant", _person(person)) for person in _listed(event["participants"])),
        ("organisations", in_words(event["organisations"])),
        *(("document", _document(document)) for document in _listed(event["documents"])),
        ("on sidelines of", in_words(event["sidelines_of"])),
        ("codes", f"PLOVER {codes or '–'}, CAMEO {event['cameo_code'] or '–'}"),
        ("told by", ", ".join(counted(event[f"{noun}_count"], noun) for noun in ("post", "mention", "source"))),
        ("published", _published(event)),
        ("revision", str(event["revision"])),
        *(("disagreement", _conflict(conflict)) for conflict in dossier.conflicts),
    )
    yield from (f"  {label:<{_LABEL + 2}}{words}" for label, words in told if words)


def _stage(dossier: "Dossier") -> str:
    """Return the stage; of a whole of which no post told afterwards, how many of its parts took place all the same."""
    stage = in_words(dossier.event["stage"])
    inside = sum(part["status"] in _TOOK_PLACE for part in dossier.parts) if stage == _GIVEN_UP else 0
    return f"{stage}, but {inside:,} of its parts took place" if inside else stage


def _listed(value: object) -> "list[Row]":
    return value if isinstance(value, list) else []


def _dates(event: "Row") -> str:
    return "unknown" if event["date_start"] is None else f"{days_of(event)} ({event['date_precision']})"


def _place(event: "Row") -> str:
    spot = ", ".join(in_words(event[name]) for name in ("city", "country") if event[name])
    where = f" ({event['latitude']:.4f}, {event['longitude']:.4f})" if event["latitude"] is not None else ""
    return spot + where


def _person(person: "Row") -> str:
    office = ", ".join(in_words(person[name]) for name in ("role", "country", "organisation") if person[name])
    return f"{in_words(person['name'])} – {office} ({person['person_id']})".replace(" –  (", " (")


def _document(document: "Row") -> str:
    parties = f": {in_words(document['parties'])}" if document["parties"] else ""
    return f"{in_words(document['title'])} ({document['kind']}, {document['status']}{parties})"


def _published(event: "Row") -> str:
    first, last = in_words(event["first_published_at"]), in_words(event["last_published_at"])
    return first if first == last else f"{first} to {last}"


def _conflict(conflict: "Row") -> str:
    told = (conflict[name] for name in ("source", "told_on", "post_id", "mention_id"))
    says = " · ".join(in_words(each) for each in told if each)
    return f"{in_words(conflict['field'])}: {in_words(conflict['value'])} ({says})"


def _print_posts(posts: "Sequence[Row]") -> None:
    console = out()
    if not console.is_terminal or console.color_system is None:
        for post in posts:
            sys.stdout.write(f"\n{_head(post)}\n{''.join(_bracketed(post))}\n")
        return
    wide = console.width >= _SIDE_BY_SIDE and len(posts) > 1
    panels = [Panel(_coloured(post), title=Text(_head(post)), title_align="left") for post in posts]
    width = console.width // 2 - 1 if wide else None
    console.print(Columns(panels, width=width, equal=wide, expand=True))


def _head(post: "Row") -> str:
    when = in_words(post["published_at"]) or in_words(post["published_on"])
    where = f"{post['file']}:{post['first_line']}–{post['last_line']}"
    told = f"{post['told_as']}, {post['told_status']}" + ("" if post["is_main"] else ", in passing")
    parts = (post["post_id"], told, in_words(post["source"]), when, in_words(where), in_words(post["url"]))
    return " · ".join(str(part) for part in parts if part)


def _bracketed(post: "Row") -> Iterator[str]:
    """Yield a text with its evidence between ⟦ ⟧, for where there are no colours."""
    for is_evidence, pieces in groupby(_pieces(post), key=_is_evidence):
        words = plain("".join(piece for piece, _ in pieces))
        yield f"⟦{words}⟧" if is_evidence else words


def _is_evidence(piece: tuple[str, tuple[str, ...]]) -> bool:
    return bool(piece[1])


def _coloured(post: "Row") -> Text:
    text = Text()
    for piece, fields in _pieces(post):
        text.append(plain(piece), style="bold underline cyan" if fields else "")
    return text


def _pieces(post: "Row") -> Iterator[tuple[str, tuple[str, ...]]]:
    text = str(post["text"])
    shown = text[:_LONGEST]
    yield from marked(shown, [row for row in _listed(post["evidence"]) if row["start"] < len(shown)])
    if len(text) > len(shown):
        yield f" … and {counted(len(text) - len(shown), 'more letter')}", ()
