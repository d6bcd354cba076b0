"""The key under which mentions of one event meet; equal keys do not yet mean one event."""

from collections.abc import Sequence

from transforms.elements import Kind, Mention
from transforms.identity.codes import code_of
from transforms.identity.features import FAMILY_OF, IN_PERSON, Features, features_of

CandidateKey = tuple[str, str]
FORMAT_OF = {kind: "in person" if family in IN_PERSON else family.value for kind, family in FAMILY_OF.items()}
"""How those of a kind meet, as the key has it."""


def candidate_key(mention: Mention) -> CandidateKey:
    """Return the key of a mention: session, format and parties, or travellers."""
    return key_of(features_of(mention))


def key_of(features: Features) -> CandidateKey:
    """Return the key of a mention from what is compared.

    The level of a session is not in the key: posts leave it out, and then its rank among the weights counts. A
    gathering that no body convenes goes by its host, because each post names other parties.
    """
    session = features.session
    body = (session.organisation, *session.outsiders) if session else None
    return key_from(features.kind, body, features.parties, features.host)


def key_from(kind: Kind, session: Sequence[str] | None, parties: Sequence[str], host: str | None) -> CandidateKey:
    """Return a key, given the body and the partners of a session, the parties, and the country of the place."""
    if session:
        return "session", "+".join(session)
    if kind is Kind.MULTILATERAL_MEETING and host:
        return "gathering", host
    return FORMAT_OF[kind], "+".join(parties)


def key_code(key: CandidateKey) -> int:
    """Return a key as a number."""
    return code_of("|".join(key))
