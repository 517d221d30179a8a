#!/bin/bash
# Lays out the compiled tests of runtime/ and labs/ so that another user, or a guest, can run them without Maven: stage.sh DIR
#
# DIR, which must not be there, gets classes/, test-classes/ and lib/. Then, in DIR:
#   java -cp 'test-classes:classes:lib/*' hangari.peer.TestRun results.tsv hangari.container.cgroup
set -euo pipefail
unset CDPATH
[ $# = 1 ] && ! [ -e "$1" ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 125; }
project=$(cd -- "$(dirname -- "$0")/../../../.." && pwd -P)
mkdir -p -- "$1/lib"
stage=$(cd -- "$1" && pwd -P)
(cd "$project" && mvn -q -B -ntp -Dquick -pl labs -am test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/test-class-path -Dmdep.includeScope=test)
# Modules of ours are directories in it.
for module in runtime labs; do
    tr ':' '\n' <"$project/$module/target/test-class-path" | while read -r part || [ -n "$part" ]; do
        [ -d "$part" ] || cp -u -- "$part" "$stage/lib"
    done
done
for module in runtime lessons slides labs; do
    for kind in classes test-classes; do
        mkdir -p "$stage/$kind"
        cp -rn -- "$project/$module/target/$kind/." "$stage/$kind"
    done
done
chmod -R a+rX "$stage"
