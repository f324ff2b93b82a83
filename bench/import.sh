#!/usr/bin/env bash
# Whole-process figures of import, apply, undo and export beside the sqlite3 shell in the same run: bench/import.sh [CUSTOMERS] [FOLDER]
# With STAMGAST_DATABASE set, Stamgast uses that (empty) PostgreSQL base; bench/server.sh measures its baseline.
# Each figure: wall seconds, processor seconds, peak memory (MB), and the wall seconds as a multiple of the last baseline.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
customers=${1:-100000}
work=${2:-$(mktemp -d)}
program=$work/program
mkdir -p "$work"
dotnet publish src/Stamgast.App -c Release -o "$program" --nologo -v q -clp:ErrorsOnly

yardstick=0
# measure NAME COMMAND...: runs it and prints its figures.
measure() {
  local name=$1
  shift
  /usr/bin/time -o "$work/figures" -f "%e %U %S %M" "$@" > "$work/out" 2> "$work/err" || { echo "$name failed:"; cat "$work/err"; exit 1; }
  awk -v n="$name" -v y="$yardstick" '{printf "| %s | %.1f | %.1f | %.0f | %s |\n", n, $1, $2 + $3, $4 / 1024, (y > 0 ? sprintf("%.2f", $1 / y) : "")}' "$work/figures"
}
# against NAME COMMAND...: the same, and the baseline for the figures that follow.
against() {
  yardstick=0
  measure "$@"
  yardstick=$(awk '{print $1}' "$work/figures")
}
stamgast() { "$program/stamgast" "$@"; }
if [ -n "${STAMGAST_DATABASE:-}" ]; then on=("$program/stamgast"); data=(); else on=("$program/stamgast"); data=(--data "$work/base"); fi

# The file: sample customers under the headers of a foreign system.
if [ ! -f "$work/customers.csv" ]; then
  env -u STAMGAST_DATABASE "$program/stamgast" seed --customers "$customers" --duplicates 10 --data "$work/source" > /dev/null 2>&1
  env -u STAMGAST_DATABASE "$program/stamgast" export --out "$work/all.csv" --all-fields --data "$work/source" > /dev/null 2>&1
  # Without id and version, so every row is new. The number stays: the second import finds the customers by it.
  sqlite3 :memory: ".mode csv" ".separator ;" ".import $work/all.csv c" ".headers on" ".once $work/customers.csv" \
    "select type, number, salutation, first_name, particle || iif(particle = '', '', ' ') || last_name as last_name, company_name, vat_number, birth_date, email, phone, mobile, street, house_number, box, postal_code, city, country, language, iban, groups, customer_since, notes from c"
  # A delta: 2 % changed, 1 % new.
  sqlite3 :memory: ".mode csv" ".separator ;" ".import $work/customers.csv c" ".headers on" ".once $work/delta.csv" \
    "select type, number, salutation, first_name, last_name, company_name, vat_number, birth_date, email, phone, mobile, iif(rowid % 50 = 0, street || ' 2', street) as street, house_number, box, postal_code, city, country, language, iban, groups, customer_since, notes from c
     union all select type, 'N-' || rowid, salutation, first_name, last_name || 'sen', company_name, '', birth_date, '', '', '', street, house_number, box, postal_code, city, country, language, '', groups, customer_since, '' from c where rowid % 100 = 0"
  rm -rf "$work/source"
fi
ls -lL "$work/customers.csv" | awk '{printf "%d customers, %.1f MB\n\n", '"$customers"', $5 / 1e6}'
echo "| work | wall s | processor s | MB | ratio |"
echo "|---|---|---|---|---|"
rm -rf "$work/base" "$work"/*.db
against "**the shell: .import of the file**" sqlite3 "$work/import.db" ".mode csv" ".separator ;" ".import $work/customers.csv c"
import=$yardstick
measure "preview into an empty base" "${on[@]}" import "$work/customers.csv" --json "${data[@]}"
first=$(grep -oE '"changeSet":[0-9]+' "$work/out" | grep -oE '[0-9]+')

# What apply writes, for the shell to load. The words come from the proposal, since the index does not keep them.
if [ -z "${STAMGAST_DATABASE:-}" ]; then
  dotnet run -c Release --project bench/Stamgast.Benchmarks -- words "$work/base/proposals/$first.db" > "$work/words.csv"
fi
yardstick=0
measure "apply" "${on[@]}" apply "$first" --json "${data[@]}"
if [ -z "${STAMGAST_DATABASE:-}" ]; then
  applied=$(awk '{print $1}' "$work/figures")
  for table in customer customer_key change_item; do sqlite3 "$work/base/stamgast.db" ".mode csv" ".once $work/$table.csv" "select * from $table"; done
  # The shell loads empty values as empty text, so its index of numbers cannot be unique. It may also be older than the program's engine: it gets the same full-text index without the newer option.
  sqlite3 "$work/base/stamgast.db" "select sql || ';' from sqlite_master where type = 'table' and name in ('customer', 'customer_key', 'change_item', 'customer_search')" | sed "s/ *contentless_delete=1,//" > "$work/tables.sql"
  sqlite3 "$work/base/stamgast.db" "select sql || ';' from sqlite_master where type = 'index' and sql is not null and tbl_name in ('customer', 'customer_key', 'change_item')" | sed 's/UNIQUE //' > "$work/indexes.sql"
  against "**the shell: .import of the same tables, the same indexes**" sqlite3 "$work/load.db" ".read $work/tables.sql" ".mode csv" "begin" ".import $work/customer.csv customer" ".import $work/customer_key.csv customer_key" \
    ".import $work/change_item.csv change_item" "create table w(id integer primary key, words)" ".import $work/words.csv w" "insert into customer_search(rowid, words) select id, words from w" "drop table w" ".read $work/indexes.sql" "commit"
  awk -v a="$applied" -v y="$yardstick" 'BEGIN {printf "| apply, as a multiple of that | | | | %.2f |\n", a / y}'
  rm -f "$work"/customer_key.csv "$work"/change_item.csv "$work"/customer.csv "$work"/words.csv "$work"/*.db
fi
yardstick=$import
measure "preview of a delta (2 % changed, 1 % new)" "${on[@]}" import "$work/delta.csv" --json "${data[@]}"
delta=$(grep -oE '"changeSet":[0-9]+' "$work/out" | grep -oE '[0-9]+')
cp "$work/out" "$work/delta.json"
yardstick=${applied:-0}
measure "apply the delta" "${on[@]}" apply "$delta" --json "${data[@]}"
measure "undo the delta" "${on[@]}" undo "$delta" --json "${data[@]}"
if [ -z "${STAMGAST_DATABASE:-}" ]; then
  against "**the shell: the same columns as CSV**" sqlite3 "$work/base/stamgast.db" ".mode csv" ".headers on" ".once $work/shell.csv" \
    "select $(head -1 "$work/all.csv" 2> /dev/null | tr -d '\r' | tr ';' ',') from customer where trashed = 0"
  rm -f "$work/shell.csv"
fi
measure "export of all fields" "${on[@]}" export --out "$work/export.csv" --all-fields --json "${data[@]}"
yardstick=$import
measure "import of that export: no change" "${on[@]}" import "$work/export.csv" --json "${data[@]}"
grep -oE '"(changed|new|errors)":[0-9]+' "$work/out" | tr '\n' ' ' > "$work/roundtrip"
yardstick=${applied:-0}
measure "undo the import" "${on[@]}" undo "$first" --json "${data[@]}"
measure "undo that undo" "${on[@]}" undo "$(grep -oE '"changeSet":[0-9]+' "$work/out" | grep -oE '[0-9]+')" --json "${data[@]}"
echo
echo "Delta: $(grep -oE '"(rows|new|changed|unchanged|errors|conflicts)":[0-9]+' "$work/delta.json" | tr '\n' ' ')"
echo "Export and import again: $(cat "$work/roundtrip")"
