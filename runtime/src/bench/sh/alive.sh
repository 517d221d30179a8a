#!/bin/sh
# How many containers are alive at once, and what their manager pays for each: alive.sh [COUNT]
#
# Prints a table of memory in KiB. Needs root and a build (mvn -q test-compile); leaves nothing behind. RESULTS.md says
# how to read it.
set -eu
count=${1:-500}
. "${0%/*}/common.sh"

[ "$(id -u)" = 0 ] || fail "containers without root are another matter: run it with sudo"
need busybox:busybox-static

scratch

mkdir -p "$tmp/root/bin"
cp "$(command -v busybox)" "$tmp/root/bin/sleep"
chroot "$tmp/root" /bin/sleep 0 || fail "$(command -v busybox) is not static: apt-get install busybox-static"
compile

# shellcheck disable=SC2086 # several options
java $supervisor -cp "$classes" hangari.bench.Alive "$tmp/state" "$tmp/root" "$count"
