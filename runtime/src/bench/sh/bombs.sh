#!/bin/sh
# How long the host takes to answer while a container takes all that it can get: bombs.sh [SECONDS]
#
# Prints the slowest answer of each kind in ms, for SECONDS (5) of each bomb, with the limits that a lesson sets and with
# large ones: 2000 processes and 2 GiB. Without any, a container can take the whole machine; that is not tried here. Needs
# root, cgroups, busybox-static and a build (mvn -q test-compile, or its class path in HANGARI_CLASSES); leaves nothing
# behind. RESULTS.md says how to read it.
set -eu
seconds=${1:-5}
. "${0%/*}/common.sh"

[ "$(id -u)" = 0 ] || fail "containers without root are another matter: run it with sudo"
need busybox:busybox-static

scratch

mkdir -p "$tmp/root/bin"
cp "$(command -v busybox)" "$tmp/root/bin/busybox"
for applet in sh sleep dd yes tail; do
    ln -s busybox "$tmp/root/bin/$applet"
done
chroot "$tmp/root" /bin/sleep 0 || fail "$(command -v busybox) is not static: apt-get install busybox-static"
compile

# shellcheck disable=SC2086 # several options
java $supervisor \
    -cp "$classes" hangari.bench.Bombs "$tmp/state" "$tmp/root" "$seconds"
