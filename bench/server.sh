#!/usr/bin/env bash
# The figures of bench/import.sh on a temporary PostgreSQL, and then its own baseline: \copy of the same tables and building the same
# indexes, by psql: bench/server.sh [CUSTOMERS] [FOLDER]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
customers=${1:-100000}
work=${2:-$(mktemp -d)}
mkdir -p "$work"
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
cluster=$(mktemp -d)
owner=$(id -un)
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then owner=postgres; chown postgres "$cluster"; chmod 755 "$cluster"; fi
finish() {
  as "$bin/pg_ctl" -D "$cluster/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$cluster"
}
trap finish EXIT
as "$bin/initdb" -D "$cluster/data" -A trust -E UTF8 --locale=C.UTF-8 > /dev/null
as "$bin/pg_ctl" -D "$cluster/data" -w -o "-k $cluster -c listen_addresses='' -c shared_buffers=512MB -c max_wal_size=4GB" -l "$cluster/log" start > /dev/null
as "$bin/createdb" -h "$cluster" stamgast
export STAMGAST_DATABASE="Host=$cluster;Username=$owner;Database=stamgast"
bench/import.sh "$customers" "$work"

# After import, undo and redo the tables hold more than the first import wrote, so use a second base with one import only.
as "$bin/createdb" -h "$cluster" once
export STAMGAST_DATABASE="Host=$cluster;Username=$owner;Database=once"
"$work/program/stamgast" import "$work/customers.csv" --json > "$work/out"
set -- $(grep -oE '"changeSet":[0-9]+' "$work/out" | grep -oE '[0-9]+')
/usr/bin/time -o "$work/figures" -f "| apply, again | %e | %U | %M |" "$work/program/stamgast" apply "$1" --json > /dev/null
cat "$work/figures"
sql() { as "$bin/psql" -h "$cluster" -q -v ON_ERROR_STOP=1 "$@"; }
tables="customer customer_key customer_search change_item"
for table in $tables; do sql -d once -c "\copy $table to '$cluster/$table.tsv'"; done
as "$bin/pg_dump" -h "$cluster" -d once --section=pre-data $(printf -- '-t %s ' $tables) > "$cluster/tables.sql"
as "$bin/pg_dump" -h "$cluster" -d once --section=post-data $(printf -- '-t %s ' $tables) > "$cluster/indexes.sql"
as "$bin/createdb" -h "$cluster" yardstick
sql -d yardstick -f "$cluster/tables.sql" > /dev/null
{
  echo "begin; set local maintenance_work_mem = '256MB';"
  for table in $tables; do echo "\\copy $table from '$cluster/$table.tsv'"; done
  cat "$cluster/indexes.sql"
  echo "commit; analyze;"
} > "$cluster/load.sql"
start=$(date +%s.%N)
sql -d yardstick -f "$cluster/load.sql" > /dev/null
awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN {printf "| **\\copy of the same tables, the same indexes** | %.1f | | |\n", b - a}'
