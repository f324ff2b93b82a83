#!/usr/bin/env bash
# Server time of the pages of a customer with 100,000 linked records in a large base: bench/topics.sh [CUSTOMERS] [FOLDER] [ROUNDS] [PORT]
# With STAMGAST_DATABASE set, Stamgast uses that (empty) PostgreSQL base. A base that FOLDER (or the server) has already is used again.
# Each page: milliseconds from the request to the first byte of the answer, which is sent whole.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
customers=${1:-1000000}
work=${2:-$(mktemp -d)}
rounds=${3:-40}
port=${4:-7130}
program=$work/program
mkdir -p "$work"
[ -x "$program/stamgast" ] || dotnet publish src/Stamgast.App -c Release -o "$program" --nologo -v q -clp:ErrorsOnly
if [ -n "${STAMGAST_DATABASE:-}" ]; then data=(); else data=(--data "$work/base"); fi
run() { "$program/stamgast" "$@" "${data[@]}"; }
first=$(run changes --last 1 --json 2> /dev/null | grep -c '"changeSet"' || true)
[ "$first" != 0 ] || run seed --customers "$customers" --duplicates 5 --seed 7 --records

# One customer with 40,000 orders, 30,000 invoices and 30,000 conversations, unless it is there.
if [ ! -f "$work/large" ]; then
  printf 'number;last_name;email\nBIG-1;Groot;groot@example.org\n' > "$work/one.csv"
  run import "$work/one.csv" --yes > /dev/null
  printf 'name;code\nLarge;LARGE\n' > "$work/shop.csv"
  run import "$work/shop.csv" --into shops --yes > /dev/null
  awk 'BEGIN {print "number;external_number;date;customerNumber;shop;line_text;line_quantity;line_price;line_vat"
    for (i = 1; i <= 40000; i++) printf "LO-%d;LX-%d;2026-%02d-%02d;BIG-1;LARGE;Beans;1;%d,50;6\n", i, i, i % 11 + 1, i % 28 + 1, i % 90 + 1}' > "$work/orders.csv"
  run import "$work/orders.csv" --into orders --yes --json > "$work/out" || { cat "$work/out"; exit 1; }
  awk 'BEGIN {print "invoicenumber;amount;date;duedate;customerNumber;shop;title"
    for (i = 1; i <= 30000; i++) printf "LI-%d;%d,%02d;2026-%02d-%02d;2026-12-%02d;BIG-1;LARGE;Beans\n", i, i % 900 + 1, i % 100, i % 11 + 1, i % 28 + 1, i % 28 + 1}' > "$work/invoices.csv"
  run import "$work/invoices.csv" --into invoices --yes --json > "$work/out" || { cat "$work/out"; exit 1; }
  awk 'BEGIN {print "customerNumber;medium;way;subject;body;at"
    for (i = 1; i <= 30000; i++) printf "BIG-1;email;in;Question %d;When do the beans arrive?;2026-%02d-%02d 10:00\n", i, i % 11 + 1, i % 28 + 1}' > "$work/conversations.csv"
  run import "$work/conversations.csv" --into conversations --yes --json > "$work/out" || { cat "$work/out"; exit 1; }
  touch "$work/large"
fi

link=$(run user add "bench-$$@example.org" --name Bench --json | grep -oE '/link/[^"]*')
address=http://127.0.0.1:$port
"$program/stamgast" serve "${data[@]}" --urls "$address" > "$work/server.log" 2>&1 &
server=$!
trap 'kill $server' EXIT
for ((i = 0; i < 300; i++)); do curl -sf "$address/health" > /dev/null && break || sleep 0.5; done
get() { curl -s -b "$work/jar" -c "$work/jar" "$@"; }
rm -f "$work/jar"
token=$(get -L "$address$link" | grep -oE '__RequestVerificationToken" value="[^"]*' | head -1 | sed 's/.*value="//')
get -o /dev/null "$address$link" --data-urlencode "__RequestVerificationToken=$token" --data-urlencode "password=vier gewone woorden samen" \
  --data-urlencode "again=vier gewone woorden samen"
id=$(get "$address/customers?q=BIG-1" | grep -oE '/customers/[0-9]+"' | head -1 | grep -oE '[0-9]+')
[ -n "$id" ] || { echo "The customer was not found."; exit 1; }
echo "load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "| page | p50 ms | p95 ms |"
echo "|---|---|---|"
measure() {
  local name=$1 path=$2 times=()
  for ((i = -3; i < rounds; i++)); do
    # The connection is counted too: some hundredths of a millisecond.
    time=$(get -o "$work/page" -w '%{http_code} %{time_starttransfer}\n' "$address$path")
    [ "${time%% *}" = 200 ] || { echo "$path: $time"; exit 1; }
    ((i < 0)) || times+=("${time##* }")
  done
  printf '%s\n' "${times[@]}" | sort -n | awk -v n="$name" '{t[NR] = $1 * 1000} function at(s,  i) {i = NR * s; return t[i == int(i) ? i : int(i) + 1]}
    END {printf "| %s | %.0f | %.0f |\n", n, at(0.5), at(0.95)}'
}
measure "the customer" "/customers/$id"
for topic in ${TOPICS:-orders offers invoices payments returns contracts agreements tickets conversations tasks attachments links history}; do
  measure "$topic" "/customers/$id/$topic"
done
measure "open orders" "/customers/$id/orders?state=open"
measure "overdue invoices" "/customers/$id/invoices?special=overdue"
measure "all orders" "/orders"
measure "all invoices" "/invoices"
measure "all tickets" "/tickets"
echo "load at the end $(cut -d' ' -f1-3 /proc/loadavg)"
