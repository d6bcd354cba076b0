"""Invented persons: names put together from parts, each part in the spellings that transliteration gives it."""

from dataclasses import dataclass
from random import Random

Spellings = tuple[str, ...]

_GIVEN = (
    "Aleksandar/Alexander/Aleksander Yusef/Youssef/Yousuf Dmitar/Dimitar/Demetar Khaled/Khalid/Halid Sergio/Serjio "
    "Mikhal/Mihail/Michal Natalya/Natalia/Nataliya Tomas/Thomas Ekrem Zhanar/Janar Chandra/Tchandra Lucia "
    "Petra Joren/Yoren Hideo Min-su/Minsu Phuong/Fuong Oumar/Umar/Omar Fatou/Fatu Ingrid Rafael/Raphael Eduard/"
    "Edward Nguema Salim/Saleem Noura/Nora/Nura Viktor/Victor Teodor/Theodor Anselm Marit Kwabena/Kwabina "
    "Abdel/Abdul Selma/Salma Ilyas/Ilias Qasim/Kasim/Gasem Bogdan Oyelaran Tsering/Cering Wirawan Pilar "
    "Geraldine Ludovic/Ludovik Stefan/Stephan Zoran Amadou/Amadu Roxana/Roksana Ismet Grigor/Grigori Daw Ari"
)
_STEMS = (
    "Khar/Har Yur/Iur/Jur Shevl/Sevl Ous/Us Chak/Tchak Bern Dral Mesk Vint/Wint Qal/Kal Zham/Jam Dhor/Dor Fent/Phent "
    "Gour/Gur Hald Imr Jask/Yask Kerim/Karim Lod Morv Nesh/Nech Obr Pask Rud Sul Tver Ulm Vasht/Wasst Xand/Ksand "
    "Yelk/Elk Zor Bakht/Baht Cerv/Tserv Dzhal/Djal/Jal Esk Farm Golm Hroz Ishk Juhl Kolv Lakht Mund Noor/Nur Ost "
    "Pryb/Prib Quent/Kent Rask Stoj/Stoy Thal/Tal"
)
_ENDINGS = (
    "ov/off ev/eff enko ani/any anyan/anian ic/ich/itch sen ez/es adze oglu/oglou ullah/ollah isto ema ura ato antes "
    "ovsky/ovskiy/ovski aitis omba yev/iev berg"
)
ROLES = (
    "Minister of Foreign Affairs",
    "President",
    "Prime Minister",
    "Deputy Minister of Foreign Affairs",
)
"""Offices by rank, the deputies last; there are three of them."""
DEPUTIES = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A given and a family name, each in all its spellings."""

    given: Spellings
    family: Spellings

    @property
    def full(self) -> str:
        """The name in its usual spelling."""
        return f"{self.given[0]} {self.family[0]}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds an office of a country."""

    name: Name
    country: str
    role: str


def _parts(listed: str) -> tuple[Spellings, ...]:
    return tuple(tuple(part.split("/")) for part in listed.split())


_PARTS = _parts(_GIVEN), _parts(_STEMS), _parts(_ENDINGS)


def invent(random: Random) -> Name:
    """Return a name; two persons of the world may happen to share one, as in the real one."""
    given, stem, ending = (random.choice(parts) for parts in _PARTS)
    longest = max(len(stem), len(ending))
    family = tuple(dict.fromkeys(stem[i % len(stem)] + ending[i % len(ending)] for i in range(longest)))
    return Name(given, family)
