#!/bin/sh
set -eu
exec awk -F, -f sums.awk regions -
