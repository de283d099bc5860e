# Two commands for everyone: `make demo` and `make test`. Each sets up what it needs.

UV := .tools/bin/uv
RUN := .venv/bin/python -m
SYNC := .venv/.synced

.PHONY: demo test check fix docs bench clean

demo: $(SYNC)
	$(RUN) trede.cli demo demo

test: $(SYNC)
	$(RUN) pytest -n 2 --dist loadgroup

check: $(SYNC)
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	.venv/bin/lint-imports

fix: $(SYNC)
	$(RUN) ruff check --fix
	$(RUN) ruff format

docs: $(SYNC)
	.venv/bin/python docs/generate.py
	$(RUN) mkdocs build --strict

bench: $(SYNC)
	.venv/bin/python benchmarks/run.py

$(UV):
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check "uv==0.13.9"

$(SYNC): $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --frozen --extra spark
	touch $(SYNC)

clean:
	rm -rf .venv .tools demo site
