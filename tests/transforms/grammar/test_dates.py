import pytest

from tests.transforms.grammar.build import main_of, words

_MET = "Foreign Minister Solheim met with Foreign Minister of Kenya Peter Kamau"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{_MET} on 12 March 2031 in Nairobi.", "12 March 2031"),
        (f"{_MET} in Nairobi on March 12, 2031.", "March 12, 2031"),
        (f"{_MET} in Nairobi, 12 March 2031", "12 March 2031"),
        (f"On 12 March 2031, {_MET}.", "12 March 2031"),
        (f"On Thursday {_MET}.", "Thursday"),
        (f"{_MET} in Nairobi today.", "today"),
        (f"{_MET} yesterday in Nairobi.", "yesterday"),
        (f"{_MET} in Nairobi (12 March 2031)", "12 March 2031"),
        (f"{_MET} (Nairobi, 12.03.2031)", "12.03.2031"),
        (f"12 March 2031\n{_MET}.", "12 March 2031"),
        (f"🗓 12 March 2031\n{_MET}.", "12 March 2031"),
        (f"{_MET}\nNairobi, 12 March 2031\n\nThey discussed trade.", "12 March 2031"),
        (f"{_MET}\n📍 Nairobi\n📅 12 March 2031", "12 March 2031"),
        (f"{_MET} in Nairobi.\n\nThey recalled the agreement of 4 May 1999.", None),
        (f"{_MET}.", None),
        (
            "President Ruiz will visit Bogotá from 3 to 5 May 2031 at the invitation of President Mora.",
            "3 to 5 May 2031",
        ),
        ("President Ruiz will visit Bogotá on May 3-5, 2031.", "May 3-5, 2031"),
        ("President Ruiz will visit Bogotá next week.", "next week"),
        ("President Ruiz will visit Bogotá in May 2031.", "May 2031"),
        ("From 3 to 5 May 2031, President Ruiz will be on an official visit to Bogotá.", "3 to 5 May 2031"),
        ("President Ruiz will meet President Mora tomorrow.", "tomorrow"),
        ("The BRICS summit will be held in Cape Town on 1-2 June 2031.", "1-2 June 2031"),
        (
            "President Ruiz wants back to the pact that she left in May, as talks with President Mora open in Lima.",
            None,
        ),
        (f"On 12 March 2031, while visiting Nairobi, {_MET}.", "12 March 2031"),
    ],
)
def test_the_day_is_found_wherever_it_stands(text: str, day: str | None) -> None:
    mention = main_of(text)
    found = words(mention.date)
    assert found == day
