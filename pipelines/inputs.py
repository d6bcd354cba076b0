"""The seed files of one run: which must be read, which stand as they were, and which are gone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.options import RunOptions
from transforms.elements import Reject
from transforms.formats.files import find_seeds
from transforms.storage.manifest import Input, Manifest, fingerprint
from transforms.storage.runs import written_by_runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The files of one run.

    Attributes:
        found: All seed files under what the user named.
        seeds: Those of them that must be read.
        unchanged: Those of the files that are read whose content is what it was.
        inputs: The files that stand once the run is published.
        refused: What could not even be opened for its fingerprint, or gave no seeds.
        pruned: Files of earlier runs that are gone: all of them where the user wants their posts gone too, else those
            that gave none.
    """

    found: tuple[str, ...]
    seeds: tuple[str, ...]
    unchanged: frozenset[str]
    inputs: tuple[Input, ...]
    refused: tuple[Reject, ...]
    pruned: frozenset[str]


def compare_files(options: RunOptions, before: Manifest | None, published: Path | None, *, retry: bool) -> Files:
    """Compare the files that are there with those of the published run.

    Args:
        options: What the user named.
        before: The manifest of the published run.
        published: The folder of that run.
        retry: That all files must be read, whatever is in them.
    """
    own = written_by_runs(options.output)
    paths, refused = find_seeds(options.seeds, own, follow_links=options.follow_links)
    if options.settled is not None:
        paths = tuple(path for path in paths if path.as_posix() in options.settled)
    fresh, unreadable = _fingerprints(paths, str(options.reading) or None)
    standing = {each.name: each for each in before.inputs} if before else {}
    prints = _in_turn(fresh, standing)
    changed = [name for name, each in prints.items() if standing.get(name) != each]
    gone = frozenset(_gone(standing, options.seeds)) - prints.keys()
    pruned = gone if options.prune or not published else gone - _giving(published, gone)
    rewritten = frozenset(changed) & standing.keys()
    takes_back = options.prune and bool(pruned or rewritten or (before and before.lingering))
    seeds = prints if retry or takes_back or _may_take_back(published, rewritten) else changed
    inputs = {name: each for name, each in (standing | prints).items() if name not in pruned}
    return Files(
        found=tuple(prints),
        seeds=tuple(seeds),
        unchanged=frozenset(seeds) - frozenset(changed),
        inputs=tuple(inputs[name] for name in sorted(inputs)),
        refused=(*refused, *unreadable),
        pruned=pruned,
    )


def _in_turn(fresh: Mapping[str, Input], standing: Mapping[str, Input]) -> dict[str, Input]:
    """Return files with their turns: that which they had, or for what is new the next."""
    turn = 1 + max((each.turn for each in standing.values()), default=0)
    return {
        name: standing[name] if each.is_same(standing.get(name)) else replace(each, turn=turn)
        for name, each in fresh.items()
    }


def _giving(published: Path, gone: frozenset[str]) -> frozenset[str]:
    """Return those of the files that are gone which gave posts: their posts stay, and so do they."""
    if not gone:
        return gone
    from transforms.storage.published import files_with_posts  # noqa: PLC0415  # pyarrow, for few plans

    return gone & files_with_posts(published)


def _may_take_back(published: Path | None, rewritten: frozenset[str]) -> bool:
    """Return whether files that were written anew may take back posts, which other files may give as well."""
    if not published or not rewritten:
        return False
    from transforms.storage.published import files_without_ids  # noqa: PLC0415  # pyarrow, for few plans

    return not rewritten.isdisjoint(files_without_ids(published))


def _gone(standing: Iterable[str], seeds: Iterable[Path]) -> Iterator[str]:
    """Yield the files of earlier runs that are no more, of those that the user names or that lie in named folders."""
    named = tuple(seeds)
    for name in standing:
        path = Path(name)
        if not path.exists() and any(seed == path or seed in path.parents for seed in named):
            yield name


def _fingerprints(paths: Iterable[Path], read_as: str | None) -> tuple[dict[str, Input], tuple[Reject, ...]]:
    prints, unreadable = {}, []
    for path in paths:
        name = path.as_posix()
        try:
            prints[name] = fingerprint(path, name, read_as)
        except OSError as error:
            unreadable.append(Reject(name, "", "read", f"cannot be read: {error.strerror or error}"))
    return prints, tuple(unreadable)
