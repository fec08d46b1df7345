#!/usr/bin/env bash
# Installs what building and running dateline needs on Debian 12: system packages, and pinned,
# hash-checked library files that Debian lacks. Idempotent; the second run takes a moment.
#
# usage: scripts/setup.sh            files go to $DATELINE_DEPS (default ~/.cache/dateline/deps)
set -euo pipefail

deps=${DATELINE_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/dateline/deps}
packages="build-essential cmake ninja-build ccache pkg-config python3 python3-venv python3-pip ca-certificates
  libfmt-dev libcli11-dev nlohmann-json3-dev libsimdjson-dev libexpected-dev libutf8proc-dev zlib1g-dev libzstd-dev libcld2-dev
  libgtest-dev libgmock-dev libbenchmark-dev zstd"

say() { printf 'setup: %s\n' "$*" >&2; }

install_packages() {
  local missing=() sudo=
  for p in $packages $(command -v npm >/dev/null || echo npm); do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  say "installing ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# check_hash FILE SHA256: the file is exactly the one that was pinned.
check_hash() {
  echo "$2  $1" | sha256sum --check --quiet - || { say "$1 is not the pinned file"; exit 1; }
}

# ONNX Runtime: library and C/C++ headers out of one npm package.
install_onnxruntime() {
  local version=0.4.9 sha=e59788788818fdde1b2e522e766a21ba0f7d8391de55737abf81e32cc801785d
  local target=$deps/onnxruntime-$version work
  [ -e "$target/done" ] && return 0
  say "fetching ONNX Runtime (150 MB)"
  work=$(mktemp -d)
  (cd "$work" && npm pack --silent "com.github.asus4.onnxruntime@$version" >/dev/null)
  check_hash "$work/com.github.asus4.onnxruntime-$version.tgz" "$sha"
  tar -xzf "$work/com.github.asus4.onnxruntime-$version.tgz" -C "$work" \
    package/Plugins/Linux package/LICENSE "package/Plugins/iOS~/onnxruntime.xcframework/ios-arm64/onnxruntime.framework/Headers"
  rm -rf "$target" && mkdir -p "$target/lib" "$target/include"
  cp "$work"/package/Plugins/Linux/x64/libonnxruntime.so "$target/lib/"
  ln -s libonnxruntime.so "$target/lib/libonnxruntime.so.1"
  cp "$work"/package/Plugins/iOS~/onnxruntime.xcframework/ios-arm64/onnxruntime.framework/Headers/*.h "$target/include/"
  cp "$work/package/LICENSE" "$target/"
  rm -rf "$work"
  touch "$target/done"
}

# lexbor, the HTML5 parser, as C sources out of the source distribution of a Python package. pip
# insists on preparing metadata; a bare environment without Cython keeps that to a moment.
install_lexbor() {
  local version=1.0.2 sha=f0508ad927aa426425d4aa7a2bb2f8b21c01412534465bd227e241d4d0a6a418
  local target=$deps/lexbor-3.1.0 work
  [ -e "$target/done" ] && return 0
  say "fetching lexbor (4 MB)"
  work=$(mktemp -d)
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q --disable-pip-version-check 'setuptools==80.9.0' wheel
  "$work/venv/bin/pip" download -q --disable-pip-version-check --no-deps --no-binary :all: \
    --no-build-isolation -d "$work" "selectolax==$version"
  check_hash "$work/selectolax-$version.tar.gz" "$sha"
  tar -xzf "$work/selectolax-$version.tar.gz" -C "$work"
  rm -rf "$target" && mkdir -p "$target"
  cp -r "$work/selectolax-$version/lexbor/source" "$work/selectolax-$version/lexbor/LICENSE" \
    "$work/selectolax-$version/lexbor/NOTICE" "$target/"
  rm -rf "$work"
  touch "$target/done"
}

# DuckDB: the library out of its Node binding, the C header out of the older package that has it (an
# older header works with a newer library: the C API only grows).
install_duckdb() {
  local version=1.5.6-r.1 sha=1b9f82478539bb9a1d1df44bd103121a12ae52142c07158dc52b97d2ec1d69ff
  local header=1.4.4 header_sha=5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed
  local target=$deps/duckdb-1.5.6 work
  [ -e "$target/done" ] && return 0
  say "fetching DuckDB (35 MB)"
  work=$(mktemp -d)
  (cd "$work" && npm pack --silent "@duckdb/node-bindings-linux-x64@$version" "duckdb@$header" >/dev/null)
  check_hash "$work/duckdb-node-bindings-linux-x64-$version.tgz" "$sha"
  check_hash "$work/duckdb-$header.tgz" "$header_sha"
  rm -rf "$target" && mkdir -p "$target/lib" "$target/include"
  tar -xzf "$work/duckdb-node-bindings-linux-x64-$version.tgz" -C "$target/lib" --strip-components=1 package/libduckdb.so
  tar -xzf "$work/duckdb-$header.tgz" -C "$target/include" --strip-components=5 package/src/duckdb/src/include/duckdb.h
  tar -xzf "$work/duckdb-$header.tgz" -C "$target" --strip-components=1 package/LICENSE
  rm -rf "$work"
  touch "$target/done"
}

install_packages
mkdir -p "$deps"
install_onnxruntime
install_lexbor
install_duckdb
say "everything is in place ($deps)"
