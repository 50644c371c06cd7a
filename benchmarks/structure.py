"""Structure of the package in numbers: modules, functions, imports, circles, constants, and the path of one article.

    python -m benchmarks.structure [--root CHECKOUT] [--list]     `--list` names the modules, imports and constants counted

Static counts are made from the syntax trees, so that any checkout can be compared with another. The way of an article is
the number of modules of the package that one run enters, and of switches from one module to another, in a process of
its own: offline, and with a model that a scripted server on loopback plays.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = "summarizer"
ROOT = Path(__file__).parent.parent
SMALL = 40  # lines: a module below is an interface, or belongs to another one
INTERFACES = ("__init__.py", "__main__.py", "_version.py")
_NUMERIC = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop)

_TRACE = """
import collections, os, sys, threading
package = os.path.join(sys.argv[1], "summarizer") + os.sep
seen, switches, last = set(), 0, None
def profile(frame, event, argument):
    global switches, last
    name = frame.f_code.co_filename
    if event == "call" and name.startswith(package) and frame.f_code.co_name != "<module>":
        seen.add(name)
        switches += name != last
        last = name
{prepare}
sys.setprofile(profile); threading.setprofile(profile)
{run}
sys.setprofile(None)
print(len(seen), switches)
"""
_ARTICLE = "examples/chinese_business/article.txt"
_OFFLINE = {"prepare": "import summarizer", "run": f"summarizer.summarize('{_ARTICLE}')"}
_MODEL = {
    "prepare": "import json, summarizer\nfrom tests.servers.scripted import ScriptedServer, Step\n"
    "answer = json.dumps(json.load(open('examples/chinese_business/answer.en.json'))['answer'])",
    "run": "with ScriptedServer([Step(text=answer)]) as server:\n"
    f"    summarizer.summarize('{_ARTICLE}', model='scripted', base_url=server.url, cache=False, language='en')",
}


@dataclass
class Module:
    """One file: its size, its functions, what it imports and the numbers it pins."""

    name: str
    path: Path
    lines: int
    comments: int
    functions: list[int] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)
    lazy_own: list[str] = field(default_factory=list)
    lazy_other: list[str] = field(default_factory=list)
    bare_constants: list[str] = field(default_factory=list)
    tuple_constants: list[str] = field(default_factory=list)


def main() -> int:
    """Print the counts of a checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to count (default: this one)")
    parser.add_argument("--list", action="store_true", help="name what is counted")
    options = parser.parse_args()
    modules = read_modules(options.root)
    for name, value in measure(modules).items():
        print(f"{name:48} {value}")
    for name, code in (("one article offline", _OFFLINE), ("one article with a model", _MODEL)):
        print(f"{name + ': modules, switches':48} {_way(options.root, code)}")
    if options.list:
        _list(modules)
    return 0


def measure(modules: list[Module]) -> dict[str, str]:
    """Every count by name, ready to print."""
    lines = [m.lines for m in modules]
    functions = sorted(n for m in modules for n in m.functions)
    circle = max(circles(modules), key=len, default=[])
    return {
        "modules / of these package interfaces": f"{len(modules)} / {sum(m.path.name in INTERFACES for m in modules)}",
        "lines, all / median / longest module": f"{sum(lines)} / {statistics.median(lines):.0f} / {max(lines)}",
        f"modules under {SMALL} lines, interfaces apart": f"{len(small_modules(modules))}",
        "module names used twice": f"{len(repeated_names(modules))}",
        "functions, all / median / 90% / longest, lines": f"{len(functions)} / {statistics.median(functions):.0f} / "
        f"{functions[len(functions) * 9 // 10]} / {functions[-1]}",
        "comments per 100 lines": f"{100 * sum(m.comments for m in modules) / sum(lines):.1f}",
        "largest circle of imports, modules": f"{len(circle)}",
        "imports inside functions, own / other": f"{sum(len(m.lazy_own) for m in modules)} / {sum(len(m.lazy_other) for m in modules)}",
        "numeric constants without a note": f"{sum(len(m.bare_constants) for m in modules)}",
        "tuples of numeric constants": f"{sum(len(m.tuple_constants) for m in modules)}",
    }


def read_modules(root: Path) -> list[Module]:
    """Every module of the package in a checkout."""
    paths = sorted((root / PACKAGE).rglob("*.py"))
    names = {_module_name(root, path) for path in paths}
    return [_read(root, path, names) for path in paths]


def small_modules(modules: list[Module]) -> list[str]:
    """Modules too small to stand alone."""
    return [m.name for m in modules if m.lines < SMALL and m.path.name not in INTERFACES]


def repeated_names(modules: list[Module]) -> list[str]:
    """File names that two packages use."""
    counts = Counter(m.path.name for m in modules if m.path.name not in INTERFACES)
    return sorted(name for name, count in counts.items() if count > 1)


def circles(modules: list[Module]) -> list[list[str]]:
    """Groups of modules that import each other, by Tarjan's algorithm (SIAM J. Comput. 1(2), 1972)."""
    edges = {m.name: m.imports for m in modules}
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in edges[name]:
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            start = stack.index(name)
            if len(stack) - start > 1:
                found.append(sorted(stack[start:]))
            del stack[start:]

    for name in edges:
        if name not in order:
            visit(name)
    return found


def _module_name(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(root: Path, path: Path, names: set[str]) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    source = text.splitlines()
    module = Module(_module_name(root, path), path, len(source), sum("#" in line for line in source))
    _read_imports(tree, module, names)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            module.functions.append((node.end_lineno or node.lineno) - node.lineno + 1)
    _read_constants(tree, source, module)
    return module


def _read_imports(tree: ast.Module, module: Module, names: set[str]) -> None:
    """Own imports as edges of the graph, wherever they stand, those for type checkers alone left out."""
    for node, in_function in _runtime_imports(tree, False):
        own = list(_own_targets(node, module, names))
        module.imports.update(target for target in own if target != module.name)
        if in_function:
            text = f"{module.name}:{node.lineno}: {ast.unparse(node)}"
            (module.lazy_own if own else module.lazy_other).append(text)


def _runtime_imports(node: ast.AST, in_function: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, in_function
        elif not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)):
            yield from _runtime_imports(child, in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def _own_targets(node: ast.Import | ast.ImportFrom, module: Module, names: set[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in names)
        return
    base = node.module or ""
    if node.level:
        package = module.name.split(".")
        package = package if module.path.name == "__init__.py" else package[:-1]
        package = package[: len(package) - node.level + 1]
        base = ".".join([*package, base] if base else package)
    for alias in node.names:
        if f"{base}.{alias.name}" in names:
            yield f"{base}.{alias.name}"
        elif base in names:
            yield base


def _read_constants(tree: ast.Module, source: list[str], module: Module) -> None:
    """Numbers pinned at module level or as defaults of a dataclass: each needs a note beside, above or below it."""
    scopes: list[ast.Module | ast.ClassDef] = [
        tree,
        *(c for c in tree.body if isinstance(c, ast.ClassDef) and _is_dataclass(c)),
    ]
    for scope in scopes:
        described = (ast.get_docstring(scope) or "") if isinstance(scope, ast.ClassDef) else ""
        for node, following in zip(scope.body, [*scope.body[1:], None], strict=True):
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            target = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
            where = f"{module.name}:{node.lineno}: {target}"
            if isinstance(node.value, ast.Tuple) and target.startswith("(") and _is_number(node.value.elts[0]):
                module.tuple_constants.append(where)
            elif _is_number(node.value) and isinstance(node.value, ast.Constant | ast.UnaryOp | ast.BinOp):
                noted = _has_note(source, node) or re.search(rf"\b{re.escape(target)}\b[^\n]*:", described) is not None
                if not noted and not _is_string(following) and ast.unparse(node.value) not in ("0", "1", "0.0", "1.0"):
                    module.bare_constants.append(where)


def _is_dataclass(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any("dataclass" in ast.dump(d) for d in node.decorator_list)


def _is_string(node: ast.AST | None) -> bool:
    """Whether a statement is a string, as below a field that it documents."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_number(node: ast.AST) -> bool:
    return all(
        isinstance(part, _NUMERIC) and (not isinstance(part, ast.Constant) or type(part.value) in (int, float))
        for part in ast.walk(node)
    )


def _has_note(source: list[str], node: ast.stmt) -> bool:
    """A comment on its line, or above it with nothing but constants between."""
    if "#" in source[node.lineno - 1] or "#" in source[(node.end_lineno or node.lineno) - 1]:
        return True
    return source[node.lineno - 2].lstrip().startswith(("#", '"""')) if node.lineno > 1 else False


def _way(root: Path, code: dict[str, str]) -> str:
    """Modules entered and switches made by one run; why not, where it cannot be run."""
    done = subprocess.run(
        [sys.executable, "-c", _TRACE.format(**code), str(root.resolve())],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env=_environment(root),
    )
    return (
        done.stdout.strip().replace(" ", ", ")
        if done.returncode == 0
        else f"not run: {done.stderr.strip().splitlines()[-1]}"
    )


def _environment(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root.resolve()), "SUMMARIZER_NO_CACHE": "1"}


def _list(modules: list[Module]) -> None:
    groups = defaultdict(list)
    groups["modules"] = [f"{m.lines:4} {m.name}" for m in modules]
    groups["small modules"] = small_modules(modules)
    groups["names used twice"] = repeated_names(modules)
    groups["circles"] = [" ".join(circle) for circle in circles(modules)]
    groups["own imports inside functions"] = [text for m in modules for text in m.lazy_own]
    groups["other imports inside functions"] = [text for m in modules for text in m.lazy_other]
    groups["numeric constants without a note"] = [text for m in modules for text in m.bare_constants]
    groups["tuples of numeric constants"] = [text for m in modules for text in m.tuple_constants]
    for name, rows in groups.items():
        print(f"\n{name} ({len(rows)})", *rows, sep="\n  ")


if __name__ == "__main__":
    sys.exit(main())
