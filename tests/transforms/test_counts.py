import pytest

from transforms.counts import counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 posts"), (1, "1 post"), (2, "2 posts"), (2000, "2,000 posts")])
def test_a_noun_agrees_with_its_number(number: int, words: str) -> None:
    assert counted(number, "post") == words
