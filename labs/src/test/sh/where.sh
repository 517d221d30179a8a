#!/bin/bash
# Counts which tests of the runtime ran where, with which outcome, and why others were skipped.
set -euo pipefail
unset CDPATH
export LC_ALL=C.UTF-8

usage() {
    cat <<'HELP'
usage: where.sh [--seconds COUNT] [FOLDER]

Runs the tests of hangari.container, hangari.linux and hangari.api as root and as an ordinary user, on this host and in
a guest that has nothing but cgroup version 2, and prints the tables of WHERE.md. FOLDER keeps what came of each test, a
file of tab-separated lines for each run; runs whose file is there already are not repeated.

  --seconds COUNT    ends a run after so long                              (240)
  --help

Examples:
  where.sh > labs/src/test/WHERE.md
  where.sh /tmp/where        # again, if it was interrupted: goes on

Needs root, and what in-guest.sh needs. Takes about twenty minutes: the guest has no KVM.
HELP
}

fail() {
    echo "where.sh: $*" >&2
    exit 125
}

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
seconds=240
while [ $# -gt 0 ]; do
    case $1 in
        --seconds)
            [ $# -ge 2 ] || fail "$1 needs a value: see --help"
            seconds=$2
            shift 2
            ;;
        -h | --help) usage && exit 0 ;;
        -*) fail "unknown option $1: see --help" ;;
        *) break ;;
    esac
done
[ "$(id -u)" = 0 ] || fail "not root: run it with sudo"

work=$(mktemp -d /tmp/hangari-where.XXXXXX)
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
results=$work/results
[ $# -eq 0 ] || results=$1
mkdir -p "$results"

# A run is made in parts that take a guest without KVM some minutes each.
parts() {
    local file name slow='BombTest BreakoutTest StartingProcessTest VerdictComparisonTest' alone=ConfinementComparisonTest
    printf '%s ' hangari.container.cgroup
    for file in "$work/stage/test-classes/hangari/container/"*Test.class; do
        name=$(basename "$file" .class)
        [[ " $slow $alone " == *" $name "* ]] || printf 'hangari.container.%s ' "$name"
    done
    printf '\n'
    printf 'hangari.container.%s ' $slow
    printf '\n'
    # Behind others in one process, dockerd inherits an ignored signal of glibc's own.
    echo "hangari.container.$alone"
    echo hangari.container.files hangari.container.build hangari.api hangari.container.life
    echo hangari.linux
}

run() { # PLACE PROGRAM OPTION...
    local place=$1 part=0 status names
    shift
    while read -r -a names; do
        part=$((part + 1))
        [ ! -s "$results/$place.$part.tsv" ] || continue
        status=0
        "$here/$@" --stage "$work/stage" --seconds "$seconds" --results "$work/part" "${names[@]}" </dev/null >&2 \
            || status=$?
        [ "$status" -le 1 ] || echo "where.sh: $place, part $part: ended with status $status" >&2
        mv "$work/part" "$results/$place.$part.tsv"
    done < <(parts)
    cat "$results/$place".*.tsv >"$work/$place"
}

"$here/stage.sh" "$work/stage"
run root-here as-user.sh --root
run user-here as-user.sh
run root-guest in-guest.sh
run user-guest in-guest.sh --delegated

awk -F '\t' -v places='root-here user-here root-guest user-guest' '
    function place(path) { sub(/.*\//, "", path); return path }
    function cell(at, name) {
        if (!((at, name) in seen)) return ""
        text = passed[at, name] + 0
        if (failed[at, name]) text = text ", " failed[at, name] " failed"
        if (skipped[at, name]) text = text ", " skipped[at, name] " skipped"
        return text
    }
    {
        at = place(FILENAME); seen[at, $1] = 1; names[$1] = 1
        if ($3 == "passed") { passed[at, $1]++; passed[at, "all"]++ }
        if ($3 == "failed") { failed[at, $1]++; failed[at, "all"]++ }
        if ($3 == "skipped") { skipped[at, $1]++; skipped[at, "all"]++; why[at "\t" $4]++ }
        if ($3 == "failed") faults[at "\t" $1 "." $2 ": " $4]++
        seen[at, "all"] = 1
    }
    END {
        count = split(places, column, " ")
        print "| class | root, this host | user, this host | root, guest with v2 | user, guest with v2 |"
        print "|---|---|---|---|---|"
        sorted = "sort"
        for (name in names) {
            row = "| " name
            for (i = 1; i <= count; i++) row = row " | " cell(column[i], name)
            print row " |" | sorted
        }
        close(sorted)
        row = "| **all**"
        for (i = 1; i <= count; i++) row = row " | " cell(column[i], "all")
        print row " |"
        print "\nWhy tests were skipped, and how many:\n"
        for (reason in why) { split(reason, part, "\t"); print "- " part[1] ": " part[2] ": " why[reason] | sorted }
        close(sorted)
        for (fault in faults) { split(fault, part, "\t"); print "- failed, " part[1] ": " part[2] | sorted }
        close(sorted)
    }' "$work/root-here" "$work/user-here" "$work/root-guest" "$work/user-guest"
