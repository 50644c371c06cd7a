# `make demo` and `make test` need Python 3.11 or newer, make and a package index; everything else they set up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TOOLS ?= $(HOME)/.cache/summarizer-dev
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup demo test cluster big fast lint types layers docs schemas server browser bench gate fuzz soak audit clean

help:  ## show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev,bench]'
	touch $@

setup: $(VENV)/.ready  ## make the virtual environment

demo: setup  ## summarise a real article in Chinese, offline
	$(BIN)/summarizer examples/chinese_business/article.txt

server: setup  ## build llama.cpp's server for the tests (3 minutes, once)
	-bash scripts/build_llama_server.sh $(TOOLS)/llama-server

browser: setup  ## install the browser for the page's tests
	-bash scripts/install_browser.sh $(TOOLS)/browser

test: setup server browser lint types layers  ## set everything up and pass all tests
	SUMMARIZER_LLAMA_SERVER=$(TOOLS)/llama-server/llama-server BROWSER_TOOLS=$(TOOLS)/browser $(BIN)/python -m pytest --slow -rs -n 2 --dist load --maxschedchunk 1 --timeout 600

cluster: setup  ## the jobs on Ray and PySpark (1.4 GB of packages; what cannot be installed is skipped)
	-timeout 180 $(BIN)/python -m pip install --quiet -c constraints.txt -e '.[cluster-test]'
	$(BIN)/python -m pytest tests/integrations/test_table_engines.py tests/integrations/test_digest_rows.py --slow --big

big: setup server  ## the tests that take minutes
	SUMMARIZER_LLAMA_SERVER=$(TOOLS)/llama-server/llama-server $(BIN)/python -m pytest --big -m big

fast: setup  ## the tests that take seconds
	$(BIN)/python -m pytest -n 2 -m 'not server and not browser'

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

docs: setup  ## write the made parts of the documentation and build it into build/docs
	$(BIN)/python scripts/docs.py
	$(BIN)/mkdocs build --strict --quiet

schemas: setup  ## regenerate schemas/
	$(BIN)/summarizer schema --write schemas

gate: setup  ## quality against the pinned floors (reads ../shared/data)
	$(BIN)/python -m benchmarks.gate

bench: setup  ## all benchmarks (reads ../shared/data)
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.sentences
	$(BIN)/python -m benchmarks.quantities
	$(BIN)/python -m benchmarks.figures
	$(BIN)/python -m benchmarks.faults
	$(BIN)/python -m benchmarks.faithfulness
	$(BIN)/python -m benchmarks.checking
	$(BIN)/python -m benchmarks.published
	$(BIN)/python -m benchmarks.page

CASES ?= 1000000
TARGETS ?= reading parsing quantities format rendering checking records
fuzz: setup  ## fuzz each target with CASES cases by hypothesis, then by atheris
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[fuzz]'
	for target in $(TARGETS); do $(BIN)/python -m fuzz $$target --hypothesis -runs=$(CASES) || exit 1; done
	for target in $(TARGETS); do \
	  $(BIN)/python -m fuzz $$target -runs=$(CASES) -len_control=0 -max_len=256 -timeout=600 || exit 1; done

MINUTES ?= 10
soak: setup  ## kill, race and fail for MINUTES minutes, and print a table
	$(BIN)/python -m benchmarks.soak --minutes $(MINUTES)

audit: setup  ## ask the package index for known faults of the pinned packages; one it cannot judge fails too
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[audit]'
	$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --no-deps -r constraints.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
