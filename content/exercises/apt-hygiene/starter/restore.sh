#!/bin/sh
# restore.sh DUMP: replaces what the database holds by a dump.
set -eu
: "${PGDATABASE:?is not set}"
exec pg_restore --clean --if-exists --no-owner --dbname="$PGDATABASE" "$1"
