from datetime import date

import pytest

from transforms.errors import UnusableError
from transforms.segmentation.dateline import find_dateline


@pytest.mark.parametrize(
    ("text", "city", "agency", "published"),
    [
        (" date 2023-02-05 ASTANA, February 5. /KAZ/. The envoy came.", "ASTANA", "KAZ", date(2023, 2, 5)),
        ("date 2023-02-05 The envoy came.", None, None, date(2023, 2, 5)),
        ("LONDON, July 3 (Reuters) - The envoy came.", "LONDON", "Reuters", None),
        ("TOKYO (AP) — The envoy came.", "TOKYO", "AP", None),
        ("BEIJING, Aug. 5 (Xinhua) -- The envoy came.", "BEIJING", "Xinhua", None),
        ("Beijing, Aug. 5 (Xinhua) -- The envoy came.", "Beijing", "Xinhua", None),
        ("NEW DELHI: The envoy came.", "NEW DELHI", None, None),
        ("ANKARA, March 3 /Anadolu/ The envoy came.", "ANKARA", "Anadolu", None),
        ("UNITED NATIONS, Sept. 21 (dpa) - The envoy came.", "UNITED NATIONS", "dpa", None),
        ("GENEVA, 3 July 2024 – The envoy came.", "GENEVA", None, date(2024, 7, 3)),
        ("LVIV, Ukraine (AP) — The envoy came.", "LVIV", "AP", None),
        ("SAN JOSÉ, May 1 (EFE) - The envoy came.", "SAN JOSÉ", "EFE", None),
    ],
)
def test_a_dateline_gives_city_agency_and_day(
    text: str, city: str | None, agency: str | None, published: date | None
) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.city.text if found.city else None, found.agency, found.published_on) == (city, agency, published)
    assert found.city is None or text[found.city.start : found.city.stop] == found.city.text
    assert text[found.stop :] == "The envoy came."


@pytest.mark.parametrize(
    "text",
    [
        "JOINT STATEMENT: The ministers agreed on it.",
        "AFP: Does the ministry have a comment on it?",
        "BREAKING: The envoy came to town.",
        "The envoy came to London on July 3 (Reuters) - and left.",
        "Minister in Oslo",
        "",
    ],
)
def test_other_beginnings_are_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_a_header_with_a_day_that_does_not_exist_is_unusable() -> None:
    with pytest.raises(UnusableError, match="2023-02-30"):
        find_dateline("date 2023-02-30 ASTANA, February 5. /KAZ/. The envoy came.")


@pytest.mark.parametrize("text", ["A" * 100_000, "A " * 100_000, "A-" * 100_000, "date " * 50_000])
def test_a_hostile_line_is_looked_at_in_time(text: str) -> None:
    assert find_dateline(text) is None
