# Two commands for everyone: `make demo` and `make test`. Each sets up what it needs.

UV := .tools/bin/uv
RUN := .venv/bin/python -m
TREDE := @.venv/bin/trede
SYNC := .venv/.synced
PORT := 8000
ASSETS := src/trede/register/pages/static/vendor/components.css

.PHONY: demo audits test test-postgresql check fix docs tour bench clean

# Both halves of Trede on made-up input: figures from extracts, then the register, ready to sign in to.
# Is port 8000 in use? `make demo PORT=8001`.
demo: audits $(ASSETS)
	.venv/bin/trede register demo demo/register --port $(PORT)

# The audits on made-up input: extracts in, dossiers checked, figures and reports out.
audits: $(SYNC)
	@rm -rf demo/dossier demo/pseudonyms.key demo/made-up demo/report
	$(TREDE) import amsterdam-2007 examples/amsterdam-2007 demo/dossier --key demo/pseudonyms.key
	$(TREDE) measure cost_per_success --dossier demo/dossier
	@for audit in iwi-2007 rwi-2004 amsterdam-2007; do \
	  echo; echo "== $$audit"; \
	  .venv/bin/trede reproduce $$audit examples/$$audit --expected examples/$$audit/expected.json \
	    --output demo/$$audit > demo/$$audit.txt || exit 1; \
	  tail -n 2 demo/$$audit.txt; \
	done
	@echo; echo "== verzonnen gemeente"
	$(TREDE) synth --clients 3000 --from 2004 --to 2007 --seed 1 demo/made-up > demo/made-up.txt
	$(TREDE) check demo/made-up
	$(TREDE) measure closed_rate --dossier demo/made-up --by phase
	$(TREDE) report demo/made-up --output demo/report
	@echo
	@echo "Open demo/report/report.nl.html en demo/amsterdam-2007/amsterdam-2007.nl.html;"
	@echo "pdf, xlsx en Engels staan ernaast."

test: $(SYNC) $(ASSETS)
	$(RUN) pytest -n 2

# The tests of the register once more, on a PostgreSQL that lives as long as they do.
test-postgresql: $(SYNC) $(ASSETS)
	$(RUN) tests.register.postgresql .venv/bin/python -m pytest -n 2 -q tests/register

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

# Walk the guided tours in a browser and take their images anew.
tour: $(SYNC) $(ASSETS)
	TREDE_TOUR_IMAGES=docs/tutorial/images $(RUN) pytest -n 0 -q \
	  tests/register/browser/test_guided_tour.py tests/register/browser/test_tour_to_payment.py

bench: $(SYNC)
	.venv/bin/python benchmarks/run.py
	$(RUN) benchmarks.register_month

$(UV):
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check "uv==0.13.9"

$(SYNC): $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --frozen --extra spark --extra register
	touch $(SYNC)

$(ASSETS): $(SYNC) assets/package-lock.json assets/build.py
	.venv/bin/python assets/build.py
	touch $(ASSETS)

clean:
	rm -rf .venv .tools demo site assets/node_modules src/trede/register/pages/static/vendor
