"""All that decides how large, how busy and how badly told the synthetic world is, each with its reason.

Difficulty comes from what real feeds do: posts leave fields out, spell names in their own way, date by the day of the
post. No figure here was chosen by looking at what any resolver makes of it.
"""

from dataclasses import dataclass, field
from datetime import date

Shares = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldParameters:
    """How the events of the world are spread over days, countries and formats."""

    first_day: date = date(2005, 1, 3)  # the world begins here and goes on for as long as mentions are asked for
    scenes_a_day: float = 45.0  # scenes opened on a working day; some hold several events, which makes about 50 a day
    quiet_share: float = 0.3  # what of that is left on Saturdays and Sundays
    zipf: float = 0.85  # the country of rank r acts as often as 1 / (r + 2) ** zipf
    term_years: int = 5  # an office changes hands after so many years, not in all countries at once
    neighbours: float = 0.25  # share of partners that come from a country's own ten closest, not from all the world
    scenes: tuple[tuple[str, float], ...] = (
        ("meeting", 0.30),
        ("call", 0.17),
        ("visit", 0.12),
        ("session", 0.07),
        ("trilateral", 0.03),
        ("gathering", 0.04),
        ("briefing", 0.08),
        ("statement", 0.09),
        ("message", 0.06),
        ("ceremony", 0.04),
    )
    ranks: Shares = (0.52, 0.16, 0.08, 0.24)  # who speaks for a country: minister, president, prime minister, deputy
    third_country: float = 0.2  # meetings that neither side hosts
    other_city: float = 0.15  # events of a country outside its capital
    second_meeting: float = 0.15  # a trip on which a pair meets twice: other persons, the same day or the next
    second_call: float = 0.06  # the same two call again within four days
    annual_pairs: int = 120  # pairs that meet in the same week of every year, mostly in the same city
    beside_session: Shares = (0.3, 0.25, 0.2, 0.15, 0.1)  # none, one, two … bilaterals on the margins of a session
    beside_trilateral: float = 0.5  # two of the three meet alone as well, on the same day
    cancelled: float = 0.025
    postponed: float = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingParameters:
    """How posts tell of an event, and what they leave out or get wrong."""

    counts: Shares = (0.25, 0.22, 0.18, 0.13, 0.09, 0.06, 0.04, 0.03)  # one, two … mentions of talks: 3.1 on average
    small_counts: Shares = (0.52, 0.27, 0.13, 0.08)  # of statements, messages, arrivals: 1.8 on average
    announced: float = 0.25  # mentions that come before the event, as a plan
    lead_days: float = 6.0  # days by which they do, on average
    delays: Shares = (0.60, 0.26, 0.09, 0.03, 0.02)  # days after the event at which a report is published: 0, 1, 2 …
    reported_dates: Shares = (0.37, 0.26, 0.37)  # explicit, relative, none, so that the day of the post stands in
    planned_dates: Shares = (0.56, 0.16, 0.10, 0.18)  # exact day, a range about it, its month, none
    unpublished: float = 0.04  # posts of dumps that do not say when they were published, nor lend their day
    wrong_day: float = 0.015  # a day beside the true one: another time zone, or a slip
    no_city: float = 0.28
    no_country: float = 0.6  # of those without a city, the ones without the country of the place too
    wrong_city: float = 0.004
    no_persons: float = 0.14
    person_missing: float = 0.16  # each person, where some are named
    country_of_person_missing: float = 0.05
    role_missing: float = 0.2
    family_alone: float = 0.22
    initial: float = 0.08
    reversed_name: float = 0.04  # the family name first
    transliterated: float = 0.30  # each part of a name that has other spellings
    typo: float = 0.012
    no_counterpart: float = 0.04  # "met his counterpart"
    extra_party: float = 0.01  # a country that is only spoken about, taken for a party
    party_unnamed: float = 0.35  # each country at a session or gathering that a post does not name
    no_body: float = 0.03  # a session told without its organisation
    no_level: float = 0.35  # a session told without its level in words
    no_sidelines: float = 0.4
    no_name: float = 0.3  # an event that has a name, told without it
    other_kind: float = 0.02  # talks told as a signing or something else, and the like
    no_document: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The whole synthetic world."""

    world: WorldParameters = field(default_factory=WorldParameters)
    telling: TellingParameters = field(default_factory=TellingParameters)
