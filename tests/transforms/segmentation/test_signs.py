import pytest

from transforms.segmentation.signs import MEANINGS, VARIATION_SELECTOR, Meaning, leading_signs, meaning, without_signs


@pytest.mark.parametrize(
    ("line", "signs", "words"),
    [
        ("🇰🇪🇺🇬 Talks", ("🇰🇪", "🇺🇬"), "Talks"),
        ("⚡️ Breaking", ("⚡",), "Breaking"),
        ("⚡ Breaking", ("⚡",), "Breaking"),
        ("1️⃣ First", ("1⃣",), "First"),
        ("👩🏽‍🚀 Space", ("👩🏽‍🚀",), "Space"),
        ("  • item", ("•",), "item"),
        ("2025 was a year", (), "2025 was a year"),
        ("#Tag", (), "#Tag"),
        ("", (), ""),
    ],
)
def test_signs_before_the_words(line: str, signs: tuple[str, ...], words: str) -> None:
    found, start = leading_signs(line)
    assert (found, line[start:]) == (signs, words)


def test_the_table_has_no_variation_selectors() -> None:
    assert [sign for sign in MEANINGS if VARIATION_SELECTOR in sign] == []


def test_every_meaning_has_a_sign() -> None:
    assert set(MEANINGS.values()) == set(Meaning)


def test_a_keycap_is_a_bullet() -> None:
    assert meaning("3⃣") is Meaning.BULLET


def test_an_unknown_sign_means_nothing() -> None:
    assert meaning("🤝") is None


def test_signs_are_taken_out_of_a_line() -> None:
    assert without_signs("👉 Read ⬇️ more 🇲🇹") == "Read more"
