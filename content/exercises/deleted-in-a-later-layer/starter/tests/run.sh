#!/bin/sh
# Run in the directory tests.
set -eu
expected='North: 12.75
South: 4.00
unknown region X: 1.00'
actual=$(awk -F, -f ../sums.awk regions - < orders.csv)
[ "$actual" = "$expected" ] && echo ok
