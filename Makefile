# Two commands for a newcomer: `make demo` and `make test`. Everything lives in .venv; nothing else on the machine is touched.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

# Servers that tests talk to, kept beside the caches of other programs: a fresh checkout finds them there.
SERVERS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/attrcheck-servers

.PHONY: help demo test lint eval benchmarks rivals servers network clean

help:
	@echo "make demo        set up, then scan the demonstration site and say where the report lies"
	@echo "make test        set up with the test extras, then run all tests"
	@echo "make lint        ruff and mypy strict"
	@echo "make eval        the accuracy gate: confusion matrix and pinned floors"
	@echo "make benchmarks  speed and memory of reading and scanning, as ratios"
	@echo "make rivals      the other tools of the crawl benchmark, in .rivals (docs/benchmarks.md)"
	@echo "make servers     install real servers that some tests talk to; without them those are skipped"
	@echo "make network     run a whole Bluesky network on this machine, and the tests that read from it"
	@echo "make clean       remove the virtual environment and caches"

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "attrcheck needs Python 3.11 or later; try: make PYTHON=python3"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/attrcheck demo --output demo-report.json --output demo-report.txt

test: $(VENV)/.installed-test
	SERVERS_PYTHON="$(wildcard $(SERVERS)/python/bin/python)" $(BIN)/python -m pytest -n auto --dist worksteal

servers:
	@PYTHON=$(PYTHON) tests/servers/install $(SERVERS)/python

network: $(VENV)/.installed-test
	PYTHON=$(BIN)/python tests/servers/network $(SERVERS)/network

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(VENV)/.installed-test
	$(BIN)/python -m tests.eval.gate

benchmarks: $(VENV)/.installed-test
	$(BIN)/python -m tests.benchmarks.reading
	$(BIN)/python -m tests.benchmarks.scan
	$(BIN)/python -m tests.benchmarks.hostile

rivals:
	$(PYTHON) -m venv .rivals
	.rivals/bin/pip install --quiet --disable-pip-version-check scrapy trafilatura lxml_html_clean pycurl linkchecker requests

clean:
	rm -rf $(VENV) .rivals .mypy_cache .pytest_cache .ruff_cache .hypothesis
