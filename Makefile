# serve and test are the two commands; each does all its own set-up.
PORT ?= 8080

.PHONY: serve test build dev bench peers fuzz clean

## Builds the page and serves it on this machine.
serve: build
	@node scripts/serve.mjs dist $(PORT)

## Checks everything: formatting, lints, tests, the page in a real browser.
test:
	@scripts/setup.sh tests
	@scripts/test.sh

## Leaves the page in dist/ for any static host.
build:
	@scripts/setup.sh
	@scripts/build.sh

## Serves a development build that follows changes.
dev:
	@scripts/setup.sh
	@PATH="$$PWD/scripts/bin:$${XDG_CACHE_HOME:-$$HOME/.cache}/liito/tools/bin:$$PWD/node_modules/.bin:$$PATH" trunk serve --port $(PORT)

## Measures the engine; each result is checked.
bench:
	@cargo bench -p liito-geodata

## Measures other tools on the same networks.
peers:
	@geodata/benches/peers/run.sh
	@geodata/benches/peers/import.sh
	@geodata/benches/peers/least_cost.sh

## Gives every parser a million inputs that a fuzzer thinks up (needs a nightly compiler).
fuzz:
	@scripts/fuzz.sh

clean:
	@rm -rf target dist node_modules e2e/out
