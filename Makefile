# Everything that can be done here. Each target calls one script, so people and CI do the same.
# Needs GNU make and Python 3.11 or later; PYTHON=/path/to/python says which, VENV=folder where to install.

VENV ?= .venv
export VENV
ifdef PYTHON
export PYTHON
endif

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
GAZETTEER := src/rashomon/reference/data/gazetteer.sqlite
GAZETTEER_FROM := requirements-dev.lock $(wildcard tools/*gazetteer*.py resources/gazetteer/*) \
  src/rashomon/reference/gazetteer_keys.py
SAMPLE := sample/reports.csv

.DEFAULT_GOAL := help
.PHONY: help install brief serve test test-all check docs bench pages pictures screenshots clean

help: ## List what can be done (this list)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(STAMP) $(GAZETTEER) ## Install into .venv and build the gazetteer
	@echo "Installed: $(BIN)/rashomon --help"

brief: $(STAMP) $(GAZETTEER) ## Read the sample reports: print the account and write out/brief.html
	@mkdir -p out
	$(BIN)/rashomon brief $(SAMPLE)
	@$(BIN)/rashomon brief $(SAMPLE) --format html --output out/brief.html
	@echo "The same as a page: out/brief.html"

serve: $(STAMP) $(GAZETTEER) ## Show the sample reports as pages on this machine (Ctrl-C ends)
	@mkdir -p out
	$(BIN)/rashomon read $(SAMPLE) --ledger out/sample.ledger
	$(BIN)/rashomon serve --ledger out/sample.ledger

test: $(STAMP) $(GAZETTEER) ## Run the quick tests
	scripts/test

test-all: $(STAMP) $(GAZETTEER) ## Run all tests, the slow ones too
	scripts/test --slow

check: $(STAMP) ## Check lint, format, types, direction of imports and generated data
	scripts/check

docs: $(STAMP) ## Build the documentation into site/
	scripts/docs

bench: $(STAMP) $(GAZETTEER) ## Measure reading against gold data, with floors (scripts/bench --speed: speed)
	scripts/bench

pages: $(STAMP) ## Build the pages into the package (needs Node.js 20 and npm)
	scripts/pages

screenshots: $(STAMP) $(GAZETTEER) ## Take a picture of every screen into out/screens (needs Chromium)
	scripts/screenshots

pictures: $(STAMP) $(GAZETTEER) ## Make the README's pictures anew (needs Chromium)
	scripts/pictures

clean: ## Remove everything that was built, .venv included
	rm -rf $(VENV) build dist out site $(GAZETTEER) src/rashomon/reference/data/*.marisa
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(STAMP): requirements-dev.lock pyproject.toml scripts/install
	scripts/install

$(GAZETTEER): $(GAZETTEER_FROM) | $(STAMP)
	$(BIN)/python tools/build_gazetteer.py
	@touch $@
