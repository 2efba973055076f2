#!/usr/bin/env bash
# Reports as people get them, opened by the programs people open them with: HTML in Chromium
# (html-check.mjs), Word and Excel in LibreOffice (office-check.py). In each language: one
# municipality with accepted deviations and a baseline, and a comparison across a change of the law;
# and a folder of several records with files that cannot be audited and files that are no records.
# Usage: .ci/reports-check.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/medvirk}")
bash .ci/install chromium npm pdfinfo pip3 soffice libraries
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
mkdir "$folder/planer"
cp examples/fjordvik-kommune.yaml examples/starter.yaml examples/trondheim-brukerpanel.yaml "$folder/planer"
printf 'services:\n  web: { image: nginx }\n' > "$folder/planer/compose.yaml"
printf 'format: medvirk/1\nvirksomhet: [\n' > "$folder/planer/ufullstendig.yaml"

(
  cd "$folder"
  quietly() { "$program" "$@" > log 2>&1 || [ $? -lt 3 ] || { cat log; exit 1; }; }
  accept() {
    local rule=$1
    shift
    quietly accept "$rule" planer/fjordvik-kommune.yaml --accepted avvik.toml --reason "Vedtatt i <styret> & «ledelsen»." "$@"
  }
  accept koordinator-tilbys-i-kommunen --decided-by kommunedirektør --case 26/1234 --until 2027-03-01 --as-of 2026-06-01
  accept lovpalagt-rad-far-sakene-tidlig --subject "Rådet for personer med funksjonsnedsettelse" \
    --decided-by kommunedirektør --until 2026-06-20 --as-of 2026-06-01
  accept plan-for-a-gjore-veiledere-kjent --decided-by fagsjef --until 2026-03-01 --as-of 2026-01-01
  quietly baseline planer/fjordvik-kommune.yaml --as-of 2025-06-01 --output grunnlinje.json
  for language in nb nn en; do
    outputs() { for ending in html docx xlsx json; do printf -- '--output %s-%s.%s ' "$1" "$language" $ending; done; }
    known="--as-of 2026-06-01 --lang $language --accepted avvik.toml --baseline grunnlinje.json"
    # shellcheck disable=SC2086,SC2046 # several arguments
    {
      quietly audit planer/fjordvik-kommune.yaml $known $(outputs one)
      quietly audit planer --only rad --only styring --only samarbeid $known $(outputs several)
      quietly compare planer/fjordvik-kommune.yaml planer/fjordvik-kommune.yaml --lang $language \
        --as-of-old 2021-06-01 --as-of-new 2026-06-01 $(outputs compare)
    }
  done
)

python3 .ci/office-check.py "$folder"
node .ci/html-check.mjs "$folder"/one-nb.html
node .ci/html-check.mjs --quick "$folder"/{one-nn,one-en,several-nb,compare-nb,compare-nn,compare-en}.html
