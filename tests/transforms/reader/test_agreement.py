from dataclasses import replace
from typing import Any

import pytest

from tests.transforms.grammar.build import post
from transforms.elements import Genre, Kind, Phrase, Status, WordedMention, WordedParticipant
from transforms.reader.agreement import agree

_TEXT = "Minister Amina Kamau met Minister Luis Salas in the capital of Laos on 3 May, then flew to Oslo for a visit."
_POST = post(_TEXT)


def _words(words: str) -> Phrase:
    start = _TEXT.index(words)
    return Phrase(words, start, start + len(words))


def _person(name: str) -> WordedParticipant:
    return WordedParticipant(name=_words(name))


def _mention(kind: Kind, *names: str, by: str = "model", main: bool = True, **words: str) -> WordedMention:
    fields: dict[str, Any] = {field: _words(each) for field, each in words.items()}
    return WordedMention(
        post=_POST, ordinal=0, is_main=main, kind=kind, genre=Genre.REPORT, status=Status.HELD,
        participants=tuple(_person(name) for name in names), extractor=by,
        **fields,
    )  # fmt: skip


_TALKS = _mention(Kind.BILATERAL_MEETING, "Amina Kamau", "Luis Salas")
_VISIT = _mention(Kind.VISIT, "Amina Kamau", place="Oslo")
_READ_TALKS = _mention(Kind.BILATERAL_MEETING, "Kamau", "Salas", by="grammar", place="the capital of Laos")


def test_what_both_read_alike_is_told_as_the_grammar_tells_it() -> None:
    read = (_READ_TALKS, _mention(Kind.VISIT, by="grammar", main=False))
    assert agree([_TALKS], read) == read


@pytest.mark.parametrize(
    "found",
    [
        _mention(Kind.BILATERAL_MEETING, "Amina Kamau"),
        replace(_TALKS, kind=Kind.MULTILATERAL_MEETING),
        replace(_TALKS, status=Status.PLANNED),
    ],
)
def test_where_they_differ_the_model_counts(found: WordedMention) -> None:
    (mention,) = agree([found], [_READ_TALKS])
    assert (mention.kind, mention.status, mention.participants) == (found.kind, found.status, found.participants)
    assert mention.place == _READ_TALKS.place  # which the model has not


def test_a_post_is_about_no_more_events_of_a_sort_than_the_grammar_reads() -> None:
    again = replace(_TALKS, participants=(_person("Amina Kamau"),), ordinal=1)
    mentions = agree([_TALKS, again, _VISIT], [replace(_READ_TALKS, status=Status.PLANNED)])
    assert [(mention.kind, mention.is_main, mention.ordinal) for mention in mentions] == [
        (Kind.BILATERAL_MEETING, True, 0),
        (Kind.BILATERAL_MEETING, False, 1),
        (Kind.VISIT, False, 2),
    ]


def test_readers_that_have_no_sort_in_common_leave_it_to_the_model() -> None:
    (mention,) = agree([_VISIT], [_READ_TALKS])
    assert (mention.kind, mention.is_main) == (Kind.VISIT, True)


def test_where_the_model_finds_nothing_there_is_nothing() -> None:
    assert agree([], [_READ_TALKS]) == ()


def test_where_nothing_that_it_finds_is_what_the_post_is_about_the_grammar_counts() -> None:
    assert agree([replace(_VISIT, is_main=False)], [_READ_TALKS]) == (_READ_TALKS,)


def test_without_the_grammar_the_model_decides() -> None:
    assert agree([_TALKS, _VISIT], []) == (_TALKS, replace(_VISIT, ordinal=1))


def test_the_words_for_a_place_are_those_of_the_grammar_where_they_say_more() -> None:
    found = replace(_VISIT, place=_words("Laos"))
    (mention,) = agree([found], [replace(_READ_TALKS, is_main=False)])
    assert mention.place == _words("the capital of Laos")
