import pytest

from transforms.languages import is_read, language_name, language_said, unread


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("zh-Hans", "zh"),
        ("iw", "he"),
        ("in", "id"),
        ("ceb", "ceb"),
        (None, "und"),
        ("", "und"),
        ("und", "und"),
        ("zxx", "und"),
        ("qme", "und"),
        ("xq", "und"),
        ("the language of the text", "und"),
    ],
)
def test_what_a_source_says_is_a_code(said: str | None, code: str) -> None:
    assert language_said(said) == code


def test_english_and_what_cannot_be_told_from_it_are_read() -> None:
    assert [lang for lang in ("en", "und", "ru", "fr") if is_read(lang)] == ["en", "und"]


def test_languages_that_are_not_read_are_told_with_the_most_posts_first() -> None:
    told = list(unread({"en": 30, "fa": 1, "ru": 1200, "und": 2, "es": 0}))
    assert told == ["1,200 posts in Russian were not read", "1 post in Persian was not read"]


def test_a_code_without_a_name_stands_for_itself() -> None:
    assert [language_name(lang) for lang in ("ru", "eml", "und")] == ["Russian", "eml", "no known language"]
