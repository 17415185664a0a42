# Everything goes through the release build: figures are only worth something there, and one
# build serves the command line and the tests.
SHELL := /bin/bash
SWIFT_FLAGS := -c release --explicit-target-dependency-import-check error
BALBENCH := .build/release/balbench
SHARED ?= ../shared
APT_PACKAGES := build-essential pkg-config git zstd ca-certificates python3 python3-venv \
  libyaml-dev libsecp256k1-dev libssl-dev libgmp-dev zlib1g-dev libzstd-dev liblmdb-dev \
  libcurl4-openssl-dev chromium

# All packs but amsterdam-variant-pre26feb, which holds other rules on purpose.
PACKS := amsterdam-bal amsterdam-generated amsterdam-mainline amsterdam-bench amsterdam-static \
  mainnet-forks legacy-blockchain state legacy-state
# What the notebooks read, in the export that is committed.
EXAMPLE_TABLES := block_sets,chain_blocks,configurations,block_runs,attempts,edges,makespans
# What the thread sanitizer watches, in a build of its own.
THREADED_TESTS := PipelineTests|ReadCacheTests|StateTrieUpdateTests|FailingStoreTests

.DEFAULT_GOAL := help
.PHONY: help setup build test test-all run report bench fixtures notebooks notebooks-example \
  contracts docs format lint

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

setup: ## Install the Debian packages that are missing
	@missing=""; for p in $(APT_PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$p"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing; \
	fi
	@command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install/linux/" >&2; exit 2; }

build: setup ## Build the command line
	swift build $(SWIFT_FLAGS) --product balbench

run: build ## Run the quickstart experiment and show its comparison table
	$(BALBENCH) run experiments/quickstart.yaml

report: build ## Render the report of the newest run again
	@newest=$$(ls -td results/*/*/run.json 2>/dev/null | head -1); \
	[ -n "$$newest" ] || { echo "no run in results/: make run makes one" >&2; exit 2; }; \
	$(BALBENCH) report $$(dirname $$newest)

fixtures: setup ## Unpack the fixture packs of ../shared once into .fixtures
	@test -d $(SHARED)/fixtures || { echo "no fixtures at $(SHARED)/fixtures: the tests that need them will be skipped"; exit 0; }; \
	for pack in $(SHARED)/fixtures/*.tar.zst; do \
	  name=$$(basename $$pack .tar.zst); \
	  [ -e .fixtures/$$name/.complete ] && continue; \
	  echo "Unpacking $$name"; rm -rf .fixtures/$$name; mkdir -p .fixtures/$$name; \
	  zstd -dc --long=27 $$pack | tar x -C .fixtures/$$name && touch .fixtures/$$name/.complete || exit 1; \
	done

test: lint fixtures ## Run the tests
	swift test $(SWIFT_FLAGS) --disable-testable-imports

test-all: .venv/.complete test notebooks ## Run the tests on everything there is, and the whole fixture set
	BAL_TEST_ALL=1 swift test -c release --skip-build
	$(BALBENCH) conformance $(addprefix .fixtures/,$(PACKS))
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.supp swift test -c release --sanitize=thread --scratch-path .build-tsan --filter '$(THREADED_TESTS)'

.venv/.complete: notebooks-export/requirements.txt | setup
	rm -rf .venv
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

notebooks: build .venv/.complete ## Execute the notebooks on the committed export and on a fresh one
	.venv/bin/python notebooks-export/run.py
	rm -rf .build/notebooks
	$(BALBENCH) run experiments/quickstart.yaml --output .build/notebooks >/dev/null
	PATH="$(CURDIR)/.venv/bin:$$PATH" $(BALBENCH) export .build/notebooks/quickstart/* --to .build/notebooks/export
	.venv/bin/frictionless validate .build/notebooks/export/datapackage.json
	.venv/bin/python notebooks-export/run.py --export .build/notebooks/export

notebooks-example: build .venv/.complete ## Make the committed export and the notebooks' outputs again
	rm -rf .build/notebooks
	$(BALBENCH) run notebooks-export/example.yaml --output .build/notebooks >/dev/null
	$(BALBENCH) export .build/notebooks/example/* --to notebooks-export/example --format csv --deterministic --tables $(EXAMPLE_TABLES)
	.venv/bin/python notebooks-export/run.py --write

bench: build ## Run the benchmarks
	$(BALBENCH) bench precompiles
	$(BALBENCH) bench grouping
	$(BALBENCH) bench trie
	$(BALBENCH) bench block
	$(BALBENCH) bench instrumentation
	@test -f $(SHARED)/evm-bench/programs.json && $(BALBENCH) bench evm $(SHARED)/evm-bench/programs.json \
	  || echo "no programs at $(SHARED)/evm-bench: skipped"

contracts: ## Recompile the workload's contracts (CHECK=1 only compares); needs python3-venv
	python3 Sources/BlockSets/Workload/Contracts/build.py $(if $(CHECK),--check)

docs: build ## Write the pages of the commands, docs/commands and docs/balbench.1
	rm -rf docs/commands
	$(BALBENCH) generate-docs docs

format: ## Format the sources
	swift format -i -r Package.swift Sources Tests strategies Plugins

lint: setup ## Check the format
	swift format lint --strict -r Package.swift Sources Tests strategies Plugins
