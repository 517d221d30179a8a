#!/bin/bash
# Runs tests of the runtime on this host as an ordinary user who is known to nobody else.
set -euo pipefail
unset CDPATH
export LC_ALL=C.UTF-8

usage() {
    cat <<'HELP'
usage: as-user.sh [OPTIONS] CLASS-OR-PACKAGE...

Runs compiled tests of runtime/ as user 4321 of group 4321, "learner", whom only the tests' own mount namespace knows:
this host's /etc stays as it is.

  --root             as root after all, launched in the same way
  --helpers          with newuidmap and newgidmap configured for that user; otherwise /etc/subuid and subgid are empty
  --results FILE     writes a line for each test there: class, test, passed|failed|skipped, reason; tabs between
  --seconds COUNT    ends the tests after so long                          (900)
  --stage DIR        the classes, as stage.sh laid them out; otherwise they are built with Maven
  --help

Examples:
  as-user.sh hangari.container.ContainerTest
  as-user.sh --helpers --results user.tsv hangari.container hangari.image

Needs root, to become another. Exit status: 0 if no test failed, 1 if one did, 124 if the time was up, 125 if it could
not be tried.
HELP
}

fail() {
    echo "as-user.sh: $*" >&2
    exit 125
}

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
helpers= results= seconds=900 stage= identity=learner
while [ $# -gt 0 ]; do
    case $1 in
        --root) identity=root && shift ;;
        --helpers) helpers=yes && shift ;;
        --results | --seconds | --stage)
            [ $# -ge 2 ] || fail "$1 needs a value: see --help"
            printf -v "${1#--}" %s "$2"
            shift 2
            ;;
        -h | --help) usage && exit 0 ;;
        -*) fail "unknown option $1: see --help" ;;
        *) break ;;
    esac
done
[ $# -gt 0 ] || fail "name a test class or a package, such as hangari.container: see --help"
[ -z "$results" ] || results=$(realpath -m -- "$results")
[ "$(id -u)" = 0 ] || fail "not root, so it cannot become another user: run it with sudo"
[ -z "$helpers" ] || command -v newuidmap >/dev/null || fail "newuidmap is missing: apt-get install uidmap"

work=$(mktemp -d /tmp/hangari-user.XXXXXX)
runner=
clean() {
    trap '' INT TERM HUP
    if [ -n "$runner" ]; then
        kill "$runner" 2>/dev/null || true
        wait "$runner" 2>/dev/null || true
    fi
    rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

chmod 755 "$work"
mkdir -m 1777 "$work/tmp"
mkdir "$work/home" "$work/etc"
chown 4321:4321 "$work/home"
if [ -n "$stage" ]; then
    cp -a "$stage" "$work/stage"
else
    "$here/stage.sh" "$work/stage" >&2
fi
chmod -R a+rX "$work/stage"
mkdir -p -m 1777 "$work/stage/target" # where tests keep a kernel, as below Maven's

cp /etc/passwd /etc/group "$work/etc"
echo "learner:x:4321:4321::$work/home:/bin/sh" >>"$work/etc/passwd"
echo "learner:x:4321:" >>"$work/etc/group"
for file in subuid subgid; do
    : >"$work/etc/$file"
    [ -z "$helpers" ] || echo learner:200000:65536 >>"$work/etc/$file"
    [ -e "/etc/$file" ] || rm "$work/etc/$file"
done
chmod 644 "$work"/etc/*
: >"$work/results"
chmod 666 "$work/results"

as=(setpriv --reuid=4321 --regid=4321 --clear-groups)
[ "$identity" = learner ] || as=()
java=$(readlink -f -- "$(command -v java)")
cd "$work/stage"
timeout --foreground "$seconds" unshare --mount --propagation private bash -c '
    for file in "$1"/etc/*; do mount --bind "$file" "/etc/${file##*/}" || exit 125; done
    shift
    exec "$@"' private "$work" "${as[@]}" env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 \
    HOME="$work/home" USER="$identity" \
    "$java" -ea -Djava.io.tmpdir="$work/tmp" -cp "$work/stage/test-classes:$work/stage/classes:$work/stage/lib/*" hangari.peer.TestRun "$work/results" "$@" &
runner=$!
status=0
wait "$runner" || status=$?
runner=
[ -z "$results" ] || cat "$work/results" >"$results"
exit "$status"
