# What the benchmarks share: read by each of them, not run. Sets here (runtime/) and LC_ALL.
here=$(cd -- "${0%/*}/../../.." && pwd -P)
export LC_ALL=C.UTF-8

fail() {
    echo "${0##*/}: $*" >&2
    exit 125
}

need() { # PROGRAM:PACKAGE...: ends with what is to be installed if one is missing
    needed= packages=
    for pair in "$@"; do
        command -v "${pair%:*}" >/dev/null || needed="$needed ${pair%:*}" packages="$packages ${pair#*:}"
    done
    [ -z "$needed" ] || fail "missing:$needed: apt-get install$packages"
}

scratch() { # sets tmp: a directory that goes at the end
    tmp=$(mktemp -d)
    trap 'rm -rf "$tmp"' EXIT
    trap 'exit 130' INT TERM HUP
}

compile() { # sets classes: the benchmarks' class path, or HANGARI_CLASSES if that is given
    if [ -n "${HANGARI_CLASSES:-}" ]; then
        classes=$HANGARI_CLASSES
        return
    fi
    (cd "$here" && mvn -q -B -ntp test-compile dependency:build-classpath \
        -Dmdep.includeScope=test -Dmdep.outputFile="$tmp/classpath") >"$tmp/mvn.log" 2>&1 || {
        tail -n 20 "$tmp/mvn.log" >&2
        fail "the benchmarks could not be compiled"
    }
    classes=$here/target/classes:$here/target/test-classes:$(cat "$tmp/classpath")
}

# As the command line begins its supervisor.
supervisor="-Xms4m -Xmx64m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m
    -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-UsePerfData"
