"""``python -m bench.corpus --out raw/samples`` paints the samples and their truth."""

import argparse
from pathlib import Path

from bench.corpus.samples import write_samples


def main() -> None:
    """Read the command line and paint."""
    parser = argparse.ArgumentParser(prog="bench.corpus", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("raw/samples"))
    for path in write_samples(parser.parse_args().out):
        print(path)


if __name__ == "__main__":
    main()
