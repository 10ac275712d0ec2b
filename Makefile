# sidak: make demo shows it, make test checks it; both make the environment first.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
INBOX ?= raw/samples
OUT ?= curated/demo
WORKERS ?= 2
TESTS ?=
UPGRADE ?=
SOURCES := schemas extractors normalisers matchers expectations publishers flows sidak bench tools tests

.DEFAULT_GOAL := help
.PHONY: suites dictionary help env debian demo test quick lint lock bench clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:[^#]*## /\t/' | expand -t 10

env: $(STAMP) ## Make the environment in .venv (once)

$(STAMP): pyproject.toml requirements.lock
	@if [ -z "$(PYTHON)" ]; then \
		echo "sidak needs Python 3.11 or newer with venv (Debian: apt-get install python3 python3-venv)," >&2; \
		echo "or name one: make env PYTHON=/path/to/python3.11" >&2; exit 1; fi
	$(MAKE) --no-print-directory debian
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	@touch $@

# Tesseract with Indonesian is a second witness of the numbers of scanned pages.
debian: ## Install tesseract, if this machine lets us
	@if command -v tesseract >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -qx ind; then \
		exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		echo "installing tesseract-ocr and tesseract-ocr-ind"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends tesseract-ocr tesseract-ocr-ind; } >/dev/null 2>&1 && exit 0; fi; \
	echo "note: tesseract with Indonesian is not installed, so fewer numbers of scanned pages are accepted." >&2; \
	echo "      Debian/Ubuntu: apt-get install tesseract-ocr tesseract-ocr-ind" >&2

demo: env ## Run the sample reports through and show the result
	$(BIN)/sidak run $(INBOX) --out $(OUT) --workers $(WORKERS)

lock: ## Pin the versions again: constraints.txt, requirements.lock, docs/sbom.json (UPGRADE=NAME or all)
	$(BIN)/python -m tools.lock $(if $(UPGRADE),--upgrade $(UPGRADE))

lint: env ## Style, types and dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry --no-ansi $(SOURCES)

quick: lint ## Style, types and the fast tests
	$(BIN)/python -m pytest -q -n 2 -m "not slow" $(TESTS)

test: lint ## Style, types and all tests
	$(BIN)/python -m pytest -q -n 2 $(TESTS)

bench: env ## Accuracy on labelled pages
	$(BIN)/sidak bench accuracy

suites: env ## Write the suites of the data contract from the rules
	$(BIN)/python -c 'from pathlib import Path; from sidak.expectations.contract.suite_files import write_suites; \
		write_suites(Path("expectations/gx/expectations"))'

dictionary: env ## Write docs/data-dictionary.md from the column dictionary
	$(BIN)/python -c 'from pathlib import Path; from sidak.publishers import render_dictionary; \
		Path("docs/data-dictionary.md").write_text(render_dictionary(), "utf-8")'

clean: ## Remove what was made: environment, caches, demo release
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf curated/demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
