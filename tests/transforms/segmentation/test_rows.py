import pytest

from transforms.segmentation.rows import read_rows


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["", "One.", "Two."], [(2, 1, "", 0), (3, 0, "", 0)], id="blank lines above"),
        pytest.param(["One.", "", " ", "Two."], [(1, 0, "", 0), (4, 2, "", 0)], id="blank lines between"),
        pytest.param(["One.", "---", "Two."], [(1, 0, "", 0), (3, 0, "-", 0)], id="a rule between"),
        pytest.param(["One.", "# # #", "Two."], [(1, 0, "", 0), (3, 0, "#", 2)], id="a rule that closes"),
        pytest.param(["***", "One."], [(2, 0, "", 0)], id="a rule at the top"),
        pytest.param(["", "\u200b"], [], id="nothing"),
    ],
)
def test_lines_with_words_are_read(lines: list[str], expected: list[tuple[int, int, str, int]]) -> None:
    assert [(row.shape.number, row.blanks, row.rule, row.closed_at) for row in read_rows(lines)] == expected


def test_white_space_at_the_end_of_a_line_is_seen() -> None:
    assert [row.padded for row in read_rows(["One. ", "Two."])] == [True, False]
