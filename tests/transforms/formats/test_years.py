import pytest

from transforms.formats.years import reference_year


@pytest.mark.parametrize(
    ("posts", "year"),
    [
        (["Talks in Bern\n📍 Bern, 3 May 2022", "Call"], 2022),
        (["Talks (Bern, May 3, 2022)\nBern was founded in 1191.\nThe treaty of 11 July 1976 stands."], 2022),
        (["Talks\nmore\nmore\nsigned on 3 May 2022"], 2022),
        (["Talks, 30 December 2022", "Talks, 2 January 2023"], None),
        (["Talks, 3 May 2022", "Anniversary of the accord of 3 May 1972"], None),
        (["Talks, 3 May 2022", "Talks, 4 May 2022", "Anniversary of the accord of 3 May 1972"], 2022),
        (["Talks, 3 May"], None),
        ([], None),
    ],
)
def test_the_full_dates_of_a_file_agree_on_a_year(posts: list[str], year: int | None) -> None:
    assert reference_year(posts) == year
