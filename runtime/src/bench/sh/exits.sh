#!/bin/sh
# How fast the exits of a guest on KVM are answered, beside C, and how soon it says something, beside QEMU: exits.sh [ROUNDS]
#
# All take turns in one run. Needs /dev/kvm; takes half a minute for 9 rounds, and leaves nothing behind. RESULTS.md says
# how to read it.
set -eu
rounds=${1:-9}
. "${0%/*}/common.sh"

[ -w /dev/kvm ] || fail "no /dev/kvm that may be used: see hangari doctor"
need java:default-jdk-headless mvn:maven gcc:gcc qemu-system-x86_64:qemu-system-x86

scratch

gcc -O2 -o "$tmp/exits" "$here/src/bench/c/exits.c"
compile
figures=$(java -cp "$classes" hangari.bench.Exits "$tmp/exits" "$tmp" "$rounds")

echo "median of $rounds rounds; load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "$figures" | awk '{
    print "| exits a second | | ÷ C |\n|---|---|---|"
    printf "| C: nobody looks | %d | 1.00 |\n", $1
    printf "| **API: each exit is answered by a device and kept as a row** | %d | **%.2f** |\n", $2, $2 / $1
    print "\n| to the first character | ms | ÷ QEMU |\n|---|---|---|"
    printf "| **API, warm** | %.2f | **%.3f** |\n", $3, $3 / $4
    printf "| `qemu-system-x86_64 -accel kvm`, the same bytes as a boot sector | %.0f | 1.00 |\n", $4
}'
