#!/bin/sh
# How long it takes to unpack a layer, beside tar, by turns in one run: unpack.sh [RUNS]
#
# The layer is about 210 MiB of this machine's own files, packed by gzip. Ours verifies two digests on the way; tar none.
# As root on a machine with neighbours, let both have the processors before anybody else: chrt -r 1 unpack.sh
#
# Prints medians in ms. Takes 6 GB of disk; leaves nothing behind. RESULTS.md says how to read it.
set -eu
runs=${1:-10}
. "${0%/*}/common.sh"

need java:default-jdk-headless mvn:maven gzip:gzip tar:tar

scratch

find /usr/lib /usr/bin /usr/share -xdev \( -type f -o -type l -o -type d \) -size -4M -printf '%p\t%s\n' 2>/dev/null \
    | sort >"$tmp/files"
awk -F'\t' '{ t += $2 } t > 210 * 1048576 { exit } { print $1 }' "$tmp/files" >"$tmp/list"
tar -cPf "$tmp/tar" --no-recursion --transform 's,^/*,,' --numeric-owner -T "$tmp/list"
diff_id=sha256:$(sha256sum <"$tmp/tar" | cut -d' ' -f1)
bytes=$(stat -c %s "$tmp/tar")
gzip -n <"$tmp/tar" >"$tmp/layer"
rm "$tmp/tar"

compile
times=$(java -cp "$classes" hangari.bench.Unpack "$tmp/layer" "$diff_id" "$tmp" 8 "$runs")

echo "$(wc -l <"$tmp/list") files, $((bytes >> 20)) MiB, packed $(($(stat -c %s "$tmp/layer") >> 20)) MiB;" \
    "load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "$times" | awk '{
    print "| | ms | ÷ tar xzf |\n|---|---|---|"
    printf "| `tar xzf` | %d | 1.00 |\n", $3
    printf "| API: the first of a Java | %d | %.2f |\n", $1, $1 / $3
    printf "| API: warm | %d | %.2f |\n", $2, $2 / $3
}'
