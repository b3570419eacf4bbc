#!/bin/sh
set -e

# gunicorn starts as many workers as this says.
export WEB_CONCURRENCY="${WEB_CONCURRENCY:-2}"
echo "starting $WEB_CONCURRENCY workers"

exec "$@"
