"""The whole data flow: seed files in, a table of diplomatic events out."""

import apache_beam as beam
from apache_beam import Pipeline

from pipelines.plan import Task
from transforms.deduplicate import DeduplicateMentions
from transforms.extract import ExtractMentions
from transforms.identify import IdentifyParticipants
from transforms.normalise import NormaliseMentions
from transforms.progress import TellProgress
from transforms.published import ReadPublished, SettlePosts
from transforms.read import ReadPosts
from transforms.write import Tables, WriteTables


def build(root: Pipeline, task: Task) -> None:
    """Wire seed files, and what was published before, to the tables of a run."""
    read = root | ReadPosts(task.seeds, task.input_format)
    known = root | ReadPublished(task.published, task.carry)
    settled = (read.posts, known.posts) | SettlePosts(task.carry)
    extracted = settled.fresh | TellProgress(task.staging) | ExtractMentions(task.model)
    normalised = extracted.mentions | NormaliseMentions()
    mentions = (normalised.mentions, settled.mentions) | "GatherMentions" >> beam.Flatten()
    identified = (mentions, settled.posts) | IdentifyParticipants()
    resolved = identified | DeduplicateMentions(known.identities, known.events, known.aliases)
    refused = root | "ListRefused" >> beam.Create(task.refused, reshuffle=False)
    rejects = (refused, read.rejects, extracted.rejects, normalised.rejects, known.rejects)
    Tables(
        posts=settled.posts,
        mentions=resolved.mentions,
        events=resolved.events,
        event_posts=resolved.event_posts,
        decisions=resolved.decisions,
        aliases=resolved.aliases,
        changes=resolved.changes,
        rejects=rejects | "GatherRejects" >> beam.Flatten(),
    ) | WriteTables(task.staging, task.run_id, task.published)
