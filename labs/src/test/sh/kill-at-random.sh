#!/bin/sh
# Kills hangari at random moments of learn --auto and looks whether the next start removes all that was left:
#   kill-at-random.sh [TIMES]
# Prints what is left, if anything, and exits 1. Needs the checkout built.
set -u
times=${1:-100}
here=$(cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
HANGARI_STATE=$(mktemp -d) && export HANGARI_STATE
# The progress that must survive: a learner who has come to the second step.
printf '%s\n' /next /quit | "$here/hangari" learn 1 --plain --lang ko >/dev/null 2>&1
before=$(cat "$HANGARI_STATE/progress.json")
[ -n "$before" ] || { echo "no progress was saved"; exit 1; }

mounts() { awk '{ print $5 }' /proc/self/mountinfo | sort; }
groups() { find /sys/fs/cgroup -mindepth 1 -type d 2>/dev/null | sort; }
interfaces() { ls /sys/class/net; }
# Whatever carries the token of a session in its environment or in its arguments.
left_processes() { # TOKENS
    for token in $1; do
        grep -l -s -a -e "HANGARI_OWNER=$token" -e "-Dhangari.owner=$token" /proc/[0-9]*/environ /proc/[0-9]*/cmdline
    done
}

mounts_before=$(mounts)
groups_before=$(groups)
interfaces_before=$(interfaces)
failed=0
round=0
orphans=0
while [ "$round" -lt "$times" ]; do
    round=$((round + 1))
    "$here/hangari" learn --auto >/dev/null 2>&1 &
    hangari=$!
    sleep "$(awk -v seed="$round$$" 'BEGIN { srand(seed); printf "%.3f", 0.2 + rand() * 5 }')"
    kill -9 "$hangari" 2>/dev/null
    wait "$hangari" 2>/dev/null
    tokens=$(ls "$HANGARI_STATE/sessions" 2>/dev/null)
    [ -n "$tokens" ] && orphans=$((orphans + 1))
    "$here/hangari" >/dev/null || failed=1
    left=$(ls "$HANGARI_STATE/sessions" 2>/dev/null)$(left_processes "$tokens")
    [ "$(mounts)" = "$mounts_before" ] || left="$left mounts: $(mounts)"
    [ "$(groups)" = "$groups_before" ] || left="$left groups: $(groups)"
    [ "$(interfaces)" = "$interfaces_before" ] || left="$left interfaces: $(interfaces)"
    [ "$(cat "$HANGARI_STATE/progress.json")" = "$before" ] || left="$left progress has changed"
    if [ -n "$left" ]; then
        echo "round $round: left behind: $left"
        failed=1
    fi
done
rm -rf "$HANGARI_STATE"
echo "$round times killed, $orphans times a session was left, failed: $failed"
exit $failed
