from pathlib import Path

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to

from tests.transforms.storage.building import a_mention, a_post, a_run, write_run
from transforms.elements import Alias, Event, Identity, Reject
from transforms.published import ReadPublished, SettlePosts
from transforms.storage.published import published_posts
from transforms.storage.rows import StoredPost, StoredReject
from transforms.storage.settling import Carry, PublishedPost


def test_a_first_run_has_nothing_before_it() -> None:
    with TestPipeline(runner=FnApiRunner()) as pipeline:
        for name, values in (pipeline | ReadPublished(None, Carry()))._asdict().items():
            assert_that(values, equal_to([]), label=name)


def test_the_run_before_is_read_as_the_values_it_was_made_from(tmp_path: Path) -> None:
    write_run(tmp_path, a_run())
    with TestPipeline(runner=FnApiRunner()) as pipeline:
        found = pipeline | ReadPublished(str(tmp_path), Carry(kept=frozenset({"b.txt"})))
        expected = {
            "posts": list(published_posts(tmp_path)),
            "identities": [Identity("m1", "ev1"), Identity("m2", "ev1"), Identity("m3", "ev2")],
            "events": [record for record in a_run() if isinstance(record, Event)],
            "aliases": [Alias(alias_id="ev0", event_id="ev1", reason="merged")],
            "rejects": [StoredReject(Reject("b.txt", "line 3", "read", "no text"), "run1")],
        }
        for name, values in found._asdict().items():
            assert_that(values, equal_to(expected[name]), label=name)


def test_posts_are_settled_under_their_ids() -> None:
    read = [a_post("new"), a_post("same"), a_post("edited", text="Edited.")]
    known = [
        PublishedPost(StoredPost(a_post(post_id, file=file), "before"), (a_mention(f"m of {post_id}", post_id),))
        for post_id, file in (("same", "a.txt"), ("edited", "a.txt"), ("elsewhere", "z.txt"), ("gone", "a.txt"))
    ]
    with TestPipeline(runner=FnApiRunner()) as pipeline:
        posts = pipeline | "Read" >> beam.Create(read)
        published = pipeline | "Known" >> beam.Create(known)
        settled = (posts, published) | SettlePosts(Carry(kept=frozenset({"z.txt"})))
        kept = [StoredPost(a_post("same"), "before"), StoredPost(a_post("elsewhere", file="z.txt"), "before")]
        assert_that(settled.posts, equal_to([a_post("new"), a_post("edited", text="Edited."), *kept]), label="posts")
        assert_that(settled.fresh, equal_to([a_post("new"), a_post("edited", text="Edited.")]), label="fresh")
        told = [a_mention("m of same", "same"), a_mention("m of elsewhere", "elsewhere")]
        assert_that(settled.mentions, equal_to(told), label="mentions")


def test_new_rules_extract_every_post_again() -> None:
    known = [PublishedPost(StoredPost(a_post("p1", file="z.txt"), "before"), (a_mention(),))]
    carry = Carry(kept=frozenset({"z.txt"}), trusted=False)
    with TestPipeline(runner=FnApiRunner()) as pipeline:
        posts = pipeline | "Read" >> beam.Create([a_post("p2")])
        settled = (posts, pipeline | "Known" >> beam.Create(known)) | SettlePosts(carry)
        assert_that(settled.fresh, equal_to([a_post("p1", file="z.txt"), a_post("p2")]), label="fresh")
        assert_that(settled.mentions, equal_to([]), label="mentions")
