"""The marks that a line of a dump may bear, each with the pattern that shows it."""

import re
from enum import StrEnum

from transforms.segmentation.dates import MONTH


class Mark(StrEnum):
    """One thing to be seen on a line by itself."""

    TAGS = "nothing but hashtags"
    HANDLES = "nothing but @names"
    LINKS = "nothing but a link"
    MORE = "a pointer to the full text"
    SIGN_OFF = "an invitation to follow the channel"
    COUNTS = "counts of views or votes that copying left"
    SHARED = "whose post is passed on"
    ACCOUNT = "an account and the day of its post"
    ENDS_IN_TAGS = "hashtags at its end"
    ENDS_IN_LINK = "a link at its end"
    NUMBERED = "a number of a list"
    DASHED = "a dash of a list"
    BULLET = "a bullet"
    ASIDE = "the sign of an aside"
    OPENER = "the sign of a new item"
    FLAG = "a flag"
    FLAGS = "two flags or more"
    PLACE = "a place, or a place and a date"
    QUOTED = "an opening quotation mark"
    LOWER = "a small letter"
    CAPS = "capitals throughout"
    FINISHED = "the end of a sentence"
    OPEN_ENDED = "a colon or a comma at its end"
    HEADLINE = "a headline"
    STAMP = "a time stamp of an export"
    HEADER = "the header of a wire story"
    DATELINE = "a dateline"
    BACK = "words that point back"
    OFFICE = "an office and a name"
    CALL = "a call to readers, a wish or an outcry"
    LABEL = "the kind of a post"
    REPORT = "someone in office who does something"
    NEWS = "something that has been held, or put off"
    PUT_OFF = "something that has been put off"
    EVENT = "a named actor and a deed"
    TIMED = "a day of its own"
    GENRE = "a statement or speech of someone"
    RUBRIC = "the column of the feed"
    SAID = "what someone said or thought"
    MINUTES = "what was talked about"
    DETAIL = "a detail with its label"
    ENSIGN = "nothing but flags"
    DATED = "a day at its beginning"
    CUT = "a cut"
    RULE = "a rule"


# What stands at the end of a post and is no prose.
FURNITURE = frozenset({Mark.TAGS, Mark.HANDLES, Mark.LINKS, Mark.MORE, Mark.SIGN_OFF, Mark.COUNTS})

_ADDRESS = r"(?:https?://\S{1,500}|(?:www\.|t\.me/|bit\.ly/)\S{1,300}|[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}/\S{0,300})"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OF = r"(?: (?:of|for|to|and|the|on|in)| [A-ZÀ-Þ&][\w’'.-]*,?){1,14}"

_DAY = (
    rf"(?:\d{{1,2}} {MONTH}(?: \d{{4}})?|{MONTH} \d{{1,2}}(?:, \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
# What pages show below a post and copying takes along: `1.2K 10:14`, `12 replies 48 reposts`, `413 votes`.
_COUNT = (
    r"(?:\d{1,3}|\d{1,3},\d{3}|\d{1,3}(?:[.,]\d)? ?[KM])"
    r"(?: (?:views?|likes?|votes?|repl(?:y|ies)|reposts?|retweets?|shares?|comments?|reactions?|quotes?|bookmarks?))?"
)
_CLOCK = r"(?:edited )?(?:at )?\d{1,2}:\d\d(?: ?[AP]M)?"
DAY_ALONE = re.compile(rf"(?:{_WEEKDAY},? )?{_DAY}(?:,? (?:at )?\d{{1,2}}[:.h]\d\d.{{0,30}})?\.?")
HOST = re.compile(r"(?:^|[\s:])[\w-]{1,60}(?:\.[\w-]{2,40}){1,4}(?:/\S{0,300})?$")

# Tried on the whole words of a line, without the signs before them.
WHOLE = {
    Mark.TAGS: re.compile(r"(?:#\w{1,100}[\s,;|·•]{0,4}){1,30}"),
    Mark.HANDLES: re.compile(r"(?:[\w ’'-]{1,30}[:|—–-] ?)?(?:@\w{2,40}[\s,;|·•]{0,4}){1,10}"),
    Mark.LINKS: re.compile(
        rf"(?:[\w ’'()-]{{1,40}}[:|—–-]? ?)?[(\[<]?{_ADDRESS}[)\]>]?(?:[\s|,]{{1,3}}{_ADDRESS}){{0,5}}[.!]?"
        r"|(?:[\w ’'()-]{1,40}: )?[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.[a-z]{2,12}",
        re.IGNORECASE,
    ),
    Mark.MORE: re.compile(
        r"(?:(?:click |tap )?(?:here )?(?:to )?(?:please )?(?:read|see|find|view|watch|learn|listen|discover"
        r"|download)\b.{0,40}"
        r"\b(?:full|more|here|online|website|text|statement|transcript|details|video|article|link|entire"
        r"|below|on)\b.{0,40}"
        r"|(?:the )?(?:full|complete|entire|official) (?:\w{1,20} )?(?:text|statement|story|transcript"
        r"|version|video|remarks"
        r"|article|release|list|speech|interview|report|readout|address|communiqu[eé])\b.{0,40}"
        r"|(?:download|read|watch|view|see) (?:the |our )(?:\w{1,20} )?(?:text|statement|story|transcript|video|remarks"
        r"|article|release|list|speech|interview|report|readout|address|communiqu[eé]|document|declaration|photos)"
        r"|(?:for )?(?:further |more )(?:details|info|information|here|photos|pictures|on|at)\b.{0,60}"
        r"|(?:more|details|link|source|website|continue reading|read on) ?(?:in|at|on|here)?[:.…⬇ ]{0,3})",
        re.IGNORECASE,
    ),
    Mark.SIGN_OFF: re.compile(
        r"(?:(?:follow (?:us|our)|(?:source|photos?|credits?|images?|pictures?|video): .|subscribe|join us|share this"
        r"|stay tuned)\b.{0,60}"
        r"|(?:photos?|images?|pictures?|video)(?: credits?| courtesy(?: of)?| by| ©|©)[:\s].{1,60}"
        r"|(?:©|credits?:).{1,50})",
        re.IGNORECASE,
    ),
    Mark.COUNTS: re.compile(
        rf"(?:(?:views?|likes?|votes?): ?)?{_COUNT}(?:[ ,|]{{1,3}}(?:{_COUNT}|{_CLOCK})){{0,7}}", re.IGNORECASE
    ),
    Mark.ACCOUNT: re.compile(rf"(?:[\w ’'.-]{{1,40}} )?@\w{{2,40}} (?:\d{{1,2}} ?(?:s|m|min|h|hrs?|d)|{_DAY})"),
    Mark.CUT: re.compile(r"[<\[(]?\s?(?:\.{3}|…)\s?[>\])]?[.]?"),
    Mark.STAMP: re.compile(
        r".{0,80}?[\[(](?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
        r"|\d{4}-\d\d-\d\d),?\s\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?[\])]:?.{0,40}"
        r"|(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)(?:,?[\sT]\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M|Z)?)?",
        re.IGNORECASE,
    ),
}

# Tried at the beginning of the words.
BEGINNING = {
    Mark.NUMBERED: re.compile(
        r"(?:\d{1,2}/(?:\d{1,2}|n)?(?=\s)|\(?\d{1,2}[.)]|\(?[a-z]\)|[ivxIVX]{1,4}[.)])(?!\d)\s?(?=\S)"
    ),
    Mark.DASHED: re.compile(r"[-–—*+>~]\s{0,3}(?=\S)"),
    Mark.SHARED: re.compile(
        r"(?:Forwarded (?:from|message)|Reposted from|Shared from|RT @\w)|[^.!?:]{2,60} (?:reposted|retweeted)$"
    ),
    Mark.QUOTED: re.compile(r"[\"“«‘„']|[^:\"“«.!?]{2,60}: [\"“«].{0,900}[.!?][\"”»]$"),
    Mark.DATED: re.compile(r"(?:On|Today|Yesterday|This (?:morning|afternoon|evening|week))\b"),
    Mark.OFFICE: re.compile(
        r"(?:(?:The )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)?(?:’s|'s|’|') )?(?:[A-Z][\w-]+ )?"
        r"(?:Deputy |Vice[- ]|Acting |First |State |Permanent |Special ){0,3}"
        r"(?:Foreign Minister|Prime Minister|Foreign Secretary|Minister|Ambassador|President"
        r"|Secretary[- ]General|Secretary"
        r"|High Representative|Representative|Envoy|Commissioner|Chancellor|Chargé d[’']Affaires|Consul General"
        r"|Director[- ]General|Chairman|Chairperson|FM|PM|Premier|King|Crown Prince)" + _OF
    ),
    Mark.BACK: re.compile(
        r"(?:He|She|They|It|Its|(?:His|Her)(?! (?:Excellency(?! the(?! [A-Z][\w-]+(?: [A-Z]\w+){0,3} (?:of|for) ))"
        r"|Highness|Majesty|Royal|Holiness|Eminence|Honou?r))"
        r"|Their|We|I|My|Let me|Let us"
        r"|Our (?:two|three|four|countries|nations|peoples|relations|sides|dialogue|cooperation)"
        r"|This (?!morning|afternoon|evening"
        r"|week)|These|That|Those|Such|Both|Also"
        r"|The (?!embassy|consulate|mission|ministry|government|public)[a-z]+ (?:took|was|were|is|are|has|have|will)"
        r"|(?:Reviewed|Discussed|Exchanged|Recalled|Appreciated|Conveyed|Thanked|Agreed|Expressed|Handed|Talked|Spoke"
        r"|Noted|Stressed|Underlined|Underscored|Emphasi[sz]ed|Briefed|Shared|Highlighted|Reaffirmed|Reiterated"
        r"|Took stock|Focused|Touched|Witnessed|Commended|Praised|Explored|Assured|Invited|Wished|Called for"
        r"|Look(?:ing)? forward)(?! (?:and|by)\b)"
        r"|Moreover|Furthermore|However|Therefore|Thus|Meanwhile|Separately|Similarly|Finally|Besides|Another"
        r"|Other|As a result"
        r"|As usual|As for|For (?:his|her|its|their) part|On (?:his|her|its|their) part"
        r"|On the (?:issue|topic|other|agenda|programme)"
        r"|In (?:addition|particular|this|that|turn|his|her|their|conclusion|response|closing|light|parallel)"
        r"|At the (?:same|end)"
        r"|(?:During|Following|After|At|Ahead of|Before|Throughout|Upon|With regard to) (?:this|these|his|her|their|its"
        r"|the(?= [a-z])(?! (?:invitation|initiative|request)))"
        r"|The (?:two|three|four|sides|parties|ministers?|officials|leaders|participants|interlocutors"
        r"|delegations?|delegates"
        r"|diplomats?|ambassadors?|president|secretary|commissioner|meeting|talks|discussions?|conversation"
        r"|visit|agenda|event"
        r"|ceremony|session|agreement|document|statement|message|heads|partners|guests?|counterparts|envoys?"
        r"|high representative"
        r"|deputy|spokesperson|conference|forum|programme)|Discussions?|(?:Special|Particular) attention|Views were"
        r"|Key (?:points|talking)|Among|There)\b(?! (?:of|for) (?:the )?[A-Z])",
    ),
}

# Looked for at the end of the words.
END = {
    Mark.FINISHED: re.compile(rf"[.!?…]['’\"”»)\]]{{0,3}}(?:\s?[<\[(]\s?(?:\.{{3}}|…)\s?[>\])])?(?: {_DAY})?$"),
    Mark.OPEN_ENDED: re.compile(r"(?:[:,;]| and| or| of| the| to)$"),
    Mark.ENDS_IN_TAGS: re.compile(
        r"(?:[.!?…”\"’)]|\s[-–|])\s{0,3}(?:#\w{1,60}[\s,]{0,3}){1,15}$|(?:\s#\w{1,60}){2,15}$"
    ),
    Mark.ENDS_IN_LINK: re.compile(rf"(?:^|[\s(:]){_ADDRESS}[)\].]?$", re.IGNORECASE),
}

# Two sentences on one line are prose, whatever ends the second.
SENTENCE_BREAK = re.compile(r"[^\W\d_]{3}[.!?] [A-ZÀ-Þ]")
RULE = re.compile(r"([-–—_=*~#+.·•◦▬─━═➖⸻⭐✦])\ufe0f?(?:\s{0,2}\1\ufe0f?){2,200}|[⸻⁂]")
