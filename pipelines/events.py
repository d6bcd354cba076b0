"""The whole data flow: seed files in, a table of diplomatic events out."""

import apache_beam as beam
from apache_beam import Pipeline

from pipelines.plan import Task
from transforms.deduplicate import DeduplicateMentions, Mentions
from transforms.extract import ExtractMentions
from transforms.identify import IdentifyParticipants
from transforms.newest import FindNewestDay
from transforms.normalise import NormaliseMentions
from transforms.persons import NamePersons
from transforms.published import ReadStanding, SettlePosts
from transforms.read import ReadPosts
from transforms.report import ReportFiles
from transforms.write import Tables, WriteTables


def build(root: Pipeline, task: Task) -> None:
    """Wire seed files to the tables of a run: what they change of what was published before."""
    before = task.published
    read = root | ReadPosts(task.seeds, task.reading, task.turns)
    read.reports | ReportFiles(task.staging)
    standing = root | ReadStanding(before, task.carry)
    settled = (read.posts, read.given) | SettlePosts(before, task.carry)
    extracted = settled.fresh | ExtractMentions(task.model, task.guard)
    normalised = extracted.mentions | NormaliseMentions(task.guard)
    identified = (normalised.mentions, settled.fresh, settled.retold) | IdentifyParticipants(before)
    named = (identified.mentions, identified.former) | NamePersons(before)
    as_of = (settled.posts, settled.left) | FindNewestDay(before)
    mentions = Mentions(
        changed=(identified.mentions, named.mentions) | "GatherChanged" >> beam.Flatten(),
        former=identified.former,
        names=named.names,
        aliases=standing.aliases,
        edits=settled.edits,
        as_of=as_of,
    )
    resolved = mentions | DeduplicateMentions(before, task.pins)
    refused = root | "ListRefused" >> beam.Create(task.refused, reshuffle=False)
    rejects = (refused, read.rejects, extracted.rejects, normalised.rejects, standing.rejects)
    left = settled.left | "TakePosts" >> beam.Map(_post_taken)
    Tables(
        posts=settled.posts,
        mentions=resolved.mentions,
        events=resolved.events,
        event_posts=resolved.event_posts,
        decisions=resolved.decisions,
        aliases=resolved.aliases,
        changes=resolved.changes,
        rejects=rejects | "GatherRejects" >> beam.Flatten(),
        persons=named.names,
        sightings=identified.sightings,
        taken=(resolved.taken, left) | "GatherTaken" >> beam.Flatten(),
    ) | WriteTables(task.staging, task.run_id, before)


def _post_taken(post_id: str) -> tuple[str, str]:
    return "posts", post_id
