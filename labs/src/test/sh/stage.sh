#!/bin/bash
# Lays out the compiled tests of runtime/ so that another user, or a guest, can run them without Maven: stage.sh DIR
#
# DIR, which must not be there, gets classes/, test-classes/ and lib/. Then, in DIR:
#   java -cp 'test-classes:classes:lib/*' hangari.peer.TestRun results.tsv hangari.container.cgroup
set -euo pipefail
unset CDPATH
[ $# = 1 ] && ! [ -e "$1" ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 125; }
project=$(cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
mkdir -p -- "$1/lib"
stage=$(cd -- "$1" && pwd -P)
(cd "$project" && mvn -q -B -ntp -Dquick -pl runtime test-compile dependency:build-classpath \
    -Dmdep.outputFile="$stage/class-path" -Dmdep.includeScope=test)
# The file ends without a newline, which read calls a failure.
IFS=: read -r -a jars <"$stage/class-path" || [ "${#jars[@]}" -gt 0 ]
cp -- "${jars[@]}" "$stage/lib"
cp -r -- "$project/runtime/target/classes" "$project/runtime/target/test-classes" "$stage"
rm "$stage/class-path"
chmod -R a+rX "$stage"
