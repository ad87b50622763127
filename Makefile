# Everything runs in .venv, which is made from requirements.lock when a target first needs it.

PYTHON ?= python3
TREEBANKS ?= treebanks/fr
BIN := .venv/bin
INSTALLED := .venv/installed
STORE := demo/conflict.store

.PHONY: demo test lock train tutorial clean

demo: $(INSTALLED)  ## a graph of the articles that come along: a table of events, demo/graph.trig, demo/graph.html
	rm -rf $(STORE)
	mkdir -p demo
	$(BIN)/graphbuild build articles --store $(STORE)
	[ -t 1 ] || export COLUMNS=260; $(BIN)/graphbuild query events_with_sentences --store $(STORE)
	$(BIN)/graphbuild export --store $(STORE) -o demo/graph.trig
	$(BIN)/graphbuild view --store $(STORE) -o demo/graph.html
	@echo "The graph: demo/graph.trig. To explore it, open demo/graph.html in a browser."

test: $(INSTALLED)  ## every test, the linters and the type checker among them
	$(BIN)/python -m pytest -n auto -rs

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "graphbuild needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	$(BIN)/python -c 'from graphbuild.gazetteer import open_gazetteer; open_gazetteer()'  # indexes the places once
	touch $@

lock:  ## the newest versions of what pyproject.toml asks for, with their hashes
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	    --group dev pyproject.toml -o requirements.lock

train: $(INSTALLED)  ## the pipeline of French anew, from the treebanks in $(TREEBANKS)
	$(BIN)/python -m graphbuild.training $(TREEBANKS) -o graphbuild/languages/fr/pipeline

tutorial: $(INSTALLED)  ## the outputs in tutorial.ipynb anew, to be read before they are kept
	$(BIN)/python -m tests.tutorial

clean:  ## all that can be made again
	rm -rf .venv demo dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
