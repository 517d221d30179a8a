#!/bin/sh
# How long it takes until a command's output comes out of a new virtual machine: vm.sh [ROUNDS]
#
# In turns, QEMU's own command line and our API: the same machine, kernel and root, without KVM. Prints medians in ms,
# the range, and how much that is of QEMU's. Needs a kernel (hangari vm fetches one); leaves nothing behind. RESULTS.md
# says how to read it.
set -eu
rounds=${1:-5}
. "${0%/*}/common.sh"

command -v qemu-system-x86_64 >/dev/null || command -v qemu-system-aarch64 >/dev/null \
    || fail "missing: qemu-system-x86_64: apt-get install qemu-system-x86"

scratch

compile
mkdir "$tmp/boot"
java -cp "$classes" hangari.bench.Boot "${HANGARI_STATE:-$tmp}/vm" "$tmp/boot" "$rounds"
