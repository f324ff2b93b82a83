#!/usr/bin/env bash
# Import of invoices by customer number beside that of as many customers, and orders with their customers: bench/records.sh [CUSTOMERS] [RECORDS] [FOLDER]
# With STAMGAST_DATABASE set, Stamgast uses that (empty) PostgreSQL base. With KEEP=1 it uses the base that is there, such as one of bench/topics.sh with
# millions of records; its figures are then those of a base of that size. Each figure: wall seconds, processor seconds, peak memory (MB).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
customers=${1:-200000}
records=${2:-100000}
work=${3:-$(mktemp -d)}
program=$work/program
mkdir -p "$work"
[ -x "$program/stamgast" ] || dotnet publish src/Stamgast.App -c Release -o "$program" --nologo -v q -clp:ErrorsOnly
if [ -n "${STAMGAST_DATABASE:-}" ]; then data=(); else data=(--data "$work/base"); fi
run() { "$program/stamgast" "$@" "${data[@]}"; }
measure() {
  local name=$1
  shift
  /usr/bin/time -o "$work/figures" -f "%e %U %S %M" "$program/stamgast" "$@" --json "${data[@]}" > "$work/out" 2> "$work/err" || { echo "$name failed:"; cat "$work/err" "$work/out"; exit 1; }
  awk -v n="$name" '{printf "| %s | %.1f | %.1f | %.0f |", n, $1, $2 + $3, $4 / 1024}' "$work/figures"
  grep -oE '"(rows|new|changed|unchanged|errors|conflicts|customers)":[0-9]+' "$work/out" | tr '\n' ' '
  echo "|"
}
set_of() { grep -oE '"changeSet":[0-9]+' "$work/out" | head -1 | grep -oE '[0-9]+'; }

if [ -z "${KEEP:-}" ]; then
  rm -rf "$work/base"
  run seed --customers "$customers" --seed 7 > /dev/null 2>&1
fi
# Without those whose notes have several lines, which awk would take for rows.
run export --out "$work/all.csv" --all-fields > /dev/null 2>&1
grep -v '"' "$work/all.csv" | awk -F';' 'NR == 1 || $1 ~ /^[0-9]+$/' > "$work/plain.csv" && mv "$work/plain.csv" "$work/all.csv"
# As many new customers as there will be invoices, under numbers of their own.
awk -F';' -v OFS=';' -v most="$records" 'NR == 1 {for (i = 1; i <= NF; i++) {gsub(/\r/, "", $i); if ($i == "number") n = i; if ($i == "email") e = i}; print; next}
  NR <= most + 1 {$1 = ""; $2 = ""; $n = "NEW-" NR; if ($e != "") $e = "n" NR "@example.org"; print}' "$work/all.csv" > "$work/new.csv"
# Each sample customer that gets a record gets a number, by which the file names them.
awk -F';' -v most="$records" 'NR > 1 && NR <= most + 1 {print $1 ";" "K-" $1}' "$work/all.csv" | { echo "id;number"; cat; } > "$work/numbers.csv"
run import "$work/numbers.csv" --yes > /dev/null 2>&1
printf 'name;code\nWebshop;WEB\n' > "$work/shops.csv"
run import "$work/shops.csv" --into shops --yes > /dev/null 2>&1 || true
awk -F';' -v most="$records" 'BEGIN {print "invoicenumber;amount;date;duedate;customerNumber;firstname;lastname;email;shop;title"}
  NR > 1 && NR <= most + 1 {printf "B-%06d;%d,%02d;2026-11-%02d;2026-12-%02d;K-%s;;;;WEB;Beans %d\n", NR, NR % 900 + 1, NR % 100, NR % 28 + 1, NR % 28 + 1, $1, NR}' \
  "$work/all.csv" > "$work/invoices.csv"
# Orders of three lines each; one in ten of a customer who is new.
awk -F';' -v most="$records" 'NR == 1 {print "["; next}
  NR <= most + 1 {who = NR % 10 ? "{\"number\": \"K-" $1 "\"}" : "{\"number\": \"W-" NR "\", \"last_name\": \"Web " NR "\", \"email\": \"w" NR "@example.net\"}"
    printf "%s{\"external_number\": \"X-%d\", \"shop\": \"WEB\", \"date\": \"2026-11-%02d\", \"customer\": %s, \"lines\": [", (NR > 2 ? ",\n" : ""), NR, NR % 28 + 1, who
    for (i = 1; i <= 3; i++) printf "%s{\"code\": \"P-%d\", \"text\": \"Product %d\", \"quantity\": %d, \"price\": %d.%02d, \"vat\": 6}", (i > 1 ? ", " : ""), i, i, i, NR % 90, NR % 100
    printf "]}"}
  END {print "]"}' "$work/all.csv" > "$work/orders.json"

echo "$customers customers, $records records; load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "| work | wall s | processor s | MB | |"
echo "|---|---|---|---|---|"
measure "preview of customers" import "$work/new.csv"
one=$(set_of)
measure "apply" apply "$one"
measure "preview of invoices by customer number" import "$work/invoices.csv" --into invoices
two=$(set_of)
measure "apply" apply "$two"
measure "the same invoices again" import "$work/invoices.csv" --into invoices --yes
measure "orders of three lines with their customers" import "$work/orders.json" --into orders --with-customers --yes
measure "the same orders again" import "$work/orders.json" --into orders --with-customers --yes
measure "export of the orders" export --of orders --out "$work/orders.csv"
measure "undo the invoices" undo "$two"
echo "Load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
