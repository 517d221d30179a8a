#!/bin/bash
# Counts which tests of the runtime ran where, with which outcome, and why others were skipped.
set -euo pipefail
unset CDPATH
export LC_ALL=C.UTF-8

usage() {
    cat <<'HELP'
usage: where.sh [OPTIONS] [FOLDER]

Runs all tests of runtime/, and those that hold the limits of the command line against the kernel, in each of these places, and prints
WHERE.md: what passed, was skipped or failed there, class by class, and why.

  root-here     user-here     helpers-here    this host, as root and as an ordinary user without and with newuidmap
  root-guest    user-guest    helpers-guest   the same in a guest of cgroup version 2; its user's cgroup is delegated

FOLDER keeps the compiled classes and what came of each test. A run that was interrupted goes on there, class by class,
and a folder that belongs to another commit is refused.

  --only PLACE       counts in this place, which may be said more than once; the others as far as FOLDER has them
  --seconds COUNT    ends a run after so long, and goes on with what is missing in another        (900)
  --write            replaces labs/src/test/WHERE.md, if nothing that was counted there is missing
  --help

Examples:
  where.sh --write
  where.sh --only root-here /tmp/where

Needs root, and what in-guest.sh needs. The guest has no KVM: its columns take an hour. Exit status: 1 if a test failed,
or a class is missing, or has come to nothing, that the last WHERE.md counted; 125 if it could not be tried.
HELP
}

fail() {
    echo "where.sh: $*" >&2
    exit 125
}

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
project=$(cd -- "$here/../../../.." && pwd -P)
every='root-here user-here helpers-here root-guest user-guest helpers-guest'
seconds=900 only= write=
while [ $# -gt 0 ]; do
    case $1 in
        --seconds | --only)
            [ $# -ge 2 ] || fail "$1 needs a value: see --help"
            case $1 in
                --seconds) seconds=$2 ;;
                *) [[ " $every " == *" $2 "* ]] || fail "no place \"$2\": see --help" && only="$only $2" ;;
            esac
            shift 2
            ;;
        --write) write=yes && shift ;;
        -h | --help) usage && exit 0 ;;
        -*) fail "unknown option $1: see --help" ;;
        *) break ;;
    esac
done
[ "$(id -u)" = 0 ] || fail "not root: run it with sudo"

work=$(mktemp -d /tmp/hangari-where.XXXXXX)
child=
clean() {
    trap '' INT TERM HUP
    [ -z "$child" ] || kill "$child" 2>/dev/null || true
    [ -z "$child" ] || wait "$child" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
folder=$work/counted
[ $# -eq 0 ] || folder=$(realpath -m -- "$1")
mkdir -p "$folder"

cd "$project"
commit=$(git rev-parse --short=12 HEAD)
[ -z "$(git status --porcelain -- runtime labs lessons slides pom.xml)" ] || commit="$commit, with changes"
[ ! -e "$folder/commit" ] || [ "$(cat "$folder/commit")" = "$commit" ] \
    || fail "$folder is of commit $(cat "$folder/commit"), and this is $commit: remove it, or name another"
echo "$commit" >"$folder/commit"
[ -e "$folder/stage/classes" ] || "$here/stage.sh" "$folder/stage"

# Behind others in one process, dockerd inherits an ignored signal of glibc's own: what compares with it goes first.
# What takes a guest many minutes goes last.
first='hangari.container.ConfinementComparisonTest hangari.container.VerdictComparisonTest'
last='hangari.container.BreakoutTest hangari.container.StartingProcessTest hangari.image.registry.HostileRegistryTest
    hangari.image.archive.HostileArchiveTest hangari.image.store.HostileLayerTest hangari.linux.MachineCodeTest'
classes() {
    local name
    printf '%s\n' $first
    {
        (cd runtime/src/test/java && find hangari -name '*Test.java' | sed 's/\.java$//; s,/,.,g')
        echo hangari.cli.container.LimitsOfRunTest
    } | sort | while read -r name; do
        [[ " $first "$last" " == *[[:space:]]"$name"[[:space:]]* ]] || echo "$name"
    done
    printf '%s\n' $last
}

missing() { # FILE: the classes that have not run to their end
    classes | awk -F '\t' -v file="$1" '
        BEGIN { while ((getline line < file) > 0) { split(line, part, "\t"); if (part[3] == "ended") done[part[1]] = 1 } }
        !($1 in done)'
}

keep() { # FROM TO: of a run that was cut, the classes that had come to their end
    awk -F '\t' 'NR == FNR { if ($3 == "ended") ended[$1] = 1; next } $1 in ended' "$1" "$1" >>"$2"
}

count() { # PLACE PROGRAM OPTION...
    local place=$1 file=$folder/$1.tsv names before status
    shift
    [[ -z "$only" || " $only " == *" $place "* ]] || return 0
    touch "$file"
    while mapfile -t names < <(missing "$file") && [ "${#names[@]}" -gt 0 ]; do
        echo "where.sh: $place: ${#names[@]} classes" >&2
        before=$(wc -l <"$file")
        status=0
        : >"$work/part"
        "$here/$@" --stage "$folder/stage" --seconds "$seconds" --results "$work/part" "${names[@]}" </dev/null \
            >>"$folder/$place.log" 2>&1 &
        child=$!
        wait "$child" || status=$?
        child=
        [ "$status" != 125 ] || { tail -n 3 "$folder/$place.log" >&2 && fail "$place could not be tried"; }
        keep "$work/part" "$file"
        [ "$status" -gt 1 ] || break
        if [ "$(wc -l <"$file")" = "$before" ]; then
            printf '%s\t(all)\tfailed\thad not ended after %d seconds\n' "${names[0]}" "$seconds" >>"$file"
            printf '%s\t(class)\tended\t\n' "${names[0]}" >>"$file"
        fi
    done
}

count root-here as-user.sh --root
count user-here as-user.sh
count helpers-here as-user.sh --helpers
count root-guest in-guest.sh
count user-guest in-guest.sh --delegated
count helpers-guest in-guest.sh --delegated --helpers

places=
for place in $every; do
    [ ! -s "$folder/$place.tsv" ] || places="$places $place"
done
guest=$(find labs/target/guest -name 'linux-image-*.deb' 2>/dev/null | sed 's/.*linux-image-\([0-9]*\.[0-9]*\).*/\1/' | sort -V | tail -n 1)
result=0
awk -F '\t' -v places="${places# }" -v here="$(uname -r | cut -d. -f1,2)" -v guest="${guest:-6.1}" -v commit="$commit" \
    -v version="$(java -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')" -f "$here/where.awk" \
    $(for place in $places; do echo "$folder/$place.tsv"; done) >"$folder/table" || result=$?
cat "$folder/table"

# Counts must not rot: what has run once is looked for in every later table.
git show HEAD:labs/src/test/WHERE.md >"$work/last" 2>/dev/null || : >"$work/last"
awk -F ' *[|] *' -v only="$only" '
    function counted(cell) { return cell ~ /[0-9]/ }
    function passed(cell) { return cell + 0 > 0 }
    /^\| class / { for (i = 3; i < NF; i++) title[FILENAME, i] = $i; width = NF; next }
    /^\| (\*\*|---|reason)/ || !/^\| hangari\./ { next }
    {
        for (i = 3; i < NF; i++) {
            if (NR == FNR) { was[$2 SUBSEP title[FILENAME, i]] = $i } else { now[$2 SUBSEP title[FILENAME, i]] = $i }
            if (NR != FNR) present[title[FILENAME, i]] = 1
        }
    }
    END {
        for (cell in was) {
            split(cell, part, SUBSEP)
            if (!(part[2] in present)) { if (only == "" && counted(was[cell])) lost = lost "\nwhere.sh: no column \"" part[2] "\" any more"; continue }
            if (counted(was[cell]) && !counted(now[cell])) print "where.sh: " part[1] " has not run: " part[2]
            else if (passed(was[cell]) && !passed(now[cell])) print "where.sh: " part[1] ": nothing passed any more: " part[2]
            else continue
            bad = 1
        }
        if (lost != "") { print substr(lost, 2) | "sort -u"; bad = 1 }
        exit bad
    }' "$work/last" "$folder/table" >&2 || result=1

[ -z "$write" ] || [ "$result" != 0 ] || cp "$folder/table" labs/src/test/WHERE.md
exit "$result"
