"""`pip install` as the documentation's code blocks run it: nothing is installed, but what is named must exist."""

from __future__ import annotations

import sys
import tomllib

from .blocks import ROOT


def check(arguments: list[str]) -> str | None:
    """Why these arguments of pip are wrong, or None."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if not arguments or arguments[0] != "install":
        return f"not an installation: {arguments}"
    for wanted in arguments[1:]:
        name, _, extras = wanted.rstrip("]").partition("[")
        if name not in (project["name"], "."):
            return f"not this project: {wanted}"
        if unknown := set(filter(None, extras.split(","))) - set(project["optional-dependencies"]):
            return f"no such extra: {unknown}"
    return None


if __name__ == "__main__":
    sys.exit(check(sys.argv[1:]))
