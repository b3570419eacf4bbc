#!/bin/sh
set -e

# The first backup should not fail because the database is still starting.
until pg_isready --quiet; do
  echo "waiting for $PGHOST"
  sleep 1
done

echo "$PGHOST answers"

exec "$@"
