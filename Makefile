# Everything runs from .venv, which `make setup` builds from the locked versions
# in requirements/dev.txt. Needs python3 (3.11 or newer), git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.setup-done
WORKERS ?= 3
# for `make soak`: steps of each of its eight parts, and where chance begins
STEPS ?= 3000
SEED ?= 1000

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types contracts tests soak bench bench-peers format wheel clean

help:
	@echo "make demo     open gonogo on the sample checklists, in a throwaway git repository"
	@echo "make test     lint, format, types, import contracts, tests"
	@echo "make soak     thousands of random keys: each cell as it would be if all were painted"
	@echo "make bench    the benchmark suite"
	@echo "make bench-peers   what other programs send over the line; installs some, for the time being"
	@echo "make format   rewrite the code in the house format"
	@echo "make wheel    build dist/*.whl"
	@echo "make setup    build .venv (the others do it when needed)"
	@echo "make clean    remove .venv and what the tools left"

setup: $(STAMP)

$(STAMP): pyproject.toml requirements/dev.txt requirements/runtime.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "gonogo needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment (ensurepip is missing)." >&2; \
	  echo "On Debian and Ubuntu: apt-get install python$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

demo: setup
	@$(BIN)/gonogo demo

# In this order, and the first failure ends it.
test: setup
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory contracts
	@$(MAKE) --no-print-directory tests

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

tests: setup
	$(BIN)/python -m pytest -q -n $(WORKERS) -m "not benchmark"

soak: setup
	GONOGO_SOAK=$(STEPS) GONOGO_SEED=$(SEED) $(BIN)/python -m pytest -q -n $(WORKERS) tests/wire/test_equality.py

bench: setup
	$(BIN)/python -m tests.benchmarks

bench-peers: setup
	$(BIN)/python -m tests.benchmarks.peers

format: setup
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

wheel: setup
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
