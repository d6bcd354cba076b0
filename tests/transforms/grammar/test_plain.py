import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.grammar.plain import strip_ornaments

_TEXTS = st.lists(
    st.sampled_from(
        ["a", "é", "☝", "\ufe0f", "🇳🇴", "#", "👩‍👧", " ", "\n", "©", "®", "\u200b", "中", "’", "\ud800", "\U000f0000"]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Minister met", "Minister met"),
        ("☝️ Minister", " Minister"),
        ("🇳🇴🇰🇪Minister", "Minister"),
        ("#Oslo", "Oslo"),
        ("1️⃣ Item", "1 Item"),
        ("Zoë’s café — naïve", "Zoë’s café — naïve"),
        ("5 £ © ®", "5 £ © ®"),
        ("", ""),
        ("👍", ""),
    ],
)
def test_only_ornaments_are_left_out(text: str, plain: str) -> None:
    assert strip_ornaments(text).text == plain


@given(st.one_of(_TEXTS, st.text()))
def test_every_sign_is_found_again_in_the_post(text: str) -> None:
    plain = strip_ornaments(text)
    origins = [plain.origin(offset) for offset in range(len(plain.text))]
    assert [text[origin] for origin in origins] == list(plain.text)
    assert origins == sorted(set(origins))


@given(st.one_of(_TEXTS, st.text()))
def test_stripping_twice_is_stripping_once(text: str) -> None:
    once = strip_ornaments(text).text
    assert strip_ornaments(once).text == once
