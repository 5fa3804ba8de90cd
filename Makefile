# One word for each job; `make` alone lists them. Needs Python 3.11 or newer, pip and make.
PYTHON ?= $(shell for name in python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help refresh test check bench format clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

refresh: $(VENV)/.installed ## raw/ -> normalized/: read, repair, resolve and publish every document
	@$(BIN)/fenjie refresh raw normalized

test: $(VENV)/.installed-dev ## run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/.installed-dev ## lint, types, import directions, file lengths and names, generated documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/check_tree.py
	$(BIN)/python -m pipeline.publish.schema | diff -u docs/data-dictionary.md -

bench: $(VENV)/.installed-bench ## measure speed and memory, side by side with what one would use instead
	$(BIN)/python -m bench

format: $(VENV)/.installed-dev ## set the code in the project's format
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

clean: ## remove the environment, caches and normalized/
	rm -rf $(VENV) normalized build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found. Install it, or name it: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The environment could not be made. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

# A stamp for each set of packages: installed again only when what is asked for changes.
$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing fenjie into $(VENV) ..."
	@$(PIP) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@$(PIP) --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing fenjie and its tools into $(VENV) ..."
	@$(PIP) --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.installed
