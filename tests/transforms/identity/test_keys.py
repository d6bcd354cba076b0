from typing import Any

import pytest

from tests.transforms.identity.builders import HALVORSEN, OWUSU, mention
from transforms.elements import Kind
from transforms.identity.keys import candidate_key

SESSION = {"kind": Kind.MULTILATERAL_MEETING, "organisations": ("ASEAN",)}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("in person", "GHA+NOR")),
        ({"kind": Kind.SIGNING}, ("in person", "GHA+NOR")),
        ({"kind": Kind.PHONE_CALL}, ("call", "GHA+NOR")),
        ({"kind": Kind.TRILATERAL_MEETING, "countries": ("CHL", "GHA", "NOR")}, ("in person", "CHL+GHA+NOR")),
        ({"countries": ("GHA", "NOR", "UKR"), "participants": (HALVORSEN, OWUSU)}, ("in person", "GHA+NOR")),
        ({"countries": ("GHA", "NOR", "UKR"), "participants": (HALVORSEN,)}, ("in person", "GHA+NOR+UKR")),
        (
            {
                "kind": Kind.TRILATERAL_MEETING,
                "countries": ("GHA", "NOR", "UKR"),
                "participants": (HALVORSEN, OWUSU),
            },
            ("in person", "GHA+NOR+UKR"),
        ),
        ({**SESSION, "countries": ("NOR", "THA")}, ("session", "ASEAN+NOR")),
        ({**SESSION, "countries": ("THA",)}, ("session", "ASEAN")),
        ({"kind": Kind.MULTILATERAL_MEETING}, ("gathering", "GHA")),
        ({"kind": Kind.MULTILATERAL_MEETING, "place": None}, ("in person", "GHA+NOR")),
        ({"kind": Kind.VISIT, "participants": (HALVORSEN,)}, ("visit", "NOR")),
        ({"kind": Kind.VISIT, "participants": ()}, ("visit", "NOR")),
        ({"kind": Kind.VISIT, "participants": (HALVORSEN, OWUSU)}, ("visit", "NOR")),
        ({"kind": Kind.BRIEFING, "countries": ("NOR",)}, ("press", "NOR")),
        ({"kind": Kind.CONDOLENCE}, ("condolence", "GHA+NOR")),
        ({"organisations": ("ASEAN",)}, ("in person", "GHA+NOR")),
    ],
)
def test_where_a_mention_meets_its_like(fields: dict[str, Any], expected: tuple[str, str]) -> None:
    assert candidate_key(mention(**fields)) == expected
