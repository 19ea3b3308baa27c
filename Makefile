# A target for each everyday task; CONTRIBUTING.md says when to run it. `make` lists them.
PYTHON = .venv/bin/python
PYTEST = .venv/bin/pytest

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

.venv: pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
	@touch .venv

run: .venv  ## open your own ledger
	.venv/bin/fenqi

demo: .venv  ## open sample data, with Textual's console attached if `make console` runs
	FENQI_DEBUG=1 TEXTUAL=devtools .venv/bin/fenqi demo

console: .venv  ## Textual's console, for a second terminal
	.venv/bin/pip install -q -e '.[dev,console]'
	.venv/bin/textual console

test: .venv  ## all tests, in parallel
	$(PYTEST) -n auto

test-fast: .venv  ## while you work: every room, three tests of each file on the screen, nothing that reads the whole tree
	$(PYTEST) -n auto --fast

snapshots: .venv  ## accept the screens as they are now; then look at each new picture
	$(PYTEST) -n auto tests/tui/screens/test_snapshots.py --snapshot-update

catalogues: .venv  ## collect the sentences, compile the translations and the channels, write the pages that are made of them
	$(PYTHON) -m tests.tools.catalogues
	$(PYTHON) -m tests.tools.audit
	$(PYTHON) -m tests.tools.file_tables
	$(PYTHON) -m tests.tools.wording
	$(PYTHON) -m tests.tools.transcript

examples: .venv  ## write what the commands print into the pages of examples
	$(PYTHON) -m tests.tools.transcript

screenshots: .venv  ## make the pictures of the README
	$(PYTHON) screenshots/make.py

check: .venv  ## style, types, layers
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON) -m tests.tools.catalogues --marked

bench: .venv  ## how long things take, as ratios
	$(PYTHON) -m tests.bench

soak: .venv  ## the long campaigns: kills, random keys and clicks, mutants, and every property with many examples
	$(PYTHON) -m tests.e2e.crash_loop 1000
	$(PYTHON) -m tests.tui.monkey 50000
	$(PYTHON) -m tests.tools.mutants --number 100 --seed $$(date +%j)
	$(PYTEST) -n auto -m "hypothesis or soak" --hypothesis-profile soak

.PHONY: help run demo console test test-fast snapshots catalogues examples screenshots check bench soak
