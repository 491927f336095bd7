# The two commands of the README and their setup. The lock files pin every package and extra with hashes, so pip resolves nothing.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --no-deps
LOCK := uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-header --no-emit-index-url --python-version 3.11

.PHONY: demo test docs fuzz lock screenshots release-check release clean help

demo: $(VENV)/run.stamp  ## set up seedkit and build the articles in seeds/ into out/
	$(BIN)/seedkit build seeds --out out

test: $(VENV)/dev.stamp  ## run every check: lint, types, layers, schema, and the tests with coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/seedkit schema --check
	CI=true $(BIN)/python -m pytest --numprocesses auto -rs --cov --cov-report=term:skip-covered

docs: $(VENV)/docs.stamp  ## build the documentation site into build/site
	NO_MKDOCS_2_WARNING=1 SITE_URL="$(SITE_URL)" $(BIN)/python -m mkdocs build --strict --quiet

MINUTES ?= 1
fuzz: $(VENV)/dev.stamp  ## feed damaged input to every reader, for MINUTES=1 in all
	$(BIN)/python fuzz/run.py --minutes $(MINUTES)

$(VENV)/run.stamp: requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'seedkit needs Python 3.11 or later: make PYTHON=python3.11')"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	touch $@

$(VENV)/docs.stamp: requirements-docs.lock $(VENV)/run.stamp
	$(INSTALL) --require-hashes --requirement requirements-docs.lock
	touch $@

# What only the project's own CI installs: tools of tests that are skipped elsewhere. See tests/tools.py.
$(VENV)/ci.stamp: requirements-ci.lock $(VENV)/dev.stamp
	$(INSTALL) --require-hashes --requirement requirements-ci.lock
	touch $@

lock:  ## update the lock files from pyproject.toml (needs uv)
	$(LOCK) --group build pyproject.toml --output-file requirements.lock
	$(LOCK) --group build --group dev pyproject.toml --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group docs --constraint requirements-dev.lock --output-file requirements-docs.lock
	$(LOCK) --group ci --constraint requirements-dev.lock --constraint requirements-docs.lock --output-file requirements-ci.lock

screenshots: $(VENV)/ci.stamp  ## take the picture in the README again (needs chromium)
	$(BIN)/python bench/screenshots.py docs/preview.png

PYTHONS ?= $(PYTHON)
release-check: $(VENV)/ci.stamp  ## build the sdist and the wheel, check both, install the wheel in a fresh environment of each of PYTHONS
	rm -rf dist build
	$(BIN)/python -m build --no-isolation
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl
	for python in $(PYTHONS); do .ci/install $$python dist/*.whl || exit 1; done

release:  ## check that this commit can be released, and print the commands that release it
	$(PYTHON) .ci/release.py

clean:  ## remove the virtual environment and everything the tools cache
	rm -rf $(VENV) build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile
