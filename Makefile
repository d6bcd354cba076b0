# Every target sets up by itself what it needs; a second call installs nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEEDS ?= seeds
OUTPUT ?= output
MUTATIONS ?= 10000
FUZZ_SECONDS ?= 300
TEXTS ?= training/texts/s1 training/texts/s2 training/texts/s4 training/texts/s6 training/texts/s7 training/texts/constructions
MODEL ?= build/model

.PHONY: run train test wheel-test check fuzz bench golden clean

run: $(VENV)/.run
	$(BIN)/communique run $(SEEDS) --output $(OUTPUT)

# TEXTS are folders of annotated texts, MODEL the folder that the model is written to; docs/decisions/reader.md tells how.
train: $(VENV)/.train
	$(BIN)/python -m training.reader $(TEXTS) --out $(MODEL)

# File by file in their order: those that start runs come early, so that no worker is left with one of them in the end.
test: $(VENV)/.dev
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

# The package as its users install it: built, in an environment of its own, called from an empty folder.
wheel-test: $(VENV)/.dev
	$(BIN)/pytest -m wheel

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Damaged documents of every format, some by chance, then as many as FUZZ_SECONDS allow, guided by what the readers do with
# them. What fails is kept in build/fuzz.
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzzing $(MUTATIONS)
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary atheris --constraint constraints.txt \
		--editable '.[fuzz]'; \
	then mkdir -p build/fuzz && $(BIN)/python -m tests.fuzzing.harness build/fuzz/corpus -artifact_prefix=build/fuzz/ \
		-max_total_time=$(FUZZ_SECONDS) -timeout=60 -rss_limit_mb=4096 -print_final_stats=1; \
	else echo "SKIPPED: there is no wheel of atheris for this Python, so only the $(MUTATIONS) mutations were read"; fi

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

golden: $(VENV)/.dev
	$(BIN)/python -m tests.golden.rewrite

clean:
	rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Communiqué needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The stamps are touched last, so that an interrupted installation is taken up again.
$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.train: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[train]'
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $@
