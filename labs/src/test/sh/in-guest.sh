#!/bin/bash
# Runs tests of the runtime in a machine of their own, whose kernel has nothing but cgroup version 2.
set -euo pipefail
unset CDPATH
export LC_ALL=C.UTF-8

usage() {
    cat <<'HELP'
usage: in-guest.sh [OPTIONS] CLASS-OR-PACKAGE...

Boots Debian's cloud kernel in QEMU, without KVM, and runs compiled tests of runtime/ there. The guest sees this host's
file system, which it cannot write, below one of its own; /tmp is an ext4 of its own. Its cgroup tree is version 2.

  --user             as an ordinary user without a delegated cgroup, instead of root
  --delegated        as an ordinary user in a cgroup that was delegated to it, as systemd does
  --helpers          with newuidmap and newgidmap configured for that user; otherwise /etc/subuid and subgid are empty
  --results FILE     writes a line for each test there: class, test, passed|failed|skipped, reason; tabs between
  --memory SIZE      memory of the guest                                   (3G)
  --seconds COUNT    ends the guest after so long                          (900)
  --kernel FILE      linux-image-*.deb; otherwise that of linux-image-cloud-amd64 is downloaded once, into labs/target
  --stage DIR        the classes, as stage.sh laid them out; otherwise they are built with Maven
  --shell COMMAND    runs a command of a shell instead of tests
  --help

Examples:
  in-guest.sh hangari.container.cgroup hangari.container.ContainerTest
  in-guest.sh --delegated --results v2.tsv hangari.container
  in-guest.sh --shell 'uname -r; cat /sys/fs/cgroup/cgroup.controllers'

Needs root. Exit status: 0 if no test failed, 1 if one did, 124 if the time was up, 125 if it could not be tried.
HELP
}

fail() {
    echo "in-guest.sh: $*" >&2
    exit 125
}

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
project=$(cd -- "$here/../../../.." && pwd -P)
cache=$project/labs/target/guest
identity=root helpers= results= memory=3G seconds=900 kernel= stage= command=
while [ $# -gt 0 ]; do
    case $1 in
        --user) identity=user && shift ;;
        --delegated) identity=delegated && shift ;;
        --helpers) helpers=yes && shift ;;
        --results | --memory | --seconds | --kernel | --stage | --shell)
            [ $# -ge 2 ] || fail "$1 needs a value: see --help"
            name=${1#--} value=$2
            [ "$name" = shell ] && name=command
            printf -v "$name" %s "$value"
            shift 2
            ;;
        -h | --help) usage && exit 0 ;;
        -*) fail "unknown option $1: see --help" ;;
        *) break ;;
    esac
done
[ $# -gt 0 ] || [ -n "$command" ] || fail "name a test class or a package, such as hangari.container.cgroup: see --help"
[ "$(id -u)" = 0 ] || fail "not root: the file system is shared through a mount namespace: run it with sudo"

need=
for pair in qemu-system-x86_64:qemu-system-x86 mke2fs:e2fsprogs busybox:busybox-static java:default-jdk-headless \
    setpriv:util-linux; do
    command -v "${pair%:*}" >/dev/null || need="$need ${pair#*:}"
done
virtiofsd=
for place in /usr/lib/qemu/virtiofsd /usr/libexec/virtiofsd; do
    if [ -x "$place" ]; then virtiofsd=$place; fi
done
[ -n "$virtiofsd" ] || need="$need qemu-system-common (or virtiofsd)"
[ -z "$need" ] || fail "missing packages: apt-get install$need"

work=$(mktemp -d /tmp/hangari-guest.XXXXXX)
children=()
clean() {
    trap '' INT TERM HUP
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null || true
        wait "$child" 2>/dev/null || true
    done
    rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# --- The kernel, and what of it the start needs --------------------------------------------------------------------

if [ -z "$kernel" ]; then
    mkdir -p "$cache"
    kernel=$(find "$cache" -maxdepth 1 -name 'linux-image-*.deb' | sort -V | tail -n 1)
    if [ -z "$kernel" ]; then
        package=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends:/ { print $2; exit }')
        [ -n "$package" ] || fail "no linux-image-cloud-amd64 is known to apt: apt-get update, or give --kernel FILE"
        (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "$package" >&2) \
            || fail "$package cannot be downloaded: give --kernel FILE"
        mv "$work"/linux-image-*.deb "$cache"
        kernel=$(find "$cache" -maxdepth 1 -name 'linux-image-*.deb' | sort -V | tail -n 1)
    fi
fi
disk=$work/disk
mkdir -p "$disk/kernel" "$work/init/modules"
dpkg-deb --extract "$kernel" "$disk/kernel"
mv "$disk"/kernel/boot/vmlinuz-* "$work/vmlinuz"
version=$(basename "$disk"/kernel/lib/modules/*)
mv "$disk/kernel/lib/modules" "$disk/modules"
rm -rf "$disk/kernel"
mkdir "$work/lib" && ln -s "$disk/modules" "$work/lib/modules"
busybox depmod -b "$work" "$version"

take() { # MODULE: into the initramfs, behind those that it needs
    local line needed
    line=$(grep "/$1\.ko:" "$disk/modules/$version/modules.dep") || return 0 # built in
    [ ! -e "$work/init/modules/$1.ko" ] || return 0
    for needed in ${line#*:}; do
        take "$(basename "$needed" .ko)"
    done
    cp "$disk/modules/$version/${line%%:*}" "$work/init/modules/"
    echo "$1" >>"$work/init/modules/order"
}
for module in virtio_pci virtio_blk virtiofs overlay; do take "$module"; done
cp "$(command -v busybox)" "$work/init/busybox"

cat >"$work/init/init" <<'INIT'
#!/busybox sh
/busybox mkdir -p /proc /sys /dev /host /disk /root /bin
/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc && mount -t sysfs sys /sys && mount -t devtmpfs dev /dev || poweroff -f
while read -r module; do insmod "/modules/$module.ko" || echo "no $module"; done </modules/order
mount -t virtiofs -o ro host /host && mount -t ext4 /dev/vda /disk || poweroff -f
mkdir -p /disk/upper /disk/work
mount -t overlay -o "lowerdir=/host,upperdir=/disk/upper,workdir=/disk/work" overlay /root || poweroff -f
mkdir -p /root/run /root/tmp /root/proc /root/sys /root/dev
mount -t tmpfs -o mode=755 run /root/run
mkdir /root/run/guest
mount --move /disk /root/run/guest
mount --bind /root/run/guest/tmp /root/tmp
for place in proc sys dev; do mount --move "/$place" "/root/$place"; done
exec switch_root /root /bin/bash /run/guest/start.sh
INIT
chmod 755 "$work/init/init"
(cd "$work/init" && find . | busybox cpio -o -H newc 2>/dev/null | gzip -1 >"$work/initramfs")

# --- The classes, and the disk ---------------------------------------------------------------------------------------

if [ -n "$stage" ]; then
    cp -a "$stage" "$disk/stage"
else
    "$here/stage.sh" "$disk/stage" >&2
fi
mkdir -m 1777 "$disk/tmp"
java=$(readlink -f -- "$(command -v java)")
{
    printf 'java=%q identity=%q helpers=%q command=%q version=%q\n' "$java" "$identity" "$helpers" "$command" "$version"
    printf 'set --'
    [ $# -eq 0 ] || printf ' %q' "$@"
    printf '\n'
} >"$disk/wanted.sh"

cat >"$disk/start.sh" <<'START'
. /run/guest/wanted.sh
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root
off() {
    printf 'exit\t%s\n' "$1" >/dev/ttyS1
    sync
    busybox poweroff -f
}
stty -F /dev/ttyS1 raw -echo
mkdir -p "/lib/modules/$version" /dev/pts /dev/shm
mount --bind "/run/guest/modules/$version" "/lib/modules/$version"
command -v modprobe >/dev/null || ln -s "$(command -v busybox)" /sbin/modprobe
echo /sbin/modprobe >/proc/sys/kernel/modprobe
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts /dev/pts
ln -sf pts/ptmx /dev/ptmx
mount -t tmpfs -o mode=1777 shm /dev/shm
mount -t cgroup2 -o nsdelegate cgroup2 /sys/fs/cgroup || off 125
busybox ip link set lo up
# No kernel is found here, so that no test emulates a machine in this one, which would take it minutes to start.
for place in /boot /var/cache/apt/archives; do
    [ ! -d "$place" ] || mount -t tmpfs none "$place"
done
# A freshly loaded bfq offers io.bfq.weight on the one disk; without it only io.weight is there.
busybox modprobe bfq && echo bfq >/sys/block/vda/queue/scheduler

: >/etc/subuid
: >/etc/subgid
useradd --create-home --home-dir /tmp/home --shell /bin/bash --uid 4321 learner 2>/dev/null || off 125
: >/etc/subuid
: >/etc/subgid
if [ -n "$helpers" ]; then
    echo learner:200000:65536 >/etc/subuid
    echo learner:200000:65536 >/etc/subgid
fi

# As systemd lays it out: what runs is in a leaf, and the inner group holds nothing.
group=/sys/fs/cgroup/session
mkdir "$group"
if [ "$identity" = delegated ]; then
    controllers=$(sed 's/[^ ]*/+&/g' /sys/fs/cgroup/cgroup.controllers)
    echo "$controllers" >/sys/fs/cgroup/cgroup.subtree_control
    mkdir "$group/leaf"
    echo "$controllers" >"$group/cgroup.subtree_control"
    # cgroup-v2.rst, "Model of Delegation": write access to the directory and these files of it.
    chown learner: "$group" "$group"/cgroup.{procs,threads,subtree_control} "$group/leaf" "$group"/leaf/cgroup.*
    group=$group/leaf
fi
echo $$ >"$group/cgroup.procs"

as=()
[ "$identity" = root ] || as=(setpriv --reuid=learner --regid=learner --init-groups env HOME=/tmp/home USER=learner)
cd /run/guest/stage || off 125
if [ -n "$command" ]; then
    "${as[@]}" bash -c "$command"
    off $?
fi
mkfifo -m 666 /run/results
cat /run/results >/dev/ttyS1 &
# Tests' limits of waiting are those of a machine at its own speed: here --seconds is the one for all of them.
"${as[@]}" "$java" -ea -Xshare:auto -XX:TieredStopAtLevel=1 -Djunit.jupiter.execution.timeout.mode=disabled -cp '/run/guest/stage/test-classes:/run/guest/stage/classes:/run/guest/stage/lib/*' \
    hangari.peer.TestRun /run/results "$@"
status=$?
wait
off $status
START
chmod -R a+rX "$disk"
mke2fs -q -t ext4 -d "$disk" "$work/disk.img" 8G >/dev/null
rm -rf "$disk"

# --- The guest --------------------------------------------------------------------------------------------------------

# Whatever the guest's root tries: the server itself sees a read-only mount, and only that of the root.
mkdir "$work/shared"
unshare --mount --propagation private bash -c '
    mount --bind / "$2" && mount -o remount,bind,ro "$2" || exit 125
    exec "$1" --socket-path="$3" -o source="$2" -o cache=always -o sandbox=chroot -o log_level=err -f' \
    share "$virtiofsd" "$work/shared" "$work/socket" &
children+=($!)
for ((i = 0; i < 200; i++)); do
    [ -S "$work/socket" ] && break
    sleep 0.05
done
[ -S "$work/socket" ] || fail "$virtiofsd did not start"

timeout --foreground "$seconds" qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m "$memory" \
    -object "memory-backend-memfd,id=memory,size=$memory,share=on" -machine q35,memory-backend=memory \
    -kernel "$work/vmlinuz" -initrd "$work/initramfs" \
    -append 'console=ttyS0 quiet panic=-1 mitigations=off cgroup_no_v1=all swapaccount=1' \
    -chardev "socket,id=share,path=$work/socket" -device vhost-user-fs-pci,chardev=share,tag=host \
    -drive "file=$work/disk.img,if=virtio,format=raw,cache=unsafe" \
    -serial stdio -serial "file:$work/results" -display none -monitor none -nic none -no-reboot </dev/null &
machine=$!
children+=("$machine")
status=0
wait "$machine" || status=$?
[ -z "$results" ] || sed '/^exit\t/d' "$work/results" >"$results"
[ "$status" != 124 ] || { echo "in-guest.sh: the guest was ended after $seconds seconds" >&2 && exit 124; }
verdict=$(sed -n 's/^exit\t//p' "$work/results")
[ -n "$verdict" ] || fail "the guest ended without a verdict: see its last lines above"
exit "$verdict"
