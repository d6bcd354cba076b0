"""The list of offices: every wording of every title, and what may follow a title as a part of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from transforms.gazetteer.lexicon import fold, items, rows

_PLURAL_HEAD = re.compile(r"\s(?:of|to|for|in|at|without|d')\b|-(?:at|in|elect|designate)\b|-General\b| General\b")
_SPELLINGS = (("Defense", "Defence"), ("Co-operation", "Cooperation"), ("Labor", "Labour"), ("&", "and"))
_ADJECTIVES_OF_OFFICES = ("Foreign", "Home")  # the Foreign and the Home Secretary stand in the list


@dataclass(frozen=True, slots=True)
class Office:
    """What a wording stands for; `tails` are the marks of what may follow it."""

    standard: str
    tails: str = ""
    needs_capitals: bool = False
    is_relation: bool = False
    is_plural: bool = False
    needs_tail: bool = False


@cache
def _table(kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(row[1:] for row in rows("titles.psv", 4) if row[0] == kind)


def honorifics() -> tuple[str, ...]:
    """Return all honorific wordings, the longest first."""
    return tuple(sorted((word for row in _table("honorific") for word in items(row[0])), key=len, reverse=True))


def offices() -> Iterator[tuple[str, Office]]:
    """Yield every wording of an office, prefixes and plurals included, with what it stands for."""
    for wording in items(_table("trap")[0][0]):
        yield wording, Office("", needs_capitals=True)
    for wording, office in _plain_offices():
        yield wording, office
        yield from _plural(wording, office)
        if len(wording) > 1 and not office.is_relation:
            for prefix, standard in _prefixes():
                prefixed = replace(office, standard=f"{standard} {office.standard}")
                yield f"{prefix} {wording}", prefixed
                yield from _plural(f"{prefix} {wording}", prefixed)


def _plain_offices() -> Iterator[tuple[str, Office]]:
    for standard, others, marks in _table("title"):
        tails = "".join(mark for mark in marks if mark in "pbao")
        for wording in (*([] if "w" in marks else [standard]), *items(others)):
            yield wording, Office(standard, tails, "c" in marks, "r" in marks, needs_tail="t" in marks)
    for name, _, adjectives in _table("portfolio"):
        for adjective in items(adjectives):
            field = _portfolios().get(fold(adjective), name)
            joint = f"Minister of {field}"
            yield f"{adjective} Minister", Office(joint)
            yield f"{adjective} Vice Minister", Office(f"Vice {joint}")
            yield f"{adjective} Vice-Minister", Office(f"Vice {joint}")
            if adjective not in _ADJECTIVES_OF_OFFICES:
                yield f"{adjective} Secretary", Office(f"Secretary of {field}")
                yield f"{adjective} Commissioner", Office(f"Commissioner for {field}")


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    return tuple((word, row[0]) for row in _table("prefix") for word in (row[0], *items(row[1])))


def _plural(wording: str, office: Office) -> Iterator[tuple[str, Office]]:
    """Yield the plural: `Heads of State`, `Secretaries-General`, `Foreign Ministers`."""
    if wording.isupper() or wording.endswith("."):
        yield wording + "s", replace(office, needs_capitals=True, is_plural=True)
        return
    cut = _PLURAL_HEAD.search(wording)
    head, rest = (wording[: cut.start()], wording[cut.start() :]) if cut and cut.start() else (wording, "")
    head = (
        head[:-1] + "ies" if head.endswith("y") else re.sub("man$", "men", head) if head.endswith("man") else head + "s"
    )
    yield head + rest, replace(office, is_plural=True)
    if re.search(r" of (?:State|Government|Delegation|Mission)$", rest):
        yield head + rest + "s", replace(office, is_plural=True)


@cache
def _portfolios() -> dict[str, str]:
    """Return the standard name of each portfolio by its folded wording; other wordings stay what they are."""
    found = {}
    for name, others, _ in _table("portfolio"):
        for wording in (name, *items(others)):
            found[fold(wording)] = _tidy(wording.removeprefix("the "))
    return found


def _tidy(words: str) -> str:
    for spelling, ours in _SPELLINGS:
        words = words.replace(spelling, ours)
    return " ".join(words.split())


@cache
def tail_pattern(tails: str) -> re.Pattern[str]:
    """Return the pattern of what may follow a title that has these marks."""
    options = []
    if "p" in tails:
        portfolio = _options(_portfolios())
        options.append(
            rf"\s(?i:of|for|in\scharge\sof|responsible\sfor|on)\s(?i:the\s)?{portfolio}"
            rf"(?:(?:,\s(?:and\s|&\s)?|\s(?:and|&)\s)(?i:for\s)?(?i:the\s)?{portfolio}){{0,6}}"
        )
    if "b" in tails:
        options.append(rf"\s(?i:of\s)(?i:the\s)?{_options(items(_table('body')[0][0]))}")
    if "a" in tails:
        options.append(rf"\s(?i:of|to|for)\s(?i:the\s)?{_options(items(_table('principal')[0][0]))}")
    if "o" in tails:
        options.append(rf"\sto\s(?i:the\s)?{_options(items(_table('seat')[0][0]))}")
    return re.compile(f"(?:{'|'.join(options)})")


def _options(wordings: Iterable[str]) -> str:
    spelled = (re.escape(wording).replace(r"\ ", r"\s") for wording in sorted(set(wordings), key=len, reverse=True))
    return f"(?i:{'|'.join(spelled)})(?![^\\W_])"


def tidy_tail(office: Office, tail: str) -> str:
    """Return what follows a title in its standard form: ` of Foreign Affairs and International Cooperation`."""
    plain = " ".join(tail.split())
    names = re.compile(_options(_portfolios())) if "p" in office.tails else None
    first = names.search(plain) if names else None
    if names is None or first is None:
        return " " + plain
    joint = "of" if office.standard.endswith("Minister") else plain[: first.start()].split()[0].casefold()
    return " " + _tidy(f"{joint} {names.sub(_named, plain[first.start() :])}")


def _named(wording: re.Match[str]) -> str:
    return _portfolios()[fold(wording[0])]
