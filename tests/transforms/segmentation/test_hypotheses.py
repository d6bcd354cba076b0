import numpy as np
import pytest

from transforms.segmentation.hypotheses import fit, hypotheses, weigh
from transforms.segmentation.rows import read_rows

_POSTS = [
    "Ministers of Chile and Peru hold talks",
    "They spoke of ports. #Ports",
    "Talks in Lima end today",
    "Done. #Lima",
]


@pytest.mark.parametrize(
    ("way", "lines", "expected"),
    [
        pytest.param("every line is a post", ["One.", "Two.", "Three."], [1, 1], id="lines"),
        pytest.param("links end posts", ["See https://a.example/b", "https://c.example", "New."], [0, 1], id="links"),
        pytest.param("hashtags end posts", ["We met. #A #B", "It rained.", "#C"], [1, 0], id="hashtags"),
        pytest.param("blank lines part posts", ["One.", "", "Two.", "Three."], [1, 0], id="blank lines"),
        pytest.param("long blank runs part posts", ["One.", "", "Two.", "", "", "Three."], [0, 1], id="two lengths"),
        pytest.param("rules part posts", ["One.", "---", "Two.", "Three."], [1, 0], id="rules"),
        pytest.param(
            "stamps begin posts", ["A, [01.02.2025 10:00]", "One.", "A, [01.02.2025 11:00]"], [0, 1], id="stamps"
        ),
        pytest.param(
            "a line that comes again ends posts", ["A", "End 1", "B", "End 2", "C", "End 3"], [0, 1, 0, 1, 0], id="feet"
        ),
    ],
)
def test_a_way_puts_its_boundaries(way: str, lines: list[str], expected: list[float]) -> None:
    assert hypotheses(read_rows(lines))[way].tolist() == expected


def test_the_way_that_explains_the_gaps_weighs_most() -> None:
    ways = hypotheses(read_rows(_POSTS * 4))
    weights = weigh(ways, np.array([0.1, 0.9, 0.1, 0.7] * 4)[:-1])
    assert max(weights, key=lambda way: weights[way]) == "hashtags end posts"
    assert sum(weights.values()) == pytest.approx(1.0)


def test_a_way_that_agrees_in_all_fits_best() -> None:
    assert fit(np.array([1.0, 0.0]), np.array([0.99, 0.01])) > fit(np.array([1.0, 1.0]), np.array([0.99, 0.01]))
