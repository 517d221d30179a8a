#!/bin/sh
# How long a start takes, side by side in one run: start.sh [ROUNDS]
#
#   1. /bin/true (static busybox) in pid, mount, uts, ipc and net namespaces: other runtimes, a C program that makes
#      the calls and nothing else, and our warm API.
#   2. Our command line before it does anything: against jshell.
#
# Prints two tables of medians in ms. Needs root; leaves nothing behind. RESULTS.md says how to read them.
set -eu
rounds=${1:-3}
runs=20
. "${0%/*}/common.sh"

[ "$(id -u)" = 0 ] || fail "the peers are measured as root: run it with sudo"

packages=
present() { # PROGRAM PACKAGE: whether it is installed; notes the package if not
    command -v "$1" >/dev/null && return
    packages="$packages $2"
    return 1
}

needed=
for pair in java:default-jdk-headless mvn:maven gcc:gcc busybox:busybox-static hyperfine:hyperfine unshare:util-linux; do
    present "${pair%:*}" "${pair#*:}" || needed="$needed ${pair%:*}"
done
[ -z "$needed" ] || fail "missing:$needed: apt-get install$packages"
has_crun=$(present crun crun && echo yes || true)
has_runc=$(present runc runc && echo yes || true)
has_bwrap=$(present bwrap bubblewrap && echo yes || true)
for pair in crun:crun runc:runc bwrap:bubblewrap; do
    present "${pair%:*}" "${pair#*:}" || echo "start.sh: without ${pair%:*}: apt-get install ${pair#*:}" >&2
done

# crun takes a v2 tree beside v1 hierarchies for an error. It is hidden from us, and from nobody else.
if [ -z "${HANGARI_BENCH_ALONE:-}" ]; then
    HANGARI_BENCH_ALONE=yes exec unshare --mount --propagation private "$0" "$@"
fi
if grep -q ' /sys/fs/cgroup/unified cgroup2 ' /proc/mounts; then
    umount /sys/fs/cgroup/unified
fi

scratch

root=$tmp/root
mkdir -p "$root/bin" "$root/proc" "$root/dev" "$root/sys"
cp "$(command -v busybox)" "$root/bin/true"
"$root/bin/true" || fail "$(command -v busybox) cannot be /bin/true: apt-get install busybox-static"
chroot "$root" /bin/true || fail "$(command -v busybox) is not static: apt-get install busybox-static"

gcc -O2 -Wall -Wextra -o "$tmp/start" "$here/src/bench/c/start.c"
compile

# What both crun and runc are asked for: the five namespaces, proc, no capability and no limit to set.
mkdir "$tmp/bundle"
cat >"$tmp/bundle/config.json" <<EOF
{
  "ociVersion": "1.0.0",
  "process": {
    "user": {"uid": 0, "gid": 0}, "args": ["/bin/true"], "cwd": "/", "env": ["PATH=/bin"]
  },
  "root": {"path": "$root", "readonly": false},
  "mounts": [{"destination": "/proc", "type": "proc", "source": "proc", "options": ["nosuid", "nodev", "noexec"]}],
  "linux": {
    "namespaces": [
      {"type": "pid"}, {"type": "mount"}, {"type": "uts"}, {"type": "ipc"}, {"type": "network"}
    ]
  }
}
EOF

measure() { # CSV COMMANDS...: hyperfine without a shell; appends "name<tab>median in ms" to the tables' source
    file=$1
    shift
    hyperfine --shell=none --style=none --warmup 3 --runs $runs --export-csv "$tmp/csv" "$@" >"$tmp/hyperfine.log" 2>&1 || {
        cat "$tmp/hyperfine.log" >&2
        fail "a command failed"
    }
    awk -F, 'NR > 1 { printf "%s\t%.3f\n", $1, $4 * 1000 }' "$tmp/csv" >>"$file"
}

starts() {
    set -- -n 'C: the whole command' "$tmp/start $root"
    set -- "$@" -n '`unshare --fork --root`' "unshare -fmpuin --root $root --mount-proc=/proc /bin/true"
    [ -z "$has_bwrap" ] || set -- "$@" -n '`bwrap --unshare-all`' \
        "bwrap --unshare-all --bind $root / --proc /proc /bin/true"
    [ -z "$has_crun" ] || set -- "$@" -n '`crun --cgroup-manager=disabled run`' \
        "crun --cgroup-manager=disabled --root $tmp/crun run --bundle $tmp/bundle hangari-bench-$$"
    [ -z "$has_crun" ] || set -- "$@" -n '`crun run`' \
        "crun --root $tmp/crun run --bundle $tmp/bundle hangari-bench-$$"
    [ -z "$has_runc" ] || set -- "$@" -n '`runc run`' \
        "runc --root $tmp/runc run --bundle $tmp/bundle hangari-bench-$$"
    measure "$tmp/starts" "$@"
    java -cp "$classes" hangari.bench.SideBySide "$tmp/start" "$root" 30 30 >>"$tmp/starts"
}

screens() {
    export HANGARI_STATE="$tmp/state"
    measure "$tmp/screens" -n '`./hangari --version`' "$here/../hangari --version" \
        -n '`./hangari`' "$here/../hangari" -n '`jshell --version`' 'jshell --version'
}

jmh() { # the same three, by JMH's own reckoning; its lock file goes where Java's temporary files go
    java "-Djava.io.tmpdir=$tmp" -cp "$classes" org.openjdk.jmh.Main StartBenchmark -p "root=$root" -rf csv -rff "$tmp/jmh.csv" >"$tmp/jmh.log"
    sed -n 's/"//g; s/^hangari\.bench\.StartBenchmark\.\([a-zA-Z]*\):.*p0\.50,[^,]*,[^,]*,[^,]*,\([0-9.]*\),.*/\1 \2/p' \
        "$tmp/jmh.csv" | awk '{ printf "JMH: `%s`\t%.3f\n", $1, $2 / 1000 }' >>"$tmp/starts"
}

table() { # FILE ROW...: the median of each row over the rounds, and its ratio to the named rows
    file=$1 first=$2 second=${3:-}
    awk -F'\t' -v first="$first" -v second="$second" '
        !($1 in count) { names[++rows] = $1 }
        { seen[$1, ++count[$1]] = $2 }
        function median(name,    i, j, n, swap) {
            n = count[name]
            for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (seen[name, j] + 0 < seen[name, i] + 0) {
                swap = seen[name, i]; seen[name, i] = seen[name, j]; seen[name, j] = swap
            }
            return (seen[name, int((n + 1) / 2)] + seen[name, int(n / 2) + 1]) / 2
        }
        function ratio(value, name) { return name in count ? sprintf(" %.2f |", value / median(name)) : "" }
        END {
            printf "| | ms | ÷ %s |%s\n", first, second in count ? " ÷ " second " |" : ""
            printf "|---|---|---|%s\n", second in count ? "---|" : ""
            for (i = 1; i <= rows; i++) {
                value = median(names[i])
                printf "| %s | %.2f |%s%s\n", names[i], value, ratio(value, first), ratio(value, second)
            }
        }' "$file"
}

for round in $(seq "$rounds"); do
    echo "start.sh: round $round of $rounds, load $(cut -d' ' -f1 /proc/loadavg)" >&2
    starts
    screens
done
jmh

table "$tmp/starts" 'C: the calls alone' '`crun run`'
if [ -s "$tmp/screens" ]; then
    echo
    table "$tmp/screens" '`jshell --version`'
fi
