import pytest

from tests.transforms.identity.builders import mention, person
from transforms.elements import Kind, Participant
from transforms.identity.features import features_of
from transforms.identity.sessions import Session, bodies_in

FOREIGN = person("Tane Wiremu", "NZL")
PREMIER = person("Ana Wiremu", "NZL", "Prime Minister")


def _session(
    name: str | None,
    codes: tuple[str, ...] = ("ASEAN",),
    countries: tuple[str, ...] = ("NZL",),
    participants: tuple[Participant, ...] = (),
) -> Session:
    found = features_of(
        mention(
            kind=Kind.MULTILATERAL_MEETING,
            event_name=name,
            organisations=codes,
            countries=countries,
            participants=participants,
        )
    ).session
    assert found is not None
    return found


@pytest.mark.parametrize(
    "name",
    [
        "New Zealand-ASEAN Ministerial Meeting",
        "ASEAN Post Ministerial Conference (PMC) 10+1 Session",
        "annual meeting with the foreign ministers of the ASEAN member states",
    ],
)
def test_wordings_of_one_session_say_the_same(name: str) -> None:
    found = _session(name)
    assert (found.organisation, found.outsiders, found.level) == ("ASEAN", ("NZL",), "ministerial")


def test_a_guest_of_a_forum_is_no_partner_of_it() -> None:
    assert _session("East Asia Summit", ("EAS",), ("NOR",)).outsiders == ()


def test_the_body_that_the_name_names_convenes() -> None:
    assert _session("East Asia Summit foreign ministers' meeting", ("ASEAN", "EAS")).organisation == "EAS"


def test_a_summit_in_the_name_of_a_body_is_no_level() -> None:
    assert _session("East Asia Summit", ("EAS",)).level is None
    assert _session("East Asia Summit Foreign Ministers' Meeting", ("EAS",)).level == "ministerial"


def test_without_words_the_rank_of_the_participants_tells_the_level() -> None:
    of_minister = _session(None, participants=(FOREIGN,))
    assert (of_minister.level, of_minister.is_worded) == ("ministerial", False)
    assert _session(None, participants=(FOREIGN, PREMIER)).level == "summit"
    assert _session(None, participants=(person("Ana Wiremu", "NZL", "Deputy Prime Minister"),)).level is None


def test_an_anniversary_does_not_count_sessions() -> None:
    assert _session("31st ASEAN ministerial meeting").ordinal == 31
    assert _session("ASEAN meeting for the 20th anniversary of the treaty").ordinal is None


def test_the_topic_is_what_the_session_is_on() -> None:
    found = _session("UN Security Council meeting on food security in the Sahel", ("UNSC",))
    assert found.topic == {"food", "security", "sahel"}


def test_only_a_multilateral_meeting_is_a_session() -> None:
    assert features_of(mention(kind=Kind.BILATERAL_MEETING, organisations=("ASEAN",))).session is None


def test_bodies_come_in_the_order_of_the_text() -> None:
    assert bodies_in("East Asia Summit and ASEAN Regional Forum") == ("EAS", "ARF")
