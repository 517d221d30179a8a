#!/bin/sh
# How long it takes to pull an image from a registry on this machine, side by side in one run: pull.sh [RUNS]
#
# The image has five layers, about 210 MiB of this machine's own files, packed by gzip. Each pull goes into a store that
# was never used, and what was pulled is removed at the very end: ext4 gives nobody an inode that was freed within the
# last minute, and finding others costs most of a second. dockerd starts anew, on a directory of its own, before each pull.
# Whole commands by hyperfine; what a Java that runs already takes, apart from them.
#
# As root on a machine with neighbours, let all have the processors before anybody else: chrt -r 1 pull.sh
#
# Prints medians in ms. Listens on loopback only; takes 8 GB of disk; leaves nothing behind. RESULTS.md says how to read it.
set -eu
runs=${1:-10}
. "${0%/*}/common.sh"

need java:default-jdk-headless mvn:maven hyperfine:hyperfine skopeo:skopeo umoci:umoci \
    docker-registry:docker-registry python3:python3-minimal

tmp=$(mktemp -d)
export tmp
registry= etc=
end() {
    if [ -e "$tmp/docker.pid" ]; then
        kill "$(cat "$tmp/docker.pid")" || true
        while [ -e "$tmp/docker.pid" ]; do sleep 0.1; done
    fi
    [ -z "$etc" ] || rmdir /etc/docker
    [ -z "$registry" ] || kill "$registry" 2>/dev/null || true
    rm -rf "$tmp"
}
trap end EXIT
trap 'exit 130' INT TERM HUP

# --- The image -----------------------------------------------------------------------------------------------------

layout=$tmp/layout
mkdir -p "$layout/blobs/sha256"

put() { # FILE TYPE: moves it among the blobs, prints its descriptor
    sum=$(sha256sum <"$1" | cut -d' ' -f1)
    printf '{"mediaType":"application/vnd.oci.image.%s","digest":"sha256:%s","size":%d}' "$2" "$sum" "$(stat -c %s "$1")"
    mv "$1" "$layout/blobs/sha256/$sum"
}

find /usr/lib /usr/bin /usr/share -xdev -type f -size -4M -printf '%p\t%s\n' 2>/dev/null | sort >"$tmp/files"
layers= diffs= skip=0
for mebibytes in 80 60 40 20 10; do
    awk -F'\t' -v skip=$skip -v want=$((mebibytes << 20)) 'NR > skip { t += $2; print $1; if (t > want) exit }' \
        "$tmp/files" >"$tmp/list"
    skip=$((skip + $(wc -l <"$tmp/list")))
    tar -cPf "$tmp/tar" --transform 's,^/*,,' --numeric-owner -T "$tmp/list"
    diffs="$diffs${diffs:+,}\"sha256:$(sha256sum <"$tmp/tar" | cut -d' ' -f1)\""
    gzip -n <"$tmp/tar" >"$tmp/gz"
    layers="$layers${layers:+,}$(put "$tmp/gz" layer.v1.tar+gzip)"
done
rm "$tmp/tar"
case $(uname -m) in aarch64) architecture=arm64 ;; *) architecture=amd64 ;; esac
printf '{"architecture":"%s","os":"linux","rootfs":{"type":"layers","diff_ids":[%s]}}' $architecture "$diffs" >"$tmp/json"
config=$(put "$tmp/json" config.v1+json)
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
    "$config" "$layers" >"$tmp/json"
manifest=$(put "$tmp/json" manifest.v1+json)
printf '{"schemaVersion":2,"manifests":[%s,"annotations":{"org.opencontainers.image.ref.name":"1"}}]}' \
    "${manifest%\}}" >"$layout/index.json"
printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"

# --- The registry --------------------------------------------------------------------------------------------------

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf 'version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: 127.0.0.1:%d}\n' \
    "$tmp/registry" "$port" >"$tmp/registry.yml"
docker-registry serve "$tmp/registry.yml" >"$tmp/registry.log" 2>&1 &
registry=$!
image=127.0.0.1:$port/bench/image:1
skopeo --insecure-policy copy -q --retry-times 5 --dest-tls-verify=false "oci:$layout:1" "docker://$image" >&2 \
    || fail "the registry could not be filled: $(tail -n 1 "$tmp/registry.log")"

# A daemon that has nothing yet, and touches no network of the host: it only pulls. Its socket's path must be short.
prepare_dockerd() {
    if [ "$(id -u)" != 0 ] || ! command -v dockerd >/dev/null || ! command -v docker >/dev/null; then
        echo "pull.sh: without docker: it takes root, and apt-get install docker.io" >&2
        return 1
    fi
    [ -d /etc/docker ] || etc=made
    mkdir -p /etc/docker
    echo '{}' >"$tmp/none.json"
    # in mounts of its own, for it leaves a key in /etc/docker and more in /run
    cat >"$tmp/fresh-dockerd" <<'EOF'
if [ -e "$tmp/docker.pid" ]; then
    kill "$(cat "$tmp/docker.pid")"
    while [ -e "$tmp/docker.pid" ]; do sleep 0.1; done
fi
root=$(mktemp -d "$tmp/docker-XXXXXX")
unshare --mount --propagation private sh -ec 'mount -t tmpfs tmpfs /etc/docker; mount -t tmpfs tmpfs /run; exec "$@"' \
    sh dockerd --config-file "$tmp/none.json" --host "unix://$tmp/docker.sock" --pidfile "$tmp/docker.pid" \
    --data-root "$root" --exec-root "$tmp/docker-run" --bridge none --ip-forward=false --iptables=false --ip6tables=false \
    --log-level error >"$tmp/dockerd.log" 2>&1 &
tries=0
until docker -H "unix://$tmp/docker.sock" version >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ $tries -gt 300 ] || ! kill -0 $! 2>/dev/null; then
        echo "dockerd does not answer: $(tail -n 1 "$tmp/dockerd.log")" >&2
        exit 125
    fi
    sleep 0.1
done
sync
EOF
}

# Out of the way, and there until the end.
cat >"$tmp/fresh" <<'EOF'
old=$(mktemp -d "$tmp/old-XXXXXX")
for used in "$tmp/state/images" "$tmp/state/layers" "$tmp/theirs" "$tmp/bundle"; do
    [ ! -e "$used" ] || mv "$used" "$old/"
done
sync
EOF

# --- The race ------------------------------------------------------------------------------------------------------

export HANGARI_STATE="$tmp/state"
hangari=${here%/*}/hangari
"$hangari" pull -q "$image" >"$tmp/build.log" 2>&1 || fail "$(tail -n 1 "$tmp/build.log")"
compile
copy="skopeo --insecure-policy copy -q --src-tls-verify=false docker://$image oci:$tmp/theirs:1"
measure() { # EXPORT ARGUMENTS...
    export=$1
    shift
    hyperfine --style none --warmup 1 --runs "$runs" --export-json "$tmp/$export.json" "$@" >/dev/null 2>"$tmp/hyperfine" \
        || fail "$(tail -n 1 "$tmp/hyperfine")"
}
measure empty --prepare "sh $tmp/fresh" \
    -n 'skopeo copy' "$copy" \
    -n 'hangari pull' "$hangari pull -q $image" \
    -n 'skopeo copy && umoci unpack' "$copy && umoci unpack --rootless --image $tmp/theirs:1 $tmp/bundle"
if prepare_dockerd; then
    measure docker --prepare "sh $tmp/fresh-dockerd" \
        -n 'docker pull' "docker -H unix://$tmp/docker.sock pull -q $image"
fi
sh "$tmp/fresh"
"$hangari" pull -q "$image" >/dev/null
$copy
measure there \
    -n 'hangari pull, all is there' "$hangari pull -q $image" \
    -n 'skopeo copy, all is there' "$copy"
mkdir "$tmp/warm"
warm=$(java -cp "$classes" \
    hangari.bench.WarmPull "$image" "$tmp/warm" 15 "$runs")

python3 - "$tmp" "$warm" <<'EOF'
import json, os, sys
tmp, warm = sys.argv[1], sys.argv[2].split()
rows = [(r["command"], r["median"] * 1000) for f in ("empty", "docker", "there") if os.path.exists(f"{tmp}/{f}.json") for r in json.load(open(f"{tmp}/{f}.json"))["results"]]
rows += [("API: the first pull of a Java", float(warm[0])), ("API: warm", float(warm[1]))]
base = rows[0][1]
print("| | ms | ÷ skopeo copy |\n|---|---|---|")
for name, ms in rows:
    print(f"| {name} | {ms:.0f} | {ms / base:.2f} |")
EOF
