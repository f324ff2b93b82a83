#!/usr/bin/env bash
# Whole-process figures of import, apply, undo and export beside the sqlite3 shell in the same run: bench/import.sh [CUSTOMERS] [FOLDER]
# With STAMGAST_DATABASE set, Stamgast works on that PostgreSQL base (an empty one); the shell is the yardstick all the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
customers=${1:-100000}
work=${2:-$(mktemp -d)}
program=$work/program
mkdir -p "$work"
dotnet publish src/Stamgast.App -c Release -o "$program" --nologo -v q -clp:ErrorsOnly

TIMEFORMAT='%R %U %S'
# measure NAME COMMAND...: wall and processor seconds.
measure() {
  local name=$1 figures
  shift
  figures=$({ time "$@" > "$work/out" 2> "$work/err"; } 2>&1) || { echo "$name failed:"; cat "$work/err"; exit 1; }
  awk -v n="$name" '{printf "| %s | %.1f | %.1f |\n", n, $1, $2 + $3}' <<< "$figures"
}
stamgast() { "$program/stamgast" "$@"; }
on() { if [ -n "${STAMGAST_DATABASE:-}" ]; then stamgast "$@"; else stamgast "$@" --data "$work/base"; fi; }

# The file: sample customers under the headers of a foreign system.
if [ ! -f "$work/customers.csv" ]; then
  env -u STAMGAST_DATABASE "$program/stamgast" seed --customers "$customers" --duplicates 10 --data "$work/source" > /dev/null 2>&1
  env -u STAMGAST_DATABASE "$program/stamgast" export --out "$work/all.csv" --all-fields --data "$work/source" > /dev/null 2>&1
  # Without id and version: every row is new. The number stays, so that a second import finds them.
  sqlite3 :memory: ".mode csv" ".separator ;" ".import $work/all.csv c" ".headers on" ".once $work/customers.csv" \
    "select type, number, salutation, first_name, particle || iif(particle = '', '', ' ') || last_name as last_name, company_name, vat_number, birth_date, email, phone, mobile, street, house_number, box, postal_code, city, country, language, iban, groups, customer_since, notes from c"
  # A delta: 2 % changed, 1 % new.
  sqlite3 :memory: ".mode csv" ".separator ;" ".import $work/customers.csv c" ".headers on" ".once $work/delta.csv" \
    "select type, number, salutation, first_name, last_name, company_name, vat_number, birth_date, email, phone, mobile, iif(rowid % 50 = 0, street || ' 2', street) as street, house_number, box, postal_code, city, country, language, iban, groups, customer_since, notes from c
     union all select type, 'N-' || rowid, salutation, first_name, last_name || 'sen', company_name, '', birth_date, '', '', '', street, house_number, box, postal_code, city, country, language, '', groups, customer_since, '' from c where rowid % 100 = 0"
  rm -rf "$work/source"
fi
ls -l "$work/customers.csv" | awk '{printf "%d customers, %.1f MB\n\n", '"$customers"', $5 / 1e6}'
echo "| work | wall s | processor s |"
echo "|---|---|---|"
rm -rf "$work/base" "$work/yardstick.db"
measure "sqlite3 .import of the file" sqlite3 "$work/yardstick.db" ".mode csv" ".separator ;" ".import $work/customers.csv c"
measure "preview into an empty base" on import "$work/customers.csv" --json
first=$(grep -oE '"changeSet":[0-9]+' "$work/out" | grep -oE '[0-9]+')
measure "apply" on apply "$first" --json
measure "preview of a delta (2 % changed, 1 % new)" on import "$work/delta.csv" --json
delta=$(grep -oE '"changeSet":[0-9]+' "$work/out" | grep -oE '[0-9]+')
cp "$work/out" "$work/delta.json"
measure "apply the delta" on apply "$delta" --json
measure "undo the delta" on undo "$delta" --json
measure "export of all fields" on export --out "$work/export.csv" --all-fields --json
measure "import of that export: no change" on import "$work/export.csv" --json
grep -oE '"(changed|new|errors)":[0-9]+' "$work/out" | tr '\n' ' ' > "$work/roundtrip"
measure "undo the import" on undo "$first" --json
measure "undo that undo" on undo "$(grep -oE '"changeSet":[0-9]+' "$work/out" | grep -oE '[0-9]+')" --json
echo
echo "Delta: $(grep -oE '"(rows|new|changed|unchanged|errors|conflicts)":[0-9]+' "$work/delta.json" | tr '\n' ' ')"
echo "Export and import again: $(cat "$work/roundtrip")"
