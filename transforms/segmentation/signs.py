"""Signs that stand at the head of a line: emoji, flags and bullets, and what each tells about the line."""

import re
from enum import StrEnum


class Meaning(StrEnum):
    """What a sign at the start of a line makes of that line."""

    OPENER = "opener"
    BULLET = "bullet"
    ASIDE = "aside"
    PLACE = "place"
    POINTER = "pointer"
    CREDIT = "credit"


VARIATION_SELECTOR = "\ufe0f"

# Without U+FE0F. What is not listed (🤝 🌐 🏛 …) says nothing by itself; a dump may teach what it means there.
MEANINGS: dict[str, Meaning] = {
    # Openers: a microphone, a calendar, a siren head a new item.
    **dict.fromkeys("🎙🎤🗓📅📆⚡🔴▪◾◼⬛■🟥📢📣📰🗞🆕🚨🔔📡🎬🎥📹📺☎📞🛬🛫✈🕯⭕🔥", Meaning.OPENER),
    # Bullets: items of a list inside a post.
    **dict.fromkeys("🔹🔸🔷🔶🔺🔻▫◽◻□•●○◦‣⁃▸▹►▶·✅☑✔➖➕🔘💠♦⚪⚫🟢🔵🟠🟡🟣🟦🟧➤✦✧★☆✳✴", Meaning.BULLET),
    # Asides: a quotation, a stressed thought, a chart; they go on with what was begun.
    **dict.fromkeys("💬🗨🗯✍🖊🖋✒☝❗❕‼⁉⚠📈📉📊💡🔎🔍📜", Meaning.ASIDE),
    # Places and times of what the line above announces.
    **dict.fromkeys("📍🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⏰⏱🗺", Meaning.PLACE),
    # Credits: a camera, where a name follows it; before a sentence it heads a caption.
    **dict.fromkeys("📷📸", Meaning.CREDIT),
    # Pointers to more: a link, a document, an arrow.
    **dict.fromkeys("👉➡🔗📄📃📑📎ℹ👇⬇⤵↘↓→▼📲🌍🖥💻", Meaning.POINTER),
}

_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_TAIL = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_PICTURE = (
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff\u203c\u2049\u2022\u2023\u25e6\u2043\u00b7\u2139"
    "\U0001f000-\U0001faff]"
)
_SIGN = re.compile(f"{_FLAG}|[0-9#*]\ufe0f?\u20e3|{_PICTURE}{_TAIL}{{0,8}}(?:\u200d{_PICTURE}{_TAIL}{{0,8}}){{0,4}}")
_GAP = re.compile(r"[\s\ufe0f\u200b\u200d|]{0,8}")
_MOST_SIGNS = 12  # more than that is a banner, and a hostile line may hold millions


def leading_signs(line: str) -> tuple[tuple[str, ...], int]:
    """Return the signs at the start of a line, without U+FE0F, and the offset at which its words begin."""
    signs: list[str] = []
    at = _end_of_gap(line, 0)
    while len(signs) < _MOST_SIGNS and (found := _SIGN.match(line, at)):
        signs.append(found.group().replace(VARIATION_SELECTOR, ""))
        at = _end_of_gap(line, found.end())
    return tuple(signs), at


def is_flag(sign: str) -> bool:
    """Tell whether a sign is the flag of a country or a body."""
    return "\U0001f1e6" <= sign[0] <= "\U0001f1ff"


def is_keycap(sign: str) -> bool:
    """Tell whether a sign is a number, # or * in a key."""
    return sign.endswith("\u20e3")


def meaning(sign: str) -> Meaning | None:
    """Return what a sign at the head of a line says, None where it says nothing by itself."""
    if is_keycap(sign):
        return Meaning.BULLET
    return MEANINGS.get(sign) or MEANINGS.get(sign[0])


def without_signs(line: str) -> str:
    """Return a line without the signs anywhere in it."""
    return " ".join(_SIGN.sub(" ", line).replace(VARIATION_SELECTOR, "").split())


def _end_of_gap(line: str, start: int) -> int:
    found = _GAP.match(line, start)
    return found.end() if found else start
