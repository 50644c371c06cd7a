"""python -m fuzz TARGET [-runs=N] [any option of libFuzzer] [corpus folder]."""

from __future__ import annotations

import sys
from importlib import import_module

# What the package loads at use, so that its branches are counted too.
_LATE = ("parse.published", "parse.terms", "read.web", "read.mail", "read.markdown", "read.pdf", "read.word",
         "read.layout", "render.page", "render.text", "render.markdown")


def main() -> None:
    """Fuzz one target until its runs are done or a fault is found; a fault ends with its traceback and its input."""
    try:
        import atheris
    except ImportError:
        sys.exit("fuzz: needs the extra `fuzz`; pip install 'summarizer[fuzz]'")
    with atheris.instrument_imports(include=["summarizer"]):
        from .targets import TARGETS, checked

        for name in _LATE:
            import_module(f"summarizer.{name}")
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"fuzz: name one of {', '.join(TARGETS)}")
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda raw: checked(target, atheris.FuzzedDataProvider(raw), len(raw)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
