"""The generated sections of the documentation: `python scripts/docs.py [--check]`.

A section is enclosed in `<!-- NAME -->` and `<!-- /NAME -->`. Sections that rarely change are written into the pages
(with `--check` they are only compared); commands, benchmarks and floors are filled in when mkdocs, which loads this
script as a hook, builds the site.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from summarizer.cli import COMMANDS
from summarizer.cli.main import make_parser
from summarizer.llm.providers import PROVIDERS
from summarizer.settings import Settings
from summarizer.shapes import BUILT_IN

ROOT = Path(__file__).parent.parent
# A metric per pair of languages or per data set: shown as a table.
_OF_TWO = re.compile(r"(?P<row>.+) (?P<column>(zh|en)-(zh|en))|(?P<set>faith_\w+) (?P<figure>.+)")


def main() -> int:
    """Write or compare all pages. Returns 1 if `--check` finds a difference."""
    check = "--check" in sys.argv
    differing = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        fresh = filled(text, WRITTEN)
        if fresh == text:
            continue
        differing.append(page.name)
        if not check:
            page.write_text(fresh, encoding="utf-8")
    for name in differing:
        print(f"docs/{name}: {'differs, run python scripts/docs.py' if check else 'written'}", file=sys.stderr)
    return 1 if check and differing else 0


def on_page_markdown(markdown: str, **_: object) -> str:
    """Fill in the generated sections of a page; the mkdocs hook."""
    return filled(markdown, WRITTEN | BUILT)


def filled(text: str, parts: dict[str, Callable[[], Iterator[str]]]) -> str:
    """The page with these sections regenerated."""
    for name, lines in parts.items():
        between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
        text = between.sub(lambda _, lines=lines: "".join(f"{line}\n" for line in lines()), text)
    return text


def providers() -> Iterator[str]:
    """The providers with their keys and addresses."""
    yield from _table("provider", "key", "address")
    for name, provider in PROVIDERS.items():
        yield f"| `{name}/…` | {f'`${provider.key}`' if provider.key else 'none'} | `{provider.url}` |"


def settings() -> Iterator[str]:
    """The fields of `Settings` with their defaults and descriptions from its docstring."""
    descriptions = dict(re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", Settings.__doc__ or "", re.MULTILINE))
    yield from _table("field", "default", "")
    for name, field in Settings.model_fields.items():
        yield f"| `{name}` | `{field.default!r}` | {' '.join(descriptions[name].split())} |"


def shapes() -> Iterator[str]:
    """The built-in shapes and their fields."""
    yield from _table("name", "fields")
    for name, shape in BUILT_IN.items():
        yield f"| `{name}` | {', '.join(f'`{field}`' for field in shape.model_fields)} |"


def schemas() -> Iterator[str]:
    """The published schemas."""
    yield from _table("file", "of")
    for path in sorted((ROOT / "schemas/v1").rglob("*.json")):
        described = json.loads(path.read_text(encoding="utf-8"))
        yield f"| `{path.relative_to(ROOT)}` | {_first_sentence(described.get('description', ''))} |"


def benchmarks() -> Iterator[str]:
    """The benchmarks with the first sentence of their docstrings."""
    yield from _table("benchmark", "measures")
    for path in sorted((ROOT / "benchmarks").glob("*.py")):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if path.stem not in ("__init__", "data") and text:
            yield f"| `python -m benchmarks.{path.stem}` | {_first_sentence(text)} |"


def floors(*names: str) -> Iterator[str]:
    """The floors of each metric, of the named benchmarks or of all."""
    for path in sorted((ROOT / "benchmarks/floors").glob("*.json")):
        if names and path.stem not in names:
            continue
        yield from ("", f"### {path.stem}", "")
        yield from _floor_tables(json.loads(path.read_text(encoding="utf-8")))
    yield ""


def _floor_tables(floors: dict[str, float]) -> Iterator[str]:
    grid: dict[str, dict[str, str]] = {}
    single: dict[str, str] = {}
    for metric, floor in floors.items():
        name, shown = metric.rstrip("!"), f"{'at most ' if metric.endswith('!') else ''}{floor:g}"
        if parts := _OF_TWO.fullmatch(name):
            grid.setdefault(parts["row"] or parts["set"], {})[parts["column"] or parts["figure"]] = shown
        else:
            single[name] = shown
    if grid:
        columns = list(dict.fromkeys(column for row in grid.values() for column in row))
        yield from _table("", *columns)
        for row, cells in grid.items():
            yield f"| {row} | {' | '.join(cells.get(column, '–') for column in columns)} |"
        yield ""
    if single:
        yield from _table("figure", "floor")
        yield from (f"| {name} | {shown} |" for name, shown in single.items())


def commands() -> Iterator[str]:
    """Every command with its arguments and their help texts."""
    for name, (help_line, _) in COMMANDS.items():
        parser = _parser(name)
        yield from (f"## {name}", "", f"{help_line[0].upper()}{help_line[1:]}.", "", *_table("argument", ""))
        for action in parser._actions:
            if action.dest != "help":
                yield f"| {_argument(action)} | {(action.help or '').replace('|', chr(92) + '|').replace('%%', '%')} |"
        yield ""


def _table(*heads: str) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"


def _parser(command: str) -> argparse.ArgumentParser:
    for action in make_parser(command)._actions:
        if isinstance(action, argparse._SubParsersAction):
            parser: argparse.ArgumentParser = action.choices[command]
            return parser
    raise LookupError(command)


def _argument(action: argparse.Action) -> str:
    """The names of an argument as code, such as `-m`, `--model PROVIDER/MODEL`."""
    takes = "" if action.nargs == 0 else " " + str(action.metavar or "/".join(map(str, action.choices or ())))
    *short, last = action.option_strings or [""]
    return ", ".join(f"`{text.strip()}`" for text in (*short, (last + takes).strip()))


def _first_sentence(text: str) -> str:
    text = re.split(r"\n\s*\n", text)[0].replace("\n", " ").replace("|", "\\|")
    return re.split(r"(?<=\.)\s", text)[0].rstrip(":")


WRITTEN: dict[str, Callable[[], Iterator[str]]] = {"providers": providers, "shapes": shapes, "schemas": schemas}
BUILT: dict[str, Callable[[], Iterator[str]]] = {
    "benchmarks": benchmarks,
    "floors": floors,
    "commands": commands,
    "settings": settings,
    "rates": partial(floors, "faults", "faithfulness", "checking", "injection"),
}

if __name__ == "__main__":
    sys.exit(main())
