# A target for each everyday task; CONTRIBUTING.md says when to run it. `make` lists them.
PYTHON = .venv/bin/python
PYTEST = .venv/bin/pytest
DEV = .venv/made-by-make

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# A `.venv` that was made by hand, as the README does, lacks the tools or holds a copy of the sources.
$(DEV): pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
	@touch $(DEV)

run: $(DEV)  ## open your own ledger
	.venv/bin/fenqi

demo: $(DEV)  ## open sample data, with Textual's console attached if `make console` runs
	FENQI_DEBUG=1 TEXTUAL=devtools .venv/bin/fenqi demo

console: $(DEV)  ## Textual's console, for a second terminal
	.venv/bin/pip install -q -e '.[dev,console]'
	.venv/bin/textual console

test: $(DEV)  ## all tests, in parallel
	$(PYTEST) -n auto

test-fast: $(DEV)  ## while you work: every room, three tests of each file on the screen, nothing that reads the whole tree
	$(PYTEST) -n auto --fast

snapshots: $(DEV)  ## accept the screens as they are now; then look at each new picture
	$(PYTEST) -n auto tests/tui/screens/test_snapshots.py --snapshot-update

catalogues: $(DEV)  ## collect the sentences, compile the translations and the channels, write the pages that are made of them
	$(PYTHON) -m tests.tools.catalogues
	$(PYTHON) -m tests.tools.audit
	$(PYTHON) -m tests.tools.file_tables
	$(PYTHON) -m tests.tools.wording
	$(PYTHON) -m tests.tools.transcript

examples: $(DEV)  ## write what the commands print into the pages of examples
	$(PYTHON) -m tests.tools.transcript

screenshots: $(DEV)  ## make the pictures of the README
	$(PYTHON) screenshots/make.py

check: $(DEV)  ## style, types, layers
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON) -m tests.tools.catalogues --marked

bench: $(DEV)  ## how long things take, as ratios
	$(PYTHON) -m tests.bench

soak: $(DEV)  ## the long campaigns: kills, random keys and clicks, mutants, and every property with many examples
	$(PYTHON) -m tests.e2e.crash_loop 1000
	$(PYTHON) -m tests.tui.monkey 50000
	$(PYTHON) -m tests.tools.mutants --number 100 --seed $$(date +%j)
	$(PYTEST) -n auto -m "hypothesis or soak" --hypothesis-profile soak

.PHONY: help run demo console test test-fast snapshots catalogues examples screenshots check bench soak
