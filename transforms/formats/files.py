"""Find the seed files under what the user named."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from transforms.elements import Reject
from transforms.formats.exports import is_around_posts
from transforms.visible import snippet

# Unfinished downloads, scratch files and the backups of editors.
_LEFT_OUT = (
    ".*",
    "*~",
    "#*#",
    "*.tmp",
    "*.temp",
    "*.part",
    "*.partial",
    "*.crdownload",
    "*.bak",
    "*.swp",
    "*.swo",
    "*.orig",
)


EMPTY = "no seed files in this folder"
OUTSIDE = "a link that leads out of the named folders is not followed"


def find_seeds(
    paths: Sequence[Path], own: Collection[str] = frozenset(), *, follow_links: bool = False
) -> tuple[tuple[Path, ...], tuple[Reject, ...]]:
    """Return the seed files under files and folders, and a reject for each path that gives none.

    Folders are walked to their ends in the order of names; dotfiles, unfinished downloads, backups and what surrounds
    the posts of an export are left out of them, but a file that is named itself is taken whatever its name. A file that
    is reached twice is given once, under the path by which it was reached first.

    Args:
        paths: What the user named.
        own: The real paths of what runs write themselves, which is no seed.
        follow_links: That links in folders are followed also where they lead out of all that is named.
    """
    given = frozenset(paths)
    walk = _Walk(frozenset(map(os.path.realpath, given)), own, follow_links)
    seeds: dict[str, Path] = {}
    rejects: list[Reject] = []
    for path in paths:
        found = list(walk.under(path)) if path.is_dir() else [path]
        if not found:
            rejects.append(_reject(path, EMPTY))
        for seed in found:
            if reason := _refusal(seed, own) if seed in given else walk.refusal(seed):
                rejects.append(_reject(seed, reason))
            else:
                seeds.setdefault(os.path.realpath(seed), seed)
    return tuple(seeds.values()), tuple(rejects)


def is_left_out(name: str) -> bool:
    """Return whether a file of that name is left out where it was not named itself."""
    return any(fnmatch(name, form) for form in _LEFT_OUT)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through folders that stays below what the user named, given as real paths, unless links are followed."""

    named: frozenset[str]
    own: Collection[str]
    follow_links: bool
    visited: set[str] = field(default_factory=set)

    def under(self, folder: Path) -> Iterator[Path]:
        """Yield the files under a folder; unreadable folders, and links that are not followed, as themselves."""
        unreadable: list[Path] = []
        for parent, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
            beside = frozenset((*folders, *names))
            folders[:] = sorted(
                name
                for name in folders
                if not (name.startswith(".") or is_around_posts(name, beside) or _is_own(Path(parent, name), self.own))
            )
            for name in sorted(names):
                seed = Path(parent, name)
                passed = is_left_out(name) or is_around_posts(name, beside) or _is_own(seed, self.own)
                if not passed and (seed.is_file() or seed.is_symlink()):
                    yield seed
            for link in (Path(parent, name) for name in folders):
                if self._leads_out(link):
                    yield from self._beyond(link)
        yield from unreadable

    def refusal(self, seed: Path) -> str | None:
        """Return why what was found in a folder cannot be read, None where it can."""
        return OUTSIDE if not self.follow_links and self._leads_out(seed) else _refusal(seed, self.own)

    def _beyond(self, link: Path) -> Iterator[Path]:
        """Yield the files under a link to a folder elsewhere, each once; the link itself if it is not followed."""
        target = os.path.realpath(link)
        if not self.follow_links:
            yield link
        elif target not in self.visited:
            self.visited.add(target)
            yield from self.under(link)

    def _leads_out(self, path: Path) -> bool:
        if not path.is_symlink():
            return False
        target = Path(os.path.realpath(path))
        return target.exists() and self.named.isdisjoint(map(str, (target, *target.parents)))


def _is_own(path: Path, own: Collection[str]) -> bool:
    return bool(own) and os.path.realpath(path) in own


def _refusal(path: Path, own: Collection[str]) -> str | None:
    """Return why a path cannot be read, None where it can."""
    if _is_own(path, own):
        return "runs write this themselves"
    try:
        path.as_posix().encode()
    except UnicodeEncodeError:
        return "the name of this file is not UTF-8"
    if path.is_dir():
        return "this folder cannot be read: permission denied"
    if not path.exists():
        return "there is no such file or folder"
    if not path.is_file():
        return "this is neither a file nor a folder"
    return None if os.access(path, os.R_OK) else "this file cannot be read: permission denied"


def _reject(path: Path, reason: str) -> Reject:
    return Reject(snippet(path.as_posix()), "", "read", reason)
