# The two commands of a fresh machine that has Go: make run, make test.
SHELL := bash
# noasm: the decoder of scanned pages is built in Go alone, which is memory-safe.
TAGS := x11,migrated_fynedo,noasm

.PHONY: run build test bench windows clean

run: ## build, and open the built-in sample meeting
	@.ci/setup run
	@$(MAKE) --no-print-directory build
	@.ci/show

build: ## bin/phonghop
	go build -tags $(TAGS) -o bin/phonghop .

test: export LC_ALL := C.UTF-8
test: ## everything that is checked
	@.ci/setup test
	@$(MAKE) --no-print-directory build
	.ci/check
	go test -race -tags $(TAGS) -timeout 20m $$(go list -tags $(TAGS) ./... | grep -v /ui/e2e)
	go test -race -tags $(TAGS) -timeout 20m ./ui/e2e # by itself: it reads real windows within a time

bench: ## times, sizes and memory, on work that the benchmarks make
	go test -run '^$$' -bench . -benchmem -tags $(TAGS) ./...

windows: ## bin/phonghop.exe
	@.ci/setup windows
	.ci/windows

clean:
	rm -rf bin out
