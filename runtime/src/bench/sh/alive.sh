#!/bin/sh
# How many containers are alive at once, and what their manager pays for each: alive.sh [COUNT]
#
# Prints a table of memory in KiB. Needs root and a build (mvn -q test-compile); leaves nothing behind. RESULTS.md says
# how to read it.
set -eu
count=${1:-500}
here=$(cd -- "${0%/*}/../../.." && pwd -P) # runtime/
export LC_ALL=C.UTF-8

fail() {
    echo "alive.sh: $*" >&2
    exit 125
}

[ "$(id -u)" = 0 ] || fail "containers without root are another matter: run it with sudo"
command -v busybox >/dev/null || fail "missing: busybox: apt-get install busybox-static"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

mkdir -p "$tmp/root/bin"
cp "$(command -v busybox)" "$tmp/root/bin/sleep"
chroot "$tmp/root" /bin/sleep 0 || fail "$(command -v busybox) is not static: apt-get install busybox-static"
(cd "$here" && mvn -q -B -ntp test-compile dependency:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile="$tmp/classpath") >"$tmp/mvn.log" 2>&1 || {
    tail -n 20 "$tmp/mvn.log" >&2
    fail "the benchmarks could not be compiled"
}

# As the command line begins its supervisor.
java -Xms4m -Xmx64m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m \
    -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-UsePerfData \
    -cp "$here/target/classes:$here/target/test-classes:$(cat "$tmp/classpath")" \
    hangari.bench.Alive "$tmp/state" "$tmp/root" "$count"
