"""The forms in which texts write days, as patterns: one for each form, and one that finds any of them.

All repetition is bounded, so that reading takes time in proportion to the text, whatever the text.
"""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
COUNTS = {
    word: number
    for number, words in enumerate(
        (
            ("a", "an", "one"),
            ("two", "a couple of"),
            ("three",),
            ("four",),
            ("five",),
            ("six",),
            ("seven",),
            ("eight",),
            ("nine",),
            ("ten",),
            ("eleven",),
            ("twelve",),
        ),
        start=1,
    )
    for word in words
}

# Months and weekdays need their capital: `may` and `march` are verbs, `sun` shines.
_WRITTEN_MONTHS = "|".join(
    f"{name.title()}|{name.upper()}"
    for name in sorted(MONTHS, key=len, reverse=True)
    if len(name) > 2  # noqa: PLR2004
)
_WRITTEN_DAYS = "|".join(f"{name.title()}|{name.upper()}" for name in sorted(WEEKDAYS, key=len, reverse=True))
_FULL_DAYS = "|".join(f"{name.title()}|{name.upper()}" for name in WEEKDAYS if name.endswith("day"))

S = r"(?:[^\S\n]{1,3}|[^\S\n]?\n)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?(?![0-9]|[.:][0-9]|[^\W_])"
_MONTH = rf"(?:{_WRITTEN_MONTHS})(?![^\W_])\.?"
_YEAR = r"(?:1[5-9]|2[0-9])[0-9]{2}(?![0-9]|[^\W_])"
_TAIL = (
    rf"(?:(?:,{S}?|{S})(?:of{S})?(?:(?P<year>{_YEAR})(?:{S}year(?![^\W_]))?|(?i:(?P<which>this|last|next){S}year)))?"
)
_DASH = r"[-–—‑−]"
_TO = rf"(?:{S}?{_DASH}{S}?|{S}(?i:to|till|until|through){S}(?:the{S})?)"
_AND = rf"(?:{S}?{_DASH}{S}?|,?{S}(?i:to|till|until|through|and|&){S}(?:the{S})?)"
_ON = rf"(?:(?:{_WRITTEN_DAYS})\.?(?:{_AND}(?:{_WRITTEN_DAYS})\.?)?,?{S}(?:the{S})?)?"
_LIST = rf"(?:,{S}(?:{_DAY}))"
_OF = rf"(?:{S}(?:of{S})?)"
_PART = rf"(?:{S}(?i:morning|afternoon|evening|night))?"
_NUMBER = r"(?:[0-9]{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
_DD = "(?:0?[1-9]|[12][0-9]|3[01])"
_START = r"(?<![^\W_])(?<![0-9][.,/-])"

FORMS: dict[str, str] = {
    "month_day_to_month_day": rf"{_ON}(?P<month>{_MONTH}){S}(?P<day>{_DAY})(?:,?{S}(?P<first_year>{_YEAR}))?{_TO}"
    rf"(?P<last_month>{_MONTH}){S}(?P<last_day>{_DAY}){_TAIL}",
    "day_month_to_day_month": rf"{_ON}(?P<day>{_DAY}){_OF}(?P<month>{_MONTH})(?:,?{S}(?P<first_year>{_YEAR}))?{_TO}"
    rf"(?P<last_day>{_DAY}){_OF}(?P<last_month>{_MONTH}){_TAIL}",
    "month_days": rf"{_ON}(?P<month>{_MONTH}){S}(?:the{S})?(?P<day>{_DAY})(?P<list>{_LIST}{{0,5}})(?P<joint>{_AND})"
    rf"(?P<last_day>{_DAY})(?!{S}(?:of{S})?{_MONTH}){_TAIL}",
    "days_month": rf"{_ON}(?P<day>{_DAY})(?P<list>{_LIST}{{0,5}})(?P<joint>{_AND})(?P<last_day>{_DAY}){_OF}"
    rf"(?P<month>{_MONTH}){_TAIL}",
    "month_day": rf"{_ON}(?P<month>{_MONTH}){S}(?:the{S})?(?P<day>{_DAY}){_TAIL}",
    "day_month": rf"{_ON}(?P<day>{_DAY}){_OF}(?P<month>{_MONTH}){_TAIL}",
    "iso": r"(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9-])",
    "numbers": rf"{_DD}(?:[-–]{_DD})?(?:\.{_DD}\.|/{_DD}/)(?:19|20|21)[0-9]{{2}}(?![0-9]|[./-][0-9])",
    "months": rf"(?P<month>{_MONTH})(?:{_TO}|{S}and{S})(?P<last_month>{_MONTH}){S}(?P<year>{_YEAR})",
    "month_year": rf"(?P<month>{_MONTH})(?:,{S}?|{_OF})(?P<year>{_YEAR})(?!{S}?{_DASH}{S}?[0-9]{{4}})",
    "which_month": rf"(?i:(?P<which>this|last|next|coming|past)){S}(?P<month>{_MONTH})(?!{S}[0-9])",
    "month": rf"(?:(?<=[Ii]n[ ])|(?<=[Ss]ince[ ])|(?<=[Dd]uring[ ])|(?=(?i:early|late|mid)[- ]))"
    rf"(?:(?i:early|late|mid)[- ])?(?P<month>{_MONTH})(?!{S}?[0-9])",
    "year": rf"(?<=[Ii]n[ ])(?P<year>{_YEAR})(?!{S}?{_DASH}{S}?[0-9]|[./][0-9])",
    "day": r"(?i:(?P<word>(?:the day before|the day after)[ ](?:yesterday|tomorrow)|(?:earlier|later)[ ]today"
    rf"|today|tonight|last[ ]night|yesterday|tomorrow|this[ ](?:morning|afternoon|evening))){_PART}",
    "weekdays": rf"(?P<weekday>{_FULL_DAYS})(?:{_AND})(?P<last_weekday>{_FULL_DAYS})",
    "weekday": rf"(?:(?i:(?P<which>this|last|next|coming|past|this coming|this past)){S})?"
    rf"(?P<weekday>{_FULL_DAYS}){_PART}",
    "weekend": rf"(?i:(?:over|at|during){S}(?:the|this|last|next)|this|last|next|coming|past){S}(?i:weekend)",
    "stretch": rf"(?:(?i:(?P<side>earlier|later)){S})?(?i:(?P<which>this|last|next|coming|past|previous)){S}"
    r"(?i:(?P<unit>week|month|year))",
    "ahead": rf"(?i:in{S}(?P<count>{_NUMBER}){S}(?P<unit>day|week|month|year)(?:s['’]?|['’]s)?(?:{S}time)?)",
    "ago": rf"(?i:(?P<count>{_NUMBER}){S}(?P<unit>day|week|month|year)s?{S}ago)",
    "day_of_month": rf"(?i:(?<=on[ ])the{S}(?P<day>(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th))"
    rf"(?:{S}of{S}(?P<which>this|last|next){S}month|(?={S}?(?:[,.;:)!?\n]|$)|{S}(?:in|at|with|the|he|she|we|they|to)\b)))",
}

# Words around a form in which it is no date: newspapers, feasts, names, anniversaries.
_NOT_AFTER = r"(?<!Russia )(?<!USA )(?<!India )(?<!Black )(?<!Good )(?<!Bloody )(?<!Holy )(?<!Super )(?<!Theresa )"
_NOT_BEFORE = r"(?![^\W_]|[ ](?:Times|Telegraph|Agenda|[Aa]nniversary|[Cc]entury)\b)"

PATTERNS = {name: re.compile(form) for name, form in FORMS.items()}
ANY = re.compile(
    _START
    + _NOT_AFTER
    + "(?:"
    + "|".join(f"(?P<{name}_form>{re.sub(r'[(][?]P<[a-z_]+>', '(?:', form)})" for name, form in FORMS.items())
    + ")"
    + _NOT_BEFORE
)
