"""Sentences in which synthetic posts tell of events, by what became of them and by kind, None for the rest."""

from transforms.elements import Kind

_Sentences = dict[Kind | None, tuple[str, ...]]

HELD: _Sentences = {
    Kind.BILATERAL_MEETING: (
        "{who} met with {whom} in {city} {day}.",
        "{day} {who} held talks with {whom} in {city}.",
        "In {city}, {who} was received by {whom} {day}. The sides discussed {name}.",
        "Talks between {who} and {whom} took place in {city} {day}.",
        "{whom} welcomed {who} in {city} {day} for talks on {name}.",
    ),
    Kind.TRILATERAL_MEETING: (
        "A trilateral meeting of {all} was held in {city} {day}.",
        "{all} met in a trilateral format in {city} {day}.",
    ),
    Kind.MULTILATERAL_MEETING: (
        "The {event} was held in {city} {day}. {all} took part.",
        "{all} attended the {event} in {city} {day}.",
    ),
    Kind.PHONE_CALL: (
        "{who} had a telephone conversation with {whom} {day}.",
        "{day} {who} spoke by phone with {whom}. They exchanged views on {name}.",
    ),
    Kind.VISIT: (
        "{who} paid a working visit to {host} {day}.",
        "The official visit of {who} to {host} took place {day}.",
    ),
    Kind.ARRIVAL: (
        "{who} arrived in {city} {day}.",
        "{who} has arrived in {host} on a working visit {day}.",
    ),
    Kind.DEPARTURE: ("{who} left {city} {day}.",),
    Kind.PRESS_CONFERENCE: ("{who} and {whom} gave a joint press conference in {city} {day}.",),
    Kind.BRIEFING: ("The spokesperson of the Ministry of Foreign Affairs of {guest} held a weekly briefing {day}.",),
    Kind.STATEMENT: ("The Ministry of Foreign Affairs of {guest} issued a {name} {day}.",),
    Kind.CONDOLENCE: ("{who} sent a message of condolence to {whom} over {name} {day}.",),
    Kind.CONGRATULATION: ("{who} sent a message of congratulations to {whom} {day} on the national day.",),
    Kind.CEREMONY: ("{who} and {whom} took part in the {event} in {city} {day}.",),
    None: ("{who} and {whom} met in {city} {day}.",),
}
AHEAD: _Sentences = {
    Kind.BILATERAL_MEETING: (
        "{who} will meet with {whom} in {city} {day}.",
        "Talks of {who} with {whom} are scheduled in {city} {day}.",
    ),
    Kind.TRILATERAL_MEETING: ("A trilateral meeting of {all} will be held in {city} {day}.",),
    Kind.MULTILATERAL_MEETING: ("The {event} will be held in {city} {day}. {all} are expected to take part.",),
    Kind.PHONE_CALL: ("{who} will speak by phone with {whom} {day}.",),
    Kind.VISIT: ("{who} will pay a working visit to {host} {day}.", "{who} is expected in {host} on a visit {day}."),
    None: ("{who} will meet with {whom} {day}.",),
}
CALLED_OFF: _Sentences = {
    Kind.VISIT: ("The visit of {who} to {host}, planned {day}, has been {what}.",),
    Kind.MULTILATERAL_MEETING: ("The {event} that was to be held in {city} {day} has been {what}.",),
    None: ("The meeting of {who} with {whom}, planned {day}, has been {what}.",),
}
CLOSING = (
    "The sides reviewed the state of bilateral cooperation and agreed to keep up regular contacts on {topic}.",
    "Particular attention was paid to {topic}. Both countries intend to broaden trade and investment.",
    "An exchange of views on topical regional and international issues, with a focus on {topic}, took place as well.",
    "It was noted with satisfaction that the practical work on {topic} goes ahead in line with earlier understandings.",
    "The participants confirmed their readiness to coordinate approaches to {topic} in international organisations.",
    "Humanitarian ties, tourism and education were touched upon, and so was {topic}.",
)
TOPICS = (
    "food security",
    "the peaceful use of energy",
    "water management",
    "digital trade",
    "maritime transport",
    "migration",
    "cultural heritage",
    "railway links",
    "climate adaptation",
    "disaster relief",
)
