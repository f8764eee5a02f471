# make demo   sets everything up and builds the graph of the two articles in seeds/
# make test   sets everything up, browsers included where Debian's packages can be installed, and runs all checks
# make bench  one table of how good reading and resolution are, by every scorer, and how long reading takes beside the
#             parser alone, resolution as articles grow and the picture to be made and to open, which needs Chromium
#             (ARTICLES=folder to time articles of your own; JSON=file keeps all figures; AGAINST=file tells what has
#             changed since; `tests/benchmarks/picture.py --pyvis` opens pyvis's page beside ours)
# make bundle makes the page's program (graph/newsgraph/picture/assets/page.*) from graph/web/, which needs npm
# make train  fits the small models to the annotations in graph/training/

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SOURCES := seeds
ARTICLES :=
JSON :=
AGAINST :=
WEB := graph/web/node_modules/.package-lock.json

# The pages of docs/ that are made from other files, with what the commands of the tutorial put out; after `make demo`.
docs: $(READY)
	$(BIN)/python docs/make_pages.py

.PHONY: demo test bench docs bundle train lock system web neighbours spark clean

# exports/graph.ttl is under version control as what a first build makes: one that remembers no names of another.
demo: $(READY)
	@rm -f exports/identities.json
	$(BIN)/newsgraph build $(SOURCES)

# Three workers on two cores: tests often wait for a browser.
test: $(READY) system web neighbours spark
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 3 --dist loadfile

bench: $(READY) system
	$(BIN)/python tests/benchmarks/bench.py $(ARTICLES) $(if $(JSON),--json $(JSON)) $(if $(AGAINST),--against $(AGAINST))

# Fits the small models anew. The verdicts on statements are of Wikinews and of articles of our own, which are here; names and
# antecedents are learned from texts of GUM, too (GUM=folder with articles/ and gold.json).
train: $(READY)
ifdef GUM
	$(BIN)/python graph/training/train_names.py $(GUM) tests/benchmarks/data/wikinews-2019/articles.jsonl
	$(BIN)/python graph/training/train_antecedents.py $(GUM)
endif
	$(BIN)/python graph/training/train_confidence.py tests/benchmarks/data/wikinews-2019/articles.jsonl graph/training/news $(if $(GUM),$(GUM)/articles)

# Chromium, Firefox, rapper and Virtuoso are for the tests alone; where they can't be installed, the tests that need them say that they are skipped.
system:
	@tests/install-system-packages

# What the page's program is bundled from and checked with: vis-network, esbuild, eslint, tsc and axe-core. Without it, the
# tests that need it are skipped.
web: system
	@if ! command -v npm >/dev/null; then echo 'npm is missing, graph/web/ is not installed' >&2; \
	elif [ ! $(WEB) -nt graph/web/package-lock.json ]; then \
		cd graph/web && npm ci --silent && touch ../../$(WEB) || echo 'graph/web/ could not be installed' >&2; fi

# What exports are opened with in tests and newsgraph itself does not need. Without it, the tests that need it are skipped.
neighbours: $(READY)
	@tests/install-neighbours $(BIN)/python

# Apache Spark, 450 MB, on which newsgraph builds where it is asked to. Without it, the tests that need it are skipped.
spark: $(READY) system
	@tests/install-spark $(BIN)/python

bundle: web
	@cd graph/web && npm run --silent bundle

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsgraph needs Python 3.11 or newer, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Needs uv. The lock names no package index, so that it works with any.
lock:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --group dev --extra formats --extra serve --extra tables pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url tests/neighbours.in --output-file tests/neighbours.lock
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url tests/spark.in --output-file tests/spark.lock

clean:
	rm -rf $(VENV) .venv-neighbours
