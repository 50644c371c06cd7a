"""The graph of imports: no circle, and data that reaches a stage only through `call_late`, for the methods listed here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import summarizer

PACKAGE = Path(summarizer.__file__).parent
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path for path in PACKAGE.rglob("*.py")}
# The methods of the data that call a stage of the pipeline, because users and the public contract rely on them.
CALLS_A_STAGE = {"Document.from_file", "Document.from_text", "Summary.parse", "Summary._render"}
# And those by which they show themselves at a prompt and in a notebook.
CALLS_A_STAGE |= {"Document.__str__", "Document._repr_html_", "Summary._repr_html_", "Report.__str__", "Report._repr_html_"}


def _imports(module: str) -> Iterator[str]:
    """The modules of the package that one imports, also inside functions; what only type checkers see is left out."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {node for branch in ast.walk(tree) if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.dump(branch.test) for statement in branch.body for node in ast.walk(statement)}
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parts, *([node.module] if node.module else [])])
            for alias in node.names:
                name = f"{base}.{alias.name}"
                if name in MODULES or base in MODULES:
                    yield name if name in MODULES else base


def test_imports_have_no_circle() -> None:
    TopologicalSorter({module: set(_imports(module)) - {module} for module in MODULES}).prepare()


def test_data_imports_only_data() -> None:
    imported = {name for module in MODULES if module.startswith("summarizer.models") for name in _imports(module)}
    assert all(name.startswith("summarizer.models") for name in imported), imported


def test_only_the_listed_methods_call_a_stage() -> None:
    found = set()
    for module, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for kind in (node for node in tree.body if isinstance(node, ast.ClassDef)):
            for method in (node for node in kind.body if isinstance(node, ast.FunctionDef)):
                calls = [n for n in ast.walk(method) if isinstance(n, ast.Name) and n.id == "call_late"]
                found |= {f"{kind.name}.{method.name}"} if calls else set()
        outside = "call_late" in path.read_text(encoding="utf-8") and not module.startswith("summarizer.models")
        assert not outside, f"{module} is no data"
    assert found == CALLS_A_STAGE


# The modules that may import the libraries that talk to models: one adapter each, and the translation of their exceptions.
# openai's HTTP client fetches addresses, too.
CLIENT_LIBRARIES = {
    "instructor": {"summarizer.llm.instructor_adapter"},
    "openai": {"summarizer.llm.openai_adapter", "summarizer.llm.error_translation"},
    "httpx2": {"summarizer.llm.openai_adapter", "summarizer.llm.error_translation", "summarizer.readers.address"},
}


def test_only_the_adapters_know_the_client_libraries() -> None:
    found: dict[str, set[str]] = {library: set() for library in CLIENT_LIBRARIES}
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for library in {name.partition(".")[0] for name in names} & set(CLIENT_LIBRARIES):
                found[library].add(module)
    assert found == CLIENT_LIBRARIES
