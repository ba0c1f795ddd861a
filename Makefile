# What these do stands in assistant/bootstrap.py; without make: python assistant/bootstrap.py setup|run|test
PYTHON ?= python3

.PHONY: setup run test lint benchmark soak fuzz licences sbom audit-dependencies

setup:  ## build .venv with the command briefing in it; does nothing when nothing changed
	@$(PYTHON) assistant/bootstrap.py setup

run:  ## set up, then serve the page
	@$(PYTHON) assistant/bootstrap.py run

test:  ## set up, then run every check, browser tests included
	@$(PYTHON) assistant/bootstrap.py test

lint:  ## the quick checks alone, once `make test` has set up
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

benchmark:  ## recall and speed beside LangChain's default recipe; what it prints goes into benchmarks/log.md
	.venv/bin/pip install -q -c constraints.txt -e '.[benchmark]'
	.venv/bin/python -m benchmarks

STORIES ?= ../shared/data/kcna/stories.jsonl

soak:  ## kill an ingest thirty times, of STORIES where they are there, and every kind of write ten times; takes some minutes
	.venv/bin/pytest tests/library/test_killed.py tests/keeping/test_killed.py --kills 30 --stories $(STORIES) -s

licences:  ## every package with its licence; fails where one is not allowed, or not pinned
	.venv/bin/python -m tests.supply licences
	.venv/bin/python -m tests.supply pins

SBOM ?= sbom.json

sbom:  ## the bill of materials, as CycloneDX JSON in the file SBOM
	.venv/bin/pip install -q -c constraints.txt -e '.[supply]'
	.venv/bin/python -m tests.supply sbom $(SBOM)

audit-dependencies:  ## known weaknesses of the pinned packages; says so where no database can be reached
	.venv/bin/pip install -q -c constraints.txt -e '.[supply]'
	.venv/bin/python -m tests.supply audit

fuzz:  ## read 20,000 changed files of each format, each to its end or to a named error; takes an hour or more
	.venv/bin/python -m tests.library.fuzz
