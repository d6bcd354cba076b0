"""What makes a sentence news by itself: an actor with a name, a deed, a day of its own."""

import re

from transforms.gazetteer.countries import country_of, find_countries
from transforms.gazetteer.organisations import find_organisations, organisation_of
from transforms.segmentation.dates import MONTH

_LONGEST_SUBJECT = 200
_SENTENCE = 320  # characters of a line in which its first sentence is looked for


def any_of(phrases: str) -> str:
    """Return the pattern of any of the phrases that commas part."""
    return "(?:" + "|".join(phrase.strip() for phrase in phrases.split(",")) + ")"


_PAST = any_of(
    "met, held, received, hosted, visited, arrived, spoke, attended, took part, participated, delivered, presented,"
    "signed, paid, called, inaugurated, opened, chaired, co-chaired, addressed, congratulated, departed, travelled,"
    "traveled, joined, conferred, awarded, unveiled, laid, handed, concluded, conducted, undertook, appointed,"
    "condemned, convened, convenes, launched, co-hosted, toured, agreed, announced, adopted, elected, assumed,"
    "established, extended, summoned, recalled, expelled, celebrated, commemorated, marked, ratified, initialled,"
    "organi[sz]ed, deployed, imposed, lifted, closed, released, published, evacuated, donated, sent, had, gathered"
)
_PRESENT = any_of(
    "meets?, holds?, receives?, hosts?, visits?, arrives?, speaks?, attends?, takes? part, participates?, delivers?,"
    "presents?, signs?, pays?, calls?, opens?, chairs?, congratulates?, condemns?, advises?, urges?, warns?, mourns?,"
    "regrets?, welcomes?, announces?, launches?, convenes?, appoints?, marks?, celebrates?, invites?, joins?,"
    "assumes?, offers?, organi[sz]es?, informs?, discuss(?:es)?, inaugurates?, concludes?,"
    "strongly, expresses, extends, conveys, calls"
)
_TO_DO = any_of(
    "meet, hold, visit, host, attend, take part, take over, participate, receive, deliver, sign, open, close, resume,"
    "travel, pay, chair, co-chair, represent, lead, launch, arrive, join, embark, convene, begin, start, kick off,"
    "mark, undertake, inaugurate, address, assume, send, depart, be (?:\\w+ly )?\\w+ed, be held, take place"
)
_PLANNED = rf"(?:will|is to|are to|is due to|are due to|is set to|are set to|shall) (?:not |also |jointly )?{_TO_DO}"
_UNDERGONE = any_of(
    "received, welcomed, invited, appointed, elected, hosted, sworn, decorated, awarded, held, inaugurated, convened,"
    "launched, closed, opened, organi[sz]ed, celebrated, commemorated, concluded, conducted, signed, extended,"
    "reopened, summoned, postponed, cancell?ed, rescheduled, adopted, ratified, established, suspended, expected,"
    "represented, honou?red, evacuated, updated, injured, killed, released, unveiled"
)
_DEED = re.compile(
    rf"[ )](?:(?:jointly|today|also|recently|officially|formally|warmly|strongly) )?(?:{_PAST}|{_PRESENT}|{_PLANNED}"
    rf"|(?:was|were|is|are|has been|have been|is being|are being) (?:\w+ly |today )?{_UNDERGONE}"
    rf"|(?:has|have) (?:just |today |also )?{_PAST}|took place|takes place|kicked off|kicks off|began|begins)\b"
)
# `Met with Foreign Minister … today.`: the one who writes is left out.
_DROPPED = re.compile(
    r"(?:Met|Spoke|Had|Held|Hosted|Received|Visited|Attended|Arrived|Landed|Signed|Called on|Paid|Joined|Welcomed"
    r"|Addressed|Participated|Took part|Concluded|Delivered|Chaired|Co-chaired|Inaugurated|Opened|Departed) "
)
_ALONE = re.compile(
    r"(?:^|, |; )(?:and )?(?!(?:The|They|This|These|Those|That) )([A-ZÀ-Þ][\w’-]{2,40}?)(?:’s|'s)?"
    r" (?=[a-z])(?!(?:of|for|to|and|in|on|at|is|are|was|were|has|have|will|with|from|by|the)\b)"
)
_BODY = re.compile(
    r"\b(?:[Dd]elegations?|[Mm]issions?|[Mm]inistry|[Ee]mbassy|[Cc]onsulate|[Gg]overnment|[Cc]ommission|[Pp]arliament"
    r"|[Cc]ouncil|[Ss]ecretariat|[Aa]ssembly|[Cc]ommittee|[Mm]inisters?|[Pp]residents?|[Aa]mbassadors?|[Ee]nvoys?"
    r"|[Ll]eaders|[Ss]ecretar(?:y|ies)|[Ss]ummit|[Ss]ession|[Mm]eeting|[Cc]onsultations|[Cc]onference|[Ff]orum"
    r"|[Rr]epresentatives?|[Cc]ommissioner|[Cc]hargé|[Cc]onsul|[Ss]pokesperson|[Ss]tudents|[Cc]hair)\b"
)
_POINTING = re.compile(
    r"(?i:\b(?:he|she|they|them|it|his|her|its|our|their|these|latter"
    r"|this (?:meeting|visit|agreement|conference|event|year)"
    r"|the [\w-]+ side"
    r"|the (?:two|three|four|sides|parties|meeting|talks|ministers|visit|delegation|conversation|event|ceremony"
    r"|document|agreement|session))\b)"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+ (?:(?:al|bin|van|von|der|de|da|el|ibn) )?[A-ZÀ-Þ][\w’'-]+")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]*")
_OWN_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:(?: ?[-–—] ?| to | and | & )\d{{1,2}}(?:st|nd|rd|th)?)? (?:of )?{MONTH}\b"
    rf"|\b{MONTH} \d{{1,2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b[Oo]n the \d{{1,2}}(?:st|nd|rd|th)\b"
)
_BEFORE = re.compile(
    rf"(?:In|Since|By) (?:{MONTH} )?(?:19|20)\d\d\b|(?:Last|Next) (?:week|month|year)\b|Over the (?:past|last|years)"
    r"|In (?:recent|the past|the last|previous)\b"
)
_STOP = re.compile(r"(?<=[a-zà-þ)”\d]{2})[.!?](?= [A-ZÀ-Þ“\"]|$)")


def first_sentence(body: str) -> str:
    """Return the first sentence of a line, or its beginning where that goes on for long."""
    seen = body[:_SENTENCE]
    stop = _STOP.search(seen, 12)
    return seen[: stop.end()] if stop else seen


def looks_back(body: str) -> bool:
    """Tell whether a line begins with a month, a year or a span of time: what was before the news."""
    return _BEFORE.match(body) is not None


def has_own_day(sentence: str) -> bool:
    """Tell whether a sentence names a day of the calendar."""
    return _OWN_DAY.search(sentence) is not None


def acting_alone(body: str) -> frozenset[str]:
    """Return the names of one word with which the first sentence, or a clause of it, begins; countries are none."""
    found = _ALONE.findall(first_sentence(body))
    return frozenset(
        name for name in found if not _BODY.search(name) and country_of(name) is None and organisation_of(name) is None
    )


def tells_event(clause: str) -> bool:
    """Tell whether a clause has an actor that is named, and something that the actor does.

    An actor that only points back (`the ministers`) is none.
    """
    if _DROPPED.match(clause):
        return _NAME.search(clause) is not None or bool(find_countries(clause))
    deed = _DEED.search(clause, 2, _LONGEST_SUBJECT)
    if deed is None:
        return False
    subject = clause[: deed.start() + 1]
    if _POINTING.search(subject):
        return False
    named = _NAME.search(subject) or find_countries(subject) or find_organisations(subject)
    return bool(named) or (_BODY.search(subject) is not None and _CAPITAL.search(subject, 4) is not None)
