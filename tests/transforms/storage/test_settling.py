from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.storage.building import a_mention, a_post
from transforms.elements import Post
from transforms.storage.rows import StoredPost
from transforms.storage.settling import Carry, PublishedPost, settle

KEEPING_A = Carry(kept=frozenset({"a.txt"}))


def _published(post: Post) -> PublishedPost:
    return PublishedPost(StoredPost(post, "before"), (a_mention(),))


@pytest.mark.parametrize(
    ("read", "known", "carry", "expected"),
    [
        pytest.param([a_post()], [], Carry(), (a_post(), True), id="a new post is extracted"),
        pytest.param(
            [], [a_post()], KEEPING_A, (StoredPost(a_post(), "before"), False), id="a post of a file not read stands"
        ),
        pytest.param([], [a_post()], Carry(), None, id="a post that its file no longer gives is gone"),
        pytest.param(
            [a_post()],
            [a_post()],
            Carry(),
            (StoredPost(a_post(), "before"), False),
            id="a post that is read again unchanged keeps its run and its mentions",
        ),
        pytest.param(
            [a_post(first_line=9, boundary_confidence=0.5)],
            [a_post()],
            Carry(),
            (StoredPost(a_post(first_line=9, boundary_confidence=0.5), "before"), False),
            id="a post that moved in its file is not extracted again",
        ),
        pytest.param(
            [a_post(text="Edited.")],
            [a_post()],
            Carry(),
            (a_post(text="Edited."), True),
            id="an edited post is extracted",
        ),
        pytest.param(
            [a_post(reference_year=2021)],
            [a_post()],
            Carry(),
            (a_post(reference_year=2021), True),
            id="what decides the dates of a post makes it another",
        ),
        pytest.param(
            [a_post(file="b.txt")],
            [a_post()],
            KEEPING_A,
            (StoredPost(a_post(), "before"), False),
            id="an overlapping export adds nothing",
        ),
        pytest.param(
            [a_post(file="a.txt")],
            [a_post(file="b.txt")],
            Carry(kept=frozenset({"b.txt"})),
            (StoredPost(a_post(file="a.txt"), "before"), False),
            id="the first file by name is the source, whichever came first",
        ),
        pytest.param(
            [a_post(file="b.txt", text="Edited.")],
            [a_post()],
            KEEPING_A,
            (a_post(file="b.txt", text="Edited."), True),
            id="a new wording in another file stands",
        ),
        pytest.param(
            [a_post(file="b.txt", text="Old.", published_on=date(2021, 3, 1))],
            [a_post(published_on=date(2021, 3, 2))],
            KEEPING_A,
            (StoredPost(a_post(published_on=date(2021, 3, 2)), "before"), False),
            id="a wording that was published earlier does not come back",
        ),
        pytest.param(
            [],
            [a_post()],
            replace(KEEPING_A, trusted=False),
            (StoredPost(a_post(), "before"), True),
            id="new rules extract what stands",
        ),
        pytest.param(
            [a_post()],
            [a_post()],
            Carry(troubled=frozenset({"a.txt"})),
            (StoredPost(a_post(), "before"), True),
            id="a file with refused posts is tried again",
        ),
    ],
)
def test_which_wording_stands(
    read: list[Post], known: list[Post], carry: Carry, expected: tuple[Post | StoredPost, bool] | None
) -> None:
    assert settle(read, [_published(post) for post in known], carry) == expected


@given(st.permutations(["a.txt", "b.txt", "c.txt"]))
def test_the_source_does_not_depend_on_the_order_of_the_runs(files: list[str]) -> None:
    known: list[PublishedPost] = []
    for count, file in enumerate(files):
        settled = settle([a_post(file=file)], known, Carry(kept=frozenset(files[:count])))
        assert settled is not None
        post = settled[0].post if isinstance(settled[0], StoredPost) else settled[0]
        known = [_published(post)]
    assert known[0].stored.post.file == "a.txt"
