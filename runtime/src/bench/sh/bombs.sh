#!/bin/sh
# How long the host takes to answer while a container takes all that it can get: bombs.sh [SECONDS]
#
# Prints the slowest answer of each kind in ms, for SECONDS (5) of each bomb, with the limits that a lesson sets and with
# large ones: 2000 processes and 2 GiB. Without any, a container can take the whole machine; that is not tried here. Needs
# root, cgroups, busybox-static and a build (mvn -q test-compile, or its class path in HANGARI_CLASSES); leaves nothing
# behind. RESULTS.md says how to read it.
set -eu
seconds=${1:-5}
here=$(cd -- "${0%/*}/../../.." && pwd -P) # runtime/
export LC_ALL=C.UTF-8

fail() {
    echo "bombs.sh: $*" >&2
    exit 125
}

[ "$(id -u)" = 0 ] || fail "containers without root are another matter: run it with sudo"
command -v busybox >/dev/null || fail "missing: busybox: apt-get install busybox-static"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

mkdir -p "$tmp/root/bin"
cp "$(command -v busybox)" "$tmp/root/bin/busybox"
for applet in sh sleep dd yes tail; do
    ln -s busybox "$tmp/root/bin/$applet"
done
chroot "$tmp/root" /bin/sleep 0 || fail "$(command -v busybox) is not static: apt-get install busybox-static"
if [ -n "${HANGARI_CLASSES:-}" ]; then
    classes=$HANGARI_CLASSES
else
    (cd "$here" && mvn -q -B -ntp test-compile dependency:build-classpath \
        -Dmdep.includeScope=test -Dmdep.outputFile="$tmp/classpath") >"$tmp/mvn.log" 2>&1 || {
        tail -n 20 "$tmp/mvn.log" >&2
        fail "the benchmarks could not be compiled"
    }
    classes=$here/target/classes:$here/target/test-classes:$(cat "$tmp/classpath")
fi

# As the command line begins its supervisor.
java -Xms4m -Xmx64m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m \
    -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-UsePerfData \
    -cp "$classes" hangari.bench.Bombs "$tmp/state" "$tmp/root" "$seconds"
