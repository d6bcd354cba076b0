"""Identification: names that their own post leaves open are placed by what all posts together tell."""

from collections.abc import Iterable

import apache_beam as beam
from apache_beam.pvalue import AsSingleton, PCollection
from apache_beam.transforms.combiners import Count, ToListCombineFn

from transforms.coding.roster import Roster, Sighting, build_roster, sightings, sightings_of_post
from transforms.coding.settling import settle
from transforms.elements import Mention, Post
from transforms.storage.rows import StoredPost


class IdentifyParticipants(
    beam.PTransform[tuple[PCollection[Mention], PCollection[Post | StoredPost]], PCollection[Mention]]
):
    """Give every participant the country that the whole corpus shows, and every meeting the kind its sides make it.

    The roster is built from the mentions and posts themselves, so the result depends on all of them and on no order.
    """

    def expand(self, told: tuple[PCollection[Mention], PCollection[Post | StoredPost]]) -> PCollection[Mention]:
        """Build the roster, settle every mention by it."""
        mentions, posts = told
        seen = (mentions | "SeePeople" >> beam.FlatMap(_of_mention), posts | "SeeStates" >> beam.FlatMap(_of_post))
        roster = (
            seen
            | "GatherSightings" >> beam.Flatten()
            | "CountSightings" >> Count.PerElement()
            | "ListSightings" >> beam.CombineGlobally(ToListCombineFn())
            | "BuildRoster" >> beam.Map(_roster)
        )
        return mentions | "SettleMentions" >> beam.Map(_settle, AsSingleton(roster))


def _of_mention(mention: Mention) -> Iterable[Sighting]:
    return sightings(mention)


def _of_post(post: Post | StoredPost) -> Iterable[Sighting]:
    return sightings_of_post(post.post if isinstance(post, StoredPost) else post)


def _roster(seen: list[tuple[Sighting, int]]) -> Roster:
    return build_roster(seen)


def _settle(mention: Mention, roster: Roster) -> Mention:
    return settle(mention, roster)
