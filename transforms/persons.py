"""NamePersons: every form of a person's name gets the id of the person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import AsIter, PCollection, TaggedOutput

from transforms.composite import Composite
from transforms.elements import PersonName, Traced
from transforms.identity.persons import PersonForm, canonical_ids, form_of
from transforms.storage.published import has_counts, published_names
from transforms.storage.recall import all_mentions, mentions_naming

Counted = tuple[PersonForm, tuple[int, str]]
"""A form, how many mentions give it more or less than before, and the id it was published under, if any."""
_Renamed = TaggedOutput[Literal["renamed"], PersonForm]


class Named(NamedTuple):
    """Who is who.

    Attributes:
        names: Every form in which a mention names a person, those of earlier runs among them.
        mentions: The standing mentions that name a person who has another id now.
    """

    names: PCollection[PersonName]
    mentions: PCollection[Traced]


@dataclass
class NamePersons(Composite[tuple[PCollection[Traced], PCollection[Traced]], Named]):
    """Align the names of each country in which a form of a name is new, or gone.

    The ids depend on all forms that are named anywhere, not on the runs in which they came.

    Attributes:
        folder: The folder of the run before, or None where there is none.
    """

    folder: str | None

    def expand(self, given: tuple[PCollection[Traced], PCollection[Traced]]) -> Named:
        """Add the forms of the mentions that changed, take away those of their former selves, align by country."""
        changed, former = given
        folders = changed.pipeline | "LocateNames" >> beam.Create([self.folder] if self.folder else [])
        forms = (
            folders | "ReadNames" >> beam.FlatMap(_published),
            changed | "ListForms" >> beam.FlatMap(_forms, 1),
            former | "ListFormerForms" >> beam.FlatMap(_forms, -1),
        )
        aligned = (
            forms
            | "GatherForms" >> beam.Flatten()
            | "SumForms" >> beam.CombinePerKey(_sum)
            | "KeyByHome" >> beam.Map(_by_home)
            | "GroupForms" >> beam.GroupByKey()
            | "AlignNames" >> beam.FlatMap(_aligned).with_outputs("renamed", main="names")
        )
        elsewhere = (changed, former) | "GatherChanged" >> beam.Flatten() | "ListChanged" >> beam.Map(_mention_id)
        renamed = folders | "ReadRenamed" >> beam.FlatMap(_read_renamed, AsIter(aligned.renamed), AsIter(elsewhere))
        return Named(aligned.names, renamed)


def _published(folder: str) -> Iterator[Counted]:
    for name in published_names(Path(folder)):
        yield (name.country or "", name.name, name.role or ""), (name.mention_count, name.person_id)
    if not has_counts(Path(folder)):
        for told in all_mentions(Path(folder)):
            for form, person_id in {form_of(who): who.person_id for who in told.mention.participants}.items():
                yield form, (1, person_id)


def _forms(told: Traced, times: int) -> Iterator[Counted]:
    for form in {form_of(who) for who in told.mention.participants}:
        yield form, (times, "")


def _sum(counted: Iterable[tuple[int, str]]) -> tuple[int, str]:
    total, known = 0, ""
    for times, person_id in counted:
        total += times
        known = known or person_id
    return total, known


def _by_home(counted: Counted) -> tuple[str, Counted]:
    return counted[0][0], counted


def _aligned(element: tuple[str, Iterable[Counted]]) -> Iterator[PersonName | _Renamed]:
    """Yield every form that is still named with its person, and those beside them whose person is another now."""
    found = dict(element[1])
    forms = {form for form, (times, _) in found.items() if times > 0}
    known = {form: person_id for form, (_, person_id) in found.items() if person_id}
    ids = known if forms == known.keys() else canonical_ids(forms)
    for form in sorted(forms):
        country, name, role = form
        yield PersonName(ids[form], country or None, name, role or None, found[form][0])
        if form in known and known[form] != ids[form]:
            yield _Renamed("renamed", form)


def _mention_id(told: Traced) -> str:
    return told.mention.mention_id


def _read_renamed(folder: str, renamed: Iterable[PersonForm], elsewhere: Iterable[str]) -> Iterator[Traced]:
    """Yield the standing mentions that name somebody by such a form, as changed."""
    forms = frozenset(renamed)
    if not forms:
        return
    seen = frozenset(elsewhere)
    for told in mentions_naming(Path(folder), {name for _, name, _ in forms}):
        if told.mention.mention_id not in seen and any(form_of(who) in forms for who in told.mention.participants):
            yield told
