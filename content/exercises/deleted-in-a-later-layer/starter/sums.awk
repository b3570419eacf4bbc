# First the regions, code,name; then the orders, code,amount.
FILENAME == "regions" { name[$1] = $2; next }
{ sum[$1 in name ? name[$1] : "unknown region " $1] += $2 }
END { for (region in sum) printf "%s: %.2f\n", region, sum[region] | "sort" }
