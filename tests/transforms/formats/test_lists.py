import pytest

from transforms.formats.habits import Row
from transforms.formats.lists import mark_items
from transforms.formats.marks import Mark
from transforms.formats.shapes import shape


def _items(*lines: str) -> list[bool]:
    rows = [Row(shape(number, line)) for number, line in enumerate(lines, 1)]
    return [Mark.BULLET in row.shape.marks and Mark.OPENER not in row.shape.marks for row in mark_items(rows)]


def test_short_neighbours_with_one_sign_are_a_list() -> None:
    assert _items("Programme of the visit:", "🗓 3 May – Arrival in Linz", "🗓 4 May – Talks", "They left.") == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("🗓 Ana Prado (Chile)", "They left."), id="a line alone"),
        pytest.param(("🔴 Live at six: the ministers face the press in Linz", "🔴 Our site"), id="a heading"),
        pytest.param(("🇦🇹 Arrival in Linz", "🇦🇹 Talks in Linz"), id="flags"),
        pytest.param(
            (
                "🗓 Foreign Minister Ana Prado met Foreign Minister Max Moser in Linz.",
                "🗓 Foreign Minister Ana Prado visited Graz.",
            ),
            id="news",
        ),
    ],
)
def test_other_neighbours_are_no_list(lines: tuple[str, ...]) -> None:
    assert not any(_items(*lines))
