"""python -m training.segmentation --channels DIR …: learns where posts begin in a dump and writes the weights."""

import argparse
import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.segmentation.dumps import Dump, blanks_removed, channel_of, parted_by_blanks, tight
from training.segmentation.learning import Content, examples, learn
from training.segmentation.measuring import report
from training.segmentation.sources import (
    read_channels,
    read_copies,
    read_families,
    read_marked,
    read_sources,
    read_styles,
)
from training.segmentation.variants import variants
from transforms.segmentation.weights import WEIGHTS

logger = logging.getLogger(__name__)

_FEWEST_POSTS = 12


def main(words: Sequence[str] | None = None) -> None:
    """Parse, read, then learn and write, or measure on what was left out."""
    parser = argparse.ArgumentParser(prog="python -m training.segmentation", description=__doc__)
    parser.add_argument("--channels", type=Path, action="append", default=[], help="folders of NAME.jsonl (id, text)")
    parser.add_argument("--copies", type=Path, action="append", default=[], help="NAME.txt with NAME.posts.jsonl")
    parser.add_argument("--marked", type=Path, action="append", default=[], help="NAME.txt with %% below each post")
    parser.add_argument("--styles", type=Path, action="append", default=[], help="NAME.txt with gold_posts.jsonl")
    parser.add_argument("--sources", type=Path, action="append", default=[], help="files of texts (source, text)")
    parser.add_argument("--families", type=Path, help="lines of names that are left out as one")
    parser.add_argument("--variants", type=int, default=2, help="dumps with other ways of each channel")
    parser.add_argument(
        "--measure", action="store_true", help="measure each channel when it is left out; write nothing"
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    families = read_families(args.families)
    given = list(examples(_dumps(args, families)))
    logger.info("%d dumps, %d gaps", len(given), sum(len(each.truth) for each in given))
    if args.measure:
        report(given)
    else:
        write(learn(given), args.out)


def write(content: Content, path: Path) -> None:
    """Write the weights, a tree on each line."""
    passes = [
        ",\n".join(
            f"{json.dumps(key)}: {json.dumps(value)}" if key != "trees" else f'"trees": [\n{_lines(value)}\n]'
            for key, value in each.items()
        )
        for each in content["passes"]
    ]
    path.write_text('{"passes": [\n{' + "},\n{".join(passes) + "}\n]}\n", encoding="utf-8")


def _lines(trees: Sequence[object]) -> str:
    return ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)


def _dumps(args: argparse.Namespace, families: dict[str, str]) -> Iterator[Dump]:
    """Yield all dumps, and other ways of each channel."""
    for folder in args.channels:
        for channel in read_channels(folder, families):
            yield from (tight(channel), parted_by_blanks(channel), blanks_removed(channel))
            yield from variants(channel, args.variants)
    for dump in _files(args, families):
        yield dump
        yield from variants(channel_of(dump), args.variants)
    for path in args.sources:
        for channel in read_sources(path, families):
            if len(channel.posts) >= _FEWEST_POSTS:
                yield from variants(channel, args.variants)


def _files(args: argparse.Namespace, families: dict[str, str]) -> Iterator[Dump]:
    for read, folders in ((read_copies, args.copies), (read_styles, args.styles), (read_marked, args.marked)):
        for folder in folders:
            yield from read(folder, families)


if __name__ == "__main__":
    main()
