from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.storage.building import a_post
from transforms.elements import Post
from transforms.storage.rows import StoredPost
from transforms.storage.settling import Carry, Settled, known_post, settle

KEEPING_A = Carry(kept=frozenset({"a.txt"}))
GIVING = frozenset({"a.txt", "b.txt"})
NOTHING_CHANGES = Settled()
LINGERING = Settled(lingers=True)
GONE = Settled(leaves=True, is_gone=True)
NAMED = a_post(native_id="7")


def _anew(post: Post, *, is_edited: bool = False) -> Settled:
    """Return what becomes of a published post that another takes the place of."""
    return Settled(row=post, fresh=post, leaves=True, is_edited=is_edited)


@pytest.mark.parametrize(
    ("read", "known", "carry", "expected"),
    [
        pytest.param([a_post()], None, Carry(), Settled(row=a_post(), fresh=a_post()), id="a new post is extracted"),
        pytest.param([], a_post(), KEEPING_A, NOTHING_CHANGES, id="a post of a file not read stands"),
        pytest.param([], a_post(), Carry(), GONE, id="words that their file no longer gives are gone"),
        pytest.param([], a_post(file="c.txt"), Carry(), LINGERING, id="a file that gives nothing takes nothing"),
        pytest.param([], NAMED, Carry(), LINGERING, id="a post with an id scrolls out of a file and stays"),
        pytest.param([], NAMED, Carry(exact=True), GONE, id="unless the user wants what the files give, no more"),
        pytest.param([], NAMED, Carry(unchanged=frozenset({"a.txt"})), GONE, id="other rules find no such post"),
        pytest.param(
            [], NAMED, Carry(pruned=frozenset({"a.txt"})), GONE, id="a post goes with the file that is pruned"
        ),
        pytest.param(
            [replace(NAMED, file="b.txt")],
            NAMED,
            Carry(pruned=frozenset({"a.txt"})),
            Settled(row=StoredPost(replace(NAMED, file="b.txt"), "before"), leaves=True),
            id="what another file gives stays when its file is pruned",
        ),
        pytest.param(
            [replace(NAMED, text="Edited.", published_on=None)],
            NAMED,
            Carry(),
            _anew(replace(NAMED, text="Edited.", published_on=None), is_edited=True),
            id="a file that is written anew has the last word on its posts",
        ),
        pytest.param(
            [a_post()],
            a_post(),
            Carry(),
            NOTHING_CHANGES,
            id="a post that is read again unchanged keeps its row and its mentions",
        ),
        pytest.param(
            [a_post(first_line=9, boundary_confidence=0.5)],
            a_post(),
            Carry(),
            Settled(row=StoredPost(a_post(first_line=9, boundary_confidence=0.5), "before"), leaves=True),
            id="a post that moved in its file is not extracted again",
        ),
        pytest.param(
            [a_post(text="Edited.")],
            a_post(),
            Carry(),
            _anew(a_post(text="Edited."), is_edited=True),
            id="an edited post is extracted",
        ),
        pytest.param(
            [a_post(reference_year=2021)],
            a_post(),
            Carry(),
            _anew(a_post(reference_year=2021)),
            id="what decides the dates of a post makes it another",
        ),
        pytest.param(
            [a_post(file="b.txt")],
            a_post(),
            KEEPING_A,
            NOTHING_CHANGES,
            id="an overlapping export adds nothing",
        ),
        pytest.param(
            [a_post(file="a.txt")],
            a_post(file="b.txt"),
            Carry(kept=frozenset({"b.txt"})),
            Settled(row=StoredPost(a_post(file="a.txt"), "before"), leaves=True),
            id="the first file by name is the source, whichever came first",
        ),
        pytest.param(
            [a_post(file="b.txt", text="Edited.")],
            a_post(),
            KEEPING_A,
            _anew(a_post(file="b.txt", text="Edited."), is_edited=True),
            id="a new wording in another file stands",
        ),
        pytest.param(
            [a_post(file="b.txt", text="Old.", published_on=date(2021, 3, 1))],
            a_post(published_on=date(2021, 3, 2)),
            KEEPING_A,
            NOTHING_CHANGES,
            id="a wording that was published earlier does not come back",
        ),
        pytest.param(
            [],
            a_post(),
            replace(KEEPING_A, trusted=False),
            Settled(row=StoredPost(a_post(), "before"), fresh=a_post(), leaves=True),
            id="new rules extract what stands",
        ),
        pytest.param(
            [a_post()],
            a_post(),
            Carry(troubled=frozenset({"a.txt"})),
            Settled(row=StoredPost(a_post(), "before"), fresh=a_post(), leaves=True),
            id="a file with refused posts is tried again",
        ),
    ],
)
def test_which_wording_stands(read: list[Post], known: Post | None, carry: Carry, expected: Settled) -> None:
    published = known_post(StoredPost(known, "before"), carry) if known else None
    assert settle(read, published, carry, GIVING) == expected


@given(st.permutations(["a.txt", "b.txt", "c.txt"]))
def test_the_source_does_not_depend_on_the_order_of_the_runs(files: list[str]) -> None:
    known: StoredPost | None = None
    for count, file in enumerate(files):
        carry = Carry(kept=frozenset(files[:count]))
        row = settle([a_post(file=file)], known_post(known, carry) if known else None, carry, GIVING).row
        if row is not None:
            known = row if isinstance(row, StoredPost) else StoredPost(row, file)
    assert known == StoredPost(a_post(file="a.txt"), files[0])


@pytest.mark.parametrize(("carry", "post"), [(KEEPING_A, None), (replace(KEEPING_A, trusted=False), a_post())])
def test_a_published_post_is_held_only_where_it_may_be_extracted_again(carry: Carry, post: Post | None) -> None:
    assert known_post(StoredPost(a_post(), "before"), carry).post == post


def test_states_that_a_reader_does_not_look_for_make_no_other_post() -> None:
    known = known_post(StoredPost(a_post(states=("NOR",)), "before"), Carry())
    assert settle([a_post()], known, Carry(), GIVING) == NOTHING_CHANGES
