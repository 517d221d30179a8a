#!/bin/sh
# How long it takes until a command's output comes out of a new virtual machine: vm.sh [ROUNDS]
#
# In turns, QEMU's own command line and our API: the same machine, kernel and root, without KVM. Prints medians in ms,
# the range, and how much that is of QEMU's. Needs a kernel (hangari vm fetches one); leaves nothing behind. RESULTS.md
# says how to read it.
set -eu
rounds=${1:-5}
here=$(cd -- "${0%/*}/../../.." && pwd -P) # runtime/
export LC_ALL=C.UTF-8

fail() {
    echo "vm.sh: $*" >&2
    exit 125
}

command -v qemu-system-x86_64 >/dev/null || command -v qemu-system-aarch64 >/dev/null \
    || fail "missing: qemu-system-x86_64: apt-get install qemu-system-x86"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

(cd "$here" && mvn -q -B -ntp test-compile dependency:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile="$tmp/classpath") >"$tmp/mvn.log" 2>&1 || {
    tail -n 20 "$tmp/mvn.log" >&2
    fail "the benchmarks could not be compiled"
}
mkdir "$tmp/boot"
java -cp "$here/target/classes:$here/target/test-classes:$(cat "$tmp/classpath")" \
    hangari.bench.Boot "${HANGARI_STATE:-$tmp}/vm" "$tmp/boot" "$rounds"
