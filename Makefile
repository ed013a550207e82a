# Conveniences for working on the project; the README has the two commands that matter.
.PHONY: run test lint format docs snapshot bench gallery mutants constraints hashes

PYTHON ?= .venv/bin/python

run: .venv
	$(PYTHON) -m streamlit run dashboard.py --server.fileWatcherType auto --client.showErrorDetails full

test: .venv
	$(PYTHON) -m pytest

lint: .venv
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

format: .venv
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

# The documents that are made from the registries; a test fails where one is not as this would write it.
docs: .venv
	$(PYTHON) -m api.indicator_definitions

# SHARED is a folder with the publishers' files. The ward file left out is by former wards.
SHARED ?= ../shared
FILES = find $(SHARED)/published $(SHARED)/vintages $(SHARED)/further/mopac_pas $(SHARED)/further/ons_pfa -type f \
	! -name '*_derived*' ! -name published_claims.csv ! -name MANIFEST.csv ! -name ward_recent_to202208.csv
snapshot: .venv
	$(PYTHON) -m data add $$($(FILES) | sort)
	$(PYTHON) -m data street $(SHARED)/further/police_uk --published 2026-02
	$(PYTHON) -m data snapshot

bench: .venv
	$(PYTHON) -m benchmarks

# Pictures of every page at several widths, in gallery/.
gallery: .venv
	$(PYTHON) -m tests.browser.gallery

# Do the tests notice a small mistake? An interrupted run goes on where it was; MODULES="analytics/periods.py" tries one,
# SAMPLE=30 so many mutants of each.
mutants: .venv
	$(PYTHON) -m pip install -q -r requirements-mutants.txt
	$(PYTHON) -m tests.mutants $(if $(SAMPLE),--sample $(SAMPLE)) $(MODULES)

# After a change to the requirements: resolve afresh and write down what was chosen.
constraints:
	rm -rf .venv && sed -i '1,/^$$/!d' constraints.txt
	python3 -m venv .venv && .venv/bin/pip install -q -r requirements-dev.txt
	.venv/bin/pip freeze --exclude pip >> constraints.txt
	$(MAKE) hashes

# The requirements with the hashes of all their files, for every platform: what the README's commands install.
hashes: .venv
	$(PYTHON) -m pip install -q -r requirements-hashing.txt
	$(PYTHON) -m deploy.hashed_requirements

.venv:
	python3 -m venv .venv && .venv/bin/pip install -q -r requirements-dev-hashed.txt
