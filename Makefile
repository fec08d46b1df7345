# dateline from a fresh Debian 12 machine: `make demo` or `make test`, nothing else before them.
# Every target may be run again; what is in place is left alone.
JOBS ?= $(shell nproc)

.PHONY: help setup build demo test bench fuzz lint clean

help:
	@echo "make demo    install what is missing, build, code the example report"
	@echo "make test    the same, and run every test"
	@echo "make bench   the benchmarks (those that need ../shared say so when it is absent)"
	@echo "make fuzz    build the fuzz targets and run each for 60 s"
	@echo "make lint    clang-format and clang-tidy over src/"
	@echo "make clean   remove build/"

setup:
	@bash scripts/setup.sh

build: setup
	@cmake --preset release >/dev/null
	@cmake --build --preset release --parallel $(JOBS)

demo: build
	@echo
	build/release/dateline code examples/harbour-talks.html

test: build
	@ctest --preset release --parallel $(JOBS)

bench: build
	@for b in bench/*/run.sh bench/*/run.py; do [ -e "$$b" ] || continue; echo "== $$b"; case $$b in *.sh) bash $$b;; *) python3 $$b;; esac || exit 1; done

fuzz: setup
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz --parallel $(JOBS)
	@for f in build/fuzz/bin/fuzz_*; do echo "== $$f"; "$$f" -max_total_time=60 -rss_limit_mb=4096 || exit 1; done

lint: build
	@git ls-files 'src/*.cc' 'src/*.h' 'tests/*.cc' 'bench/*.cc' | xargs clang-format-19 --dry-run --Werror
	@git ls-files 'src/*.cc' | xargs -P $(JOBS) -n 4 clang-tidy-19 --quiet -p build/release

clean:
	rm -rf build
