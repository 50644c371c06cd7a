"""python -m fuzz TARGET [-runs=N] [any option of libFuzzer] [corpus folder]   with atheris, guided by coverage
python -m fuzz TARGET --hypothesis [-runs=N] [-seed=N]                      with hypothesis, which makes failures small

Either prints the failing text with its traceback when a law is broken, and ends with a code other than 0.
"""

from __future__ import annotations

import sys

TARGETS = ("reading", "parsing", "quantities", "format", "rendering", "checking", "records")


def main() -> None:
    """Fuzz one target until its runs are done or a fault is found."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"fuzz: name one of {', '.join(TARGETS)}")
    target, options = sys.argv[1], sys.argv[2:]
    try:
        if "--hypothesis" in options:
            from .by_hypothesis import run
        else:
            from .by_atheris import run
    except ImportError as error:
        sys.exit(f"fuzz: needs the extra `fuzz` ({error}); pip install 'cited-summarizer[fuzz]'")
    run(target, [option for option in options if option != "--hypothesis"])


if __name__ == "__main__":
    main()
