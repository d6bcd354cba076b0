"""What sentences of channels say of their place in a post: some open it, others only go on."""

import re

from transforms.segmentation.events import any_of, first_sentence, has_own_day, tells_event
from transforms.segmentation.marks import Mark

_SEEN = 420  # characters; the first clause tells
_REACH = 160  # characters from a person to the deed


_WORD = r"[A-ZÀ-Þ&][\w’'./-]*"
_NAME = rf"{_WORD}(?: (?:al|bin|van|von|der|de|da|dos|del|la|el|ibn|di) | {_WORD}){{1,4}}"
_OFFICE = any_of(
    "Minister, Secretary, President, Ambassador, Premier, Chancellor, Representative, Envoy, Commissioner, Consul,"
    "Governor, Mayor, Speaker, Chair(?:man|woman|person)?, Director, Head, King, Queen, Prince, Princess, Emir, Sultan,"
    "Sheikh, Chargé, FM, PM, EAM, DPM, HR/VP, Excellency, Delegate, Delegation, Commander, Administrator, Coordinator,"
    "Spokesperson, Attaché, Undersecretary, Counsellor, Chief, General, Pope, Taoiseach, Tánaiste"
)
_HONORIFIC = (
    r"(?:H\.? ?E\.?|H\.? ?R\.? ?H\.?|His|Her|Their|Dr|Mr|Mrs|Ms|Amb|Prof|Sen|Hon|The Hon|HE|HM|HRH|Excellency)\.?"
)
_PERSON = re.compile(
    rf"(?:{_HONORIFIC} (?:{_HONORIFIC} )?{_WORD} {_WORD}"
    rf"|(?:{_WORD} ){{0,6}}?(?:{_WORD}[-/])?{_OFFICE}s?(?: \(\w+\))?(?:[-/ ]{_OFFICE}|’s|'s)?,? "
    rf"(?:(?:of|for|to|and|the|in|on|at|ad|interim|a\.i\.) |{_WORD},? ){{0,20}}{_WORD}"
    rf"|{_NAME}, (?:the )?(?:{_WORD} ){{0,3}}{_OFFICE}\b)"
)
# `Minister Ito said`: the name in full came before.
_SHORT = re.compile(
    rf"(?:The )?(?:(?:Deputy|Vice|Foreign|Prime|State|First) ){{0,2}}{_OFFICE} {_WORD} (?=[a-z])",
)

_DEEDS = any_of(
    "met, meets?, held, holds?, had, has had, received, receives?, hosted, hosts, visited, visits, arrived, arrives,"
    "spoke, speaks, attended, attends, takes? part, took part, participated, participates, delivered, delivers,"
    "presented, presents, signed, signs, paid, pays, called, calls, inaugurated, inaugurates, opened, opens, chaired,"
    "chairs, co-chaired, co-chairs, addressed, addresses, congratulated, congratulates, departed, departs,"
    "travel(?:l?ed|s), left, leaves, joined, joins, conferred, awarded, unveiled, unveils, laid, lays, handed, hands,"
    "accepted, sent, sends, won, welcomed, welcomes, concluded, concludes, conducted, conducts, undertook, appointed,"
    "condemned, condemns, led, leads, headed, heads, begins, began, starts, started, kicked, gave, gives, convened,"
    "convenes, briefed, briefs, farewelled, bade, launched, launches, co-hosted, co-hosts, accompanied, discussed,"
    "discusses, exchanged, flagged off, flags off, toured, tours, agreed, announced, announces, inspected, jointly,"
    "today, yesterday"
)
_UNDERGONE = any_of(
    "received, welcomed, invited, appointed, elected, hosted, sworn, accompanied, decorated, awarded, meeting,"
    "visiting, holding, attending, travelling, due, expected, set"
)
_DONE = any_of(
    "summoned, agreed, announced, decided,"
    "arrived, met, held, signed, left, departed, visited, received, concluded, begun,"
    "completed, landed"
)
_PLANNED = any_of(
    "visit, travel, meet, hold, pay, attend, host, chair, take, participate, receive, deliver, address, speak,"
    "represent, lead, co-chair, sign, arrive, open, inaugurate, join, embark, depart, go, make, undertake"
)
_DOES = re.compile(
    rf"[ ,](?:{_DEEDS}|(?:was|were|has been|have been|will be|is|are) (?:\w+ )?{_UNDERGONE}"
    rf"|(?:is|are) in [A-ZÀ-Þ]|(?:has|have) (?:just |today )?{_DONE}"
    rf"|(?:will|is to|are to|is due to|is set to|shall) (?:\w+ )?{_PLANNED})\b"
)
_DEED = re.compile(
    rf"(?:{_WORD} |of |for |and |the ){{1,8}}(?:(?:also|jointly|officially) )?(?:{_DEEDS}|agreed|announced|will)\b"
)
_PRESENT = any_of(
    "sends, hosts, joins, visits, meets, receives, holds, attends, opens, signs, hands over, participates, takes part,"
    "concludes, launches, presents, delivers, chairs, co-chairs, assumes, contributes, elects, appoints"
)
_AT_PRESENT = re.compile(rf"(?:The )?{_WORD}(?: {_WORD}| and| of| the){{0,5}} {_PRESENT}\b")

# Deeds at a meeting that was told of above: `the session`, `the delegation`, without more.
_MEETING = any_of(
    "meetings?, sessions?, events?, ceremony, talks, delegation, visit, discussions?, conference, signing,"
    "consultations, reception, negotiations, side, opening, round, conversation"
)
_INSIDE = re.compile(
    r" (?:led|headed|moderated|chaired|attended|accompanied|joined|opened|closed|addressed|hosted|represented"
    r"|(?:took part|participated) in|(?:was|were) (?:also )?present at) "
    rf"the (?:[\w-]+ ){{0,2}}{_MEETING}(?= (?:and|by|from|as)\b|[.,;]|$)"
)

_PUTTING_OFF = r"(?:postponed|cancell?ed|rescheduled|called off|suspended)"
_NEWS = re.compile(
    r"[A-ZÀ-Þ0-9“\"«#‘][^.!?]{8,260}? (?:(?:was|were|is being|has been|have been|had been|is|are|will be) (?:\w+ly )?"
    rf"(?:held|{_PUTTING_OFF}|inaugurated|convened|launched|closed|opened|organi[sz]ed|celebrated|commemorated"
    r"|concluded|conducted|hosted|signed|extended|reopened)"
    r"|took place|takes place|will take place|kicks off|kicked off|got under way|gets under way"
    r"|(?:has|have) (?:kicked off|commenced|begun|opened|concluded|started|ended))\b"
)
_PUT_OFF = re.compile(rf" (?:has been|have been|is|are|was|were|will be) (?:\w+ly )?{_PUTTING_OFF}\b")

_TALKED_ABOUT = any_of(
    "discussed, exchanged, reviewed, considered, addressed, touched upon, noted, emphasi[sz]ed, stressed, highlighted,"
    "examined, outlined, underlined, underscored, explored, raised, expressed, paid, covered, agreed"
)
_MINUTES = re.compile(
    r"[A-ZÀ-Þ][^!?]{3,300}? (?:was|were|are|is|has been|have been)(?: also| further| in particular| particularly)? "
    rf"{_TALKED_ABOUT}\b|Topics? |Also discussed|(?:An )?[Ee]xchange of views"
)
_SAYING = any_of(
    "said, noted, stressed, emphasi[sz]ed, added, recalled, pointed out, underlined, underscored, reiterated,"
    "reaffirmed, expressed, thanked, asked, conveyed, praised, commended, explained, highlighted, hoped, stands ready,"
    "believes, hopes"
)
_SAID = re.compile(
    rf"(?:(?:The|H\.E\.|Mr\.|Ms\.|Dr\.) )?{_WORD}(?: {_WORD}| of| and| for| the| [a-z]+ minister){{0,8}} "
    rf"(?:also |further |then )?{_SAYING}\b"
)

_GOOD = any_of(
    "excellent, great, good, productive, fruitful, wonderful, constructive, important, fantastic, warm, historic, busy"
)
_MATTER = any_of("to, meeting, discussion, talks, exchange, call, conversation, news, day, visit, start, opportunity")
_CALL = re.compile(
    r"(?:Happy|Congratulations|Congrats|Warm(?:est)?|Heartfelt|Sincere"
    r"|(?:Our|My) (?:deepest|heartfelt|sincere(?:st)?|warm(?:est)?|condolences|congratulations)"
    r"|(?:A|An|What a|It was a|Always a|Such a)"
    r" (?!important (?:step|part|role|element|factor|issue|component|point|aspect|area)) ?(?:real |great |true |very )?"
    rf"(?:pleasure|privilege|joy|delight|honou?r|{_GOOD})"
    rf"|(?i:{_GOOD}) {_MATTER}\w*"
    r"|Pleased|Delighted|Honou?red|Glad|Proud|Thrilled|Welcome|Did you know|Save the date|Apply|Applications"
    r"|Registration|On this day|Don[’']t miss|Meet"
    r"|Heading|Wrapped up|Just (?:in|landed|arrived)|(?i:breaking|happening now)|LIVE|Coming (?:up|soon)|Reminder|ICYMI"
    r"|New episode|Tune in|Watch|Tomorrow|Tonight|Attention|Important notice|Vacancy|We[’']re hiring|Rest in peace"
    r"|(?:[#\w’']+ ){1,3}(?:is|are) (?:hiring|recruiting)"
    r"|RIP|Vale|Stay safe|Wishing"
    r"|We (?:strongly |firmly |unequivocally |utterly |deeply )?"
    r"(?:condemn|deplore|regret|mourn|congratulate|welcome the)"
    r"|Today,? we (?:are |also )?(?:mark|celebrat|commemorat|remember|honou?r|pay|join|welcom)\w*"
    r"|We (?:are|were) (?:deeply |profoundly )?(?:saddened|shocked|appalled|alarmed|concerned|horrified))\b"
)
_LABEL = re.compile(
    r"(?:(?:press|media|joint|official|public|consular|travel|security|important|weekly|daily|urgent"
    r"|spokesperson[’']s) )?(?:releases?|statement|announcement|communiqu[ée]|advisory|alert|notice|note|briefing"
    r"|update|declaration|readout|condolences|bulletin|obituary|appointments?)(?: (?:No\.?:? ?)?\d[\d/.-]{0,12})?[:.]?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:Earlier )?(?:[Tt]oday|[Yy]esterday|[Tt]his (?:morning|afternoon|evening|week)),? (?:in \w{1,30},? )?"
    r"(?:the )?"
    r"|(?:On|In|At|Under|Upon|During|Following|After|As part|Within the|Ahead|Today|Yesterday|This|Earlier)\b"
    r"[^,.!?]{0,70}, (?:the )?|On (?:\w{1,12} ){1,2}the )(?=[A-ZÀ-Þ])"
)
_FIELD = any_of(
    "Guests?, Hosts?, For emergencies, Emergency, Helpline, Hotline, Tickets, Capacity, Moderators?, Moderated by,"
    "Speakers?, (?:Opening|Closing|Welcome|Introductory|Keynote) (?:remarks|speech|address), Keynote, Venue, Date,"
    "Time, Place, Location, Where, When, Organi[sz]ers?, Contacts?, Registration, Register, RSVP, Languages?, Photos?,"
    "Video, Tel, Phone, E-?mail, Address, Agenda, Programme, Program, Participants, Panel(?:l?ists)?, Chair, Deadline,"
    "Topics?, Theme, Spokesperson, Interpretation, Dress code, Entrance, Admission, Hashtag, Website, Opening hours,"
    "Duration, Q, A, Question, Answer"
)
_DETAIL = re.compile(
    rf"{_FIELD}(?: \(.{{1,30}}\))?(?::|：| [-–—]) ?\S|Done (?:at|in) [A-ZÀ-Þ]"
    r"|(?:Organi[sz]ed|Hosted|Moderated|Presented|Co-organi[sz]ed) by "
)


_GENRE = re.compile(
    r"(?:(?:[Jj]oint|[Oo]fficial|[Oo]pening|[Cc]losing|[Pp]ress) )?"
    r"(?:[Ss]tatement|[Dd]eclaration|[Rr]emarks|[Ss]peech|[Aa]ddress|[Mm]essage|Interview|[Cc]ommuniqué|Readout"
    r"|Condolences|Greetings|Congratulations) (?:by|of|from|to|on behalf of) (?:the )?[A-ZÀ-Þ]"
)
# `ARRIVALS | The President …`: the column of the feed that a post stands in.
_RUBRIC = re.compile(
    r"[|│¦]\s?"
    r"|(?:#\w{2,40}|[A-ZÀ-Þ][A-ZÀ-Þ’'&/-]{2,24}(?: [A-ZÀ-Þ’'&/-]{1,24}){0,3})(?: ?[|│¦] ?| [–—-] )(?=[A-ZÀ-Þ\d#“\"@])"
)
_FIRST_WORDS = {Mark.CALL: _CALL, Mark.GENRE: _GENRE}


def news_marks(body: str) -> set[Mark]:
    """Return the marks of what a line says, seen from its first clause."""
    rubric = _RUBRIC.match(body)
    seen = body[rubric.end() if rubric else 0 :][:_SEEN]
    if _DETAIL.match(seen):
        return {Mark.DETAIL}
    if _LABEL.fullmatch(seen):
        return {Mark.LABEL}
    lead = _LEAD.match(seen)
    clause = seen[lead.end() :] if lead else seen
    person = None if _SHORT.match(clause) else _PERSON.match(clause)
    inside = person is not None and _INSIDE.search(clause) is not None
    marks = {mark for mark, form in _FIRST_WORDS.items() if form.match(seen)} | ({Mark.RUBRIC} if rubric else set())
    if has_own_day(first_sentence(seen)):
        marks.add(Mark.TIMED)
    if tells_event(first_sentence(clause)):
        marks.add(Mark.EVENT)
    if _reports(clause, person, inside) or (lead and _DEED.match(clause)):
        marks.add(Mark.REPORT)
    if _SAID.match(clause):
        marks.add(Mark.SAID)
    if inside or _MINUTES.match(clause):
        marks.add(Mark.MINUTES)
    elif _NEWS.match(clause):
        marks |= {Mark.NEWS, Mark.PUT_OFF} if _PUT_OFF.search(clause) else {Mark.NEWS}
    return marks


def _reports(clause: str, person: re.Match[str] | None, inside: bool) -> bool:
    """Tell whether someone who is named in full does something, or someone does something at present."""
    if person and not inside and _DOES.search(clause, 4, person.end() + _REACH):
        return True
    return _AT_PRESENT.match(clause) is not None
