from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.transforms.grammar.build import phrases, post, reader, tell_post, tell_text
from transforms.elements import Evidence, WordedMention
from transforms.errors import UnusableError
from transforms.grammar.language import annotate, load_language
from transforms.grammar.model import GRAMMAR_ALONE, choose_model
from transforms.grammar.reader import load_reader

_PIECES = (
    *(
        "Foreign Minister Ingrid Solheim",
        "President of Kenya Amina Otieno",
        "Kenyan",
        "Norway",
        "met with",
        "will visit",
    ),
    *("in Nairobi", "on 12 March 2031", "📍 Oslo", "🇳🇴🇰🇪", "\n", "\r\n", "\u2028", ". ", ", ", " and ", "today", "’s"),
    *("signed the Agreement on Trade", "(Lima, 3 May)", "the ASEAN Regional Forum", "on the sidelines of", "“", "”"),
    *("spoke by phone with", "🔴 LIVE", "✍️", "has been cancelled", "#RussiaKenya", "press conference", "(", ")"),
    *("they last met in", "the foreign ministers of", "\ufe0f", "\u200d", "\x00", "31.02.2031"),
)
POSTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=24).map(" ".join)
ANYTHING = st.text(max_size=300)
_SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_VISIT = "🇳🇴🇰🇪 Foreign Minister Ingrid Solheim will visit Nairobi ☝️ on 12 March 2031 for talks with Peter Kamau."


def _evidence(mention: WordedMention) -> tuple[Evidence, ...]:
    return mention.cues


def _bare(told: tuple[WordedMention, ...], post_id: str = "po_1") -> tuple[WordedMention, ...]:
    """Return mentions as if all were of one post."""
    return tuple(replace(mention, post=post("", post_id=post_id)) for mention in told)


@_SLOW
@given(st.one_of(POSTS, ANYTHING), st.one_of(st.none(), st.just(date(2031, 3, 18))))
@example("Meeting\u0085of\u2028Foreign Minister Solheim\x0cwith Foreign Minister Kamau", None)
def test_every_phrase_stands_where_it_says(text: str, published_on: date | None) -> None:
    for mention in tell_text(text, published_on=published_on):
        for phrase in phrases(mention):
            assert phrase.text
            assert text[phrase.start : phrase.stop] == phrase.text
        for cue in _evidence(mention):
            assert 0 <= cue.start < cue.stop <= len(text)


@_SLOW
@given(st.one_of(POSTS, ANYTHING))
def test_mentions_are_numbered_and_the_first_is_what_the_post_is_about(text: str) -> None:
    told = tell_text(text)
    assert [mention.ordinal for mention in told] == list(range(len(told)))
    mains = [mention.is_main for mention in told]
    assert mains == sorted(mains, reverse=True)
    assert mains[:1] != [False]


@_SLOW
@given(st.one_of(POSTS, ANYTHING))
def test_the_grammar_alone_is_total_too(text: str) -> None:
    for mention in tell_text(text, model="none"):
        assert all(text[phrase.start : phrase.stop] == phrase.text for phrase in phrases(mention))


@settings(max_examples=25, deadline=None)
@given(st.lists(POSTS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_batch_a_post_falls_into_changes_nothing(texts: list[str], random: object) -> None:
    posts = [post(text, post_id=f"po_{index}") for index, text in enumerate(texts)]
    alone = {element.post_id: tell_post(element) for element in posts}
    shuffled = [*posts, *posts]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types its generators as object
    assert all(told == alone[element.post_id] for element, told in reader().read(shuffled))


@pytest.mark.parametrize("sign", ["☝", "✍", "❗", "⚡", "🇳🇴🇰🇪", "📍"])
def test_how_an_emoji_is_drawn_changes_nothing(sign: str) -> None:
    """U+FE0F after an emoji moves the offsets of what follows and nothing else."""
    text = (
        "{} Foreign Minister Ingrid Solheim will visit Nairobi on 12 March 2031 for talks with President Amina Otieno."
    )
    plain, drawn = text.format(sign), text.format(f"{sign}\ufe0f")
    left, right = tell_text(plain), tell_text(drawn)
    assert [[phrase.text for phrase in phrases(mention)] for mention in left] == [
        [phrase.text for phrase in phrases(mention)] for mention in right
    ]
    assert [(m.kind, m.genre, m.status, m.is_main) for m in left] == [
        (m.kind, m.genre, m.status, m.is_main) for m in right
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 50_000,
        "A" * 50_000,
        "Aa " * 6_000,
        "Minister " * 5_555,
        "of the " * 7_142,
        "Foreign Minister of Kenya and " * 1_666,
        "Kenya, " * 3_000,
        "met with " * 5_555,
        "🇰🇪" * 25_000,
        "\n" * 50_000,
        "1-1-" * 12_500,
        "President Otieno met President Ruiz in Oslo on 3 May. " * 900,
        "the ASEAN meeting and " * 2_272,
        "\ud83d" * 50_000,
        "said at a " * 5_000,
        "👩‍👩‍👧‍👦" * 7_000,
        "(" * 50_000,
        "'" * 50_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_the_longest_posts_are_read(text: str) -> None:
    assert tell_text(text, model="none") is not None


@pytest.mark.skipif(choose_model(None) == GRAMMAR_ALONE, reason="no spaCy model is installed")
def test_names_are_looked_for_in_the_first_tokens_and_sentences_everywhere() -> None:
    sentence = "Peter Kamau came. "
    short, long = annotate(load_language(), [sentence, sentence * 3_000])
    assert [name.text for name in short.ents] == ["Peter Kamau"]
    assert {name.label_ for name in long.ents} == {"PERSON"}
    assert 5_990 < long.ents[-1].end <= 6_000
    assert len(list(long.sents)) == 3_000


def test_a_first_line_of_blanks_is_no_title() -> None:
    [mention] = tell_text(" \nForeign Minister Ingrid Solheim met Foreign Minister Peter Kamau.")
    assert len(mention.participants) == 2


def test_a_post_over_the_limit_is_refused_and_the_others_are_read() -> None:
    good, long = post("President Ruiz arrived in Oslo."), post("a" * 50_001, post_id="po_2")
    told = dict(reader().read([long, good, long]))
    refused = told[long]
    assert isinstance(refused, UnusableError)
    assert str(refused) == "the post has 50001 characters, more than the 50000 that are read"
    assert told[good] == tell_post(good)


def test_a_model_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="the model 'no_such_model' is not installed"):
        load_reader("no_such_model")
    with pytest.raises(ValueError, match="is not installed"):
        load_reader("../model")


def test_titled_persons_need_no_model() -> None:
    assert _bare(tell_text(_VISIT.replace("Peter", "Minister Peter"))) == _bare(
        tell_text(_VISIT.replace("Peter", "Minister Peter"), model="none")
    )
