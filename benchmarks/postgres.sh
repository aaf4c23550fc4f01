#!/usr/bin/env bash
# A PostgreSQL server of a benchmark's own, from Debian's package: in a folder, on a port of this machine alone.
#   postgres.sh make FOLDER PORT PASSWORD    make a cluster and start it
#   postgres.sh start|stop FOLDER PORT       start it; stop it at once, as a crash would
#   postgres.sh query FOLDER PORT SQL        print one value
# Exits with 3 where the package is missing.
set -euo pipefail

bin=""
for found in /usr/lib/postgresql/*/bin; do
  if [ -x "$found/initdb" ]; then bin="$found"; fi
done
if [ -z "$bin" ]; then
  echo "Debian's package postgresql is not installed" >&2
  exit 3
fi
command="$1" folder="$2" port="$3"

# The server refuses to run as root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi
}

start() {
  as_owner "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder" start >/dev/null
}

case "$command" in
  make)
    printf '%s' "$4" >"$folder/secret"
    if [ "$(id -u)" -eq 0 ]; then chown -R nobody "$folder"; fi
    as_owner "$bin/initdb" -D "$folder/data" -U retort -A scram-sha-256 --pwfile "$folder/secret" -E UTF8 \
      --locale=C >/dev/null
    start
    ;;
  start) start ;;
  stop) as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null ;;
  query) PGPASSWORD="$(<"$folder/secret")" "$bin/psql" -h 127.0.0.1 -p "$port" -U retort -d postgres -Atqc "$4" ;;
  *)
    echo "postgres.sh: unknown command $command" >&2
    exit 2
    ;;
esac
