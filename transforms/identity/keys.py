"""The key under which mentions of one event meet; equal keys do not yet mean one event."""

from transforms.elements import Kind, Mention
from transforms.identity.features import IN_PERSON, Family, Features, features_of

CandidateKey = tuple[str, str]
_FORMATS = {family: "in person" if family in IN_PERSON else family.value for family in Family}


def candidate_key(mention: Mention) -> CandidateKey:
    """Return the key of a mention: session, format and parties, or travellers."""
    return key_of(features_of(mention))


def key_of(features: Features) -> CandidateKey:
    """Return the key of a mention from what is compared.

    The level of a session is not in the key: posts leave it out, and then its rank among the weights counts. A
    gathering that no body convenes goes by its host, because each post names other parties.
    """
    if features.session is not None:
        return "session", "+".join((features.session.organisation, *features.session.outsiders))
    if features.kind is Kind.MULTILATERAL_MEETING and features.host:
        return "gathering", features.host
    return _FORMATS[features.family], "+".join(features.parties)
