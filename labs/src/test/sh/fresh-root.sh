#!/bin/sh
# The stranger's trial: an empty Debian 12 with a shell and apt, the project cloned into it, the README's commands typed.
#
#   fresh-root.sh DIR [COMMAND...]     as root; DIR is made with debootstrap if it is not there
#
# Without a command it runs "./hangari -y learn --auto" and "./hangari -y test", and says how long each took and how
# much disk was used. The root is entered by pivot_root in a mount namespace of its own: the kernel refuses user
# namespaces to a process in a chroot.
#
#   MIRROR       a Debian mirror                  (else debootstrap's own)
#   PREPARE      a program that is run as "PREPARE DIR" before the root is entered, to copy in what the network here
#                asks of its clients: package sources, certificates, resolv.conf (else resolv.conf alone is copied)
set -eu
[ $# -ge 1 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 125; }
mkdir -p -- "$1"
root=$(cd -- "$1" && pwd -P)
shift
here=$(cd -- "$(dirname -- "$0")/../../../.." && pwd -P)

if ! [ -e "$root/etc/debian_version" ]; then
    debootstrap --variant=minbase bookworm "$root" ${MIRROR:+"$MIRROR"} >"$root.log" 2>&1 || { tail -n 5 "$root.log"; exit 125; }
fi
if [ -n "${PREPARE:-}" ]; then
    "$PREPARE" "$root"
else
    cp /etc/resolv.conf "$root/etc/resolv.conf"
fi
rm -rf "$root/root/hangari"
git clone -q "$here" "$root/root/hangari"

cat >"$root/root/trial.sh" <<'INSIDE'
#!/bin/sh
cd /root/hangari || exit 125
used() { df -BM --output=used / | tail -n 1 | tr -dc 0-9; }
timed() {
    echo "== $*"
    before=$(used)
    begun=$(date +%s)
    "$@"
    status=$?
    echo "== exit $status after $(($(date +%s) - begun)) s, $(($(used) - before)) MB"
    [ $status = 0 ] || failed=$status
}
failed=0
if [ $# -gt 0 ]; then
    exec "$@"
fi
timed ./hangari -y learn --auto
timed ./hangari
timed ./hangari learn --auto --lang ko
timed ./hangari -y test
du -shx /root/hangari /root/.m2 /usr 2>/dev/null
exit $failed
INSIDE

export root
exec unshare --mount --pid --fork --propagation private sh -c '
    mount --bind "$root" "$root" && cd "$root" || exit 125
    mount -t proc proc proc && mount -t sysfs sysfs sys && mount --rbind /dev dev || exit 125
    mount --rbind /sys/fs/cgroup sys/fs/cgroup 2>/dev/null
    pivot_root . . && umount -l . && cd / || exit 125
    exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM="${TERM:-dumb}" \
        sh /root/trial.sh "$@"' trial "$@"
