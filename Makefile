# Every target sets up what it needs; Python 3.11 or newer and make are enough to start from.
#
#   make demo    read the example article, check it, ask about it, export it
#   make test    run the tests
#   make lint    formatting, style, types, layers
#   make docs    write the generated reference and the recorded sessions anew
#   make wheel   build the distribution into dist/
#   make benchmark   measure speed beside its peers anew, and rewrite the tables of the docs; an hour or so
#   make lock    resolve the dependencies anew
#   make clean   remove what the targets above made, but for the environment (make distclean)
#
# Another interpreter: make test PYTHON=python3.12

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test lint docs docs-check wheel benchmark lock clean distclean

USABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	if $$python -c "$(USABLE)" 2>/dev/null; then echo $$python; break; fi; done)

VENV ?= .venv
BIN := $(VENV)/bin
DEMO := build/demo
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --quiet

help:
	@sed -n '/^#   make/s/^#   //p' Makefile

# The environment. A stamp remembers what it was made from, so that a second run starts at once.

$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c "$(USABLE)" 2>/dev/null || { \
	echo "news-kg needs Python 3.11, 3.12 or 3.13 with its venv module, and found none$(if $(PYTHON), in $(PYTHON))." >&2; \
	echo "Install one (Debian and Ubuntu: apt install python3.11-venv), or name it: make PYTHON=/path/to/python3" >&2; \
	exit 1; }
	$(PYTHON) -m venv $(VENV)

define install
	@echo "Installing $(1) into $(VENV): a few minutes the first time." >&2
	@$(PIP) --require-hashes --requirement $(1)
	@$(PIP) --no-deps --editable .
	@touch $@
endef

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements.lock)

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(call install,requirements-dev.lock)
	@touch $(VENV)/installed

# For .ci/run: the wheel as a user installs it, without the checkout.
$(VENV)/wheel: requirements.lock | $(BIN)/python
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --force-reinstall dist/*.whl
	@touch $@

# What people run

demo: $(VENV)/installed
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/kg --store $(DEMO)/kg-store build examples/istanbul-talks.txt --published 2025-10-28 \
		--title 'Istanbul talks end without agreement'
	$(BIN)/kg --store $(DEMO)/kg-store validate
	$(BIN)/kg --store $(DEMO)/kg-store query disputes --format table
	$(BIN)/kg --store $(DEMO)/kg-store query chains --format table
	$(BIN)/kg --store $(DEMO)/kg-store export -o $(DEMO)/istanbul-talks.ttl
	@echo "The graph is in $(DEMO)/istanbul-talks.ttl. Ask on: $(BIN)/kg --store $(DEMO)/kg-store query" >&2

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -rs --numprocesses auto --dist loadfile

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/installed-dev
	$(BIN)/python docs/generate.py

docs-check: $(VENV)/installed-dev
	$(BIN)/python docs/generate.py --check

wheel: $(VENV)/installed-dev
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist

benchmark: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.queries
	$(BIN)/python -m benchmarks.bulk
	$(BIN)/python -m benchmarks.cluster

# One lock for all Pythons and platforms, with hashes and without addresses: pip's own configuration says where from.
RESOLVE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-header \
	--annotation-style line --no-emit-index-url pyproject.toml

lock: $(VENV)/installed-dev
	$(PIP) --target build/lock --upgrade uv
	build/lock/bin/uv $(RESOLVE) --output-file requirements.lock
	build/lock/bin/uv $(RESOLVE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
