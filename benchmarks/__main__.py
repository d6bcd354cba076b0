"""What `make bench` runs: quality, identity, weights, fortnights and reruns, one after the other.

python -m benchmarks [--full]
"""

import argparse
from collections.abc import Sequence

from benchmarks import fortnights, identity, quality, reruns, weights


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every table under its heading."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Run all benchmarks.")
    parser.add_argument(
        "--full", action="store_true", help="a million mentions, a year as busy as real feeds, 100,000 posts: hours"
    )
    full = parser.parse_args(arguments).full
    print("## Quality\n", flush=True)
    quality.main([])
    print("\n## Identity at scale\n", flush=True)
    identity.main(["--sizes", "100000", "1000000"] if full else [])
    print("\n## Weights\n", flush=True)
    weights.main([])
    print("\n## A year of fortnightly runs\n", flush=True)
    fortnights.main(["--mentions", "50000"] if full else [])
    print("\n## Reruns\n", flush=True)
    reruns.main(["--posts", "100000"] if full else [])


if __name__ == "__main__":
    main()
