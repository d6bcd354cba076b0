"""Candidate keys and vetoes in words, with what each side says."""

from collections.abc import Callable

from transforms.gazetteer.countries import countries, country_name
from transforms.identity.features import Features
from transforms.identity.keys import key_of
from transforms.identity.sessions import Session
from transforms.identity.spans import Sort, Span

_MOST = 4
_FORMS = {
    "in person": "a meeting in person",
    "call": "a call",
    "visit": "a visit",
    "arrival": "an arrival",
    "departure": "a departure",
    "press": "a press conference or briefing",
    "statement": "a statement",
    "condolence": "a condolence",
    "congratulation": "a congratulation",
}


def key_in_words(features: Features) -> str:
    """Return under which key a mention looks for others: what sort of event, and of whom."""
    form, parties = key_of(features)
    named = _countries(parties)
    if features.lacks_counterpart:
        return _FORMS.get(form, form) + (f" of {named}" if named else "") + " that does not say with whom"
    if form == "session":
        body, _, partners = parties.partition("+")
        return f"a session of {body}" + (f" with {_countries(partners)}" if partners else "")
    if form == "gathering":
        return f"a gathering in {named} that no body convenes"
    return _FORMS.get(form, form) + (f" of {named}" if named else " that names no country")


def veto_in_words(veto: str, left: Features, right: Features) -> str:
    """Return a veto with what either side says, where that is known."""
    told = _TOLD.get(veto)
    values = (told(left), told(right)) if told else ("", "")
    return f"{veto} ({values[0]}; {values[1]})" if all(values) and values[0] != values[1] else veto


def country_in_words(code: str) -> str:
    """Return the name of a country, or the code where none is known."""
    return country_name(code) if code in countries() else code


def joined(words: list[str]) -> str:
    """Return words as a list in a sentence."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _countries(codes: str) -> str:
    return joined([country_in_words(code) for code in codes.split("+") if code])


def _days(features: Features) -> str:
    return _span(features.span) if features.span else ""


def _span(span: Span) -> str:
    if span.sort is Sort.IMPUTED:
        return f"posted {span.start}"
    return str(span.start) if span.start == span.stop else f"{span.start} to {span.stop}"


def _place(features: Features) -> str:
    spot = features.city.title() if features.city else ""
    return ", ".join(filter(None, (spot, country_in_words(features.host) if features.host else "")))


def _session(features: Features) -> str:
    found: Session | None = features.session
    if found is None:
        return ""
    level = f", {found.level}" if found.level else ""
    number = f", number {found.ordinal}" if found.ordinal is not None else ""
    return f"{found.organisation}{level}{number}"


def _topic(features: Features) -> str:
    return " ".join(sorted(features.session.topic)) if features.session else ""


def _persons(features: Features) -> str:
    names = [who.name for who in features.persons]
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")


def _posted(features: Features) -> str:
    return f"posted {features.told_on}" if features.told_on else ""


def _told(features: Features) -> str:
    return _posted(features) or _days(features)


def _tense(features: Features) -> str:
    tense = "called off" if features.called_off else "to come" if features.is_ahead else "done"
    return f"{_posted(features)} as {tense}" if features.told_on else _days(features)


def _family(features: Features) -> str:
    return features.family.value


def _kind(features: Features) -> str:
    return features.kind.value.replace("_", " ")


_TOLD: dict[str, Callable[[Features], str]] = {
    "different formats": _family,
    "different numbers of parties": _kind,
    "different places": _place,
    "different days": _days,
    "posts too far apart": _posted,
    "day too far from the post": _told,
    "one over before the other": _tense,
    "different sessions": _session,
    "different topics": _topic,
    "different counterparts": _persons,
}
