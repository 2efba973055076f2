#!/usr/bin/env bash
# Validates the formats for other programs with their own tools: SARIF with Microsoft's multitool
# and GitHub's rules, JUnit against its XML schema. The JSON schemas are checked by the tests.
# Usage: .ci/formats-check.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/medvirk}
bash .ci/install npm pip3 libraries
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

multitool=target/ci-tools/npm/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod u+x "$multitool"
for all in "" --all; do
    "$program" audit examples --as-of 2026-06-01 --fail-on never --format sarif $all --output "$folder/report.sarif" > /dev/null
    # Warnings are matters of style; a message that does not fit the schema or GitHub is an error.
    "$multitool" validate "$folder/report.sarif" --rule-kind 'Sarif;Ghas' > "$folder/report.txt" || true
    grep -q 'Analysis completed successfully' "$folder/report.txt" || { cat "$folder/report.txt"; exit 1; }
    if grep -E ': error [A-Z]+[0-9]+' "$folder/report.txt"; then exit 1; fi
done
"$program" audit examples --as-of 2026-06-01 --fail-on never --format junit --output "$folder/report.xml" > /dev/null
PYTHONPATH=target/ci-tools/pypi python3 -c '
import sys, xmlschema
xmlschema.XMLSchema("tests/schemas/junit-10.xsd").validate(sys.argv[1])
' "$folder/report.xml"
echo "SARIF and JUnit are valid"
