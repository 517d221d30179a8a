# Makes WHERE.md of the results that where.sh collected: lines of class, test, verdict and reason, a file for each place.

function place(path) {
    sub(/.*\//, "", path)
    sub(/\.tsv$/, "", path)
    return path
}

function cell(at, name,    text) {
    if (!((at, name) in seen)) return ""
    text = passed[at, name] + 0
    if (failed[at, name]) text = text ", " failed[at, name] " failed"
    if (skipped[at, name]) text = text ", " skipped[at, name] " skipped"
    return text
}

function line(first, at,    i, text) {
    text = "| " first
    for (i = 1; i <= count; i++) text = text " | " cell(column[i], at)
    return text " |"
}

function rule(    i, text) {
    text = "|---|"
    for (i = 1; i <= count; i++) text = text "---|"
    return text
}

function header(first,    i, text) {
    text = "| " first
    for (i = 1; i <= count; i++) text = text " | " title[column[i]]
    return text " |\n" rule()
}

BEGIN {
    title["root-here"] = "root, this host"
    title["user-here"] = "user, this host"
    title["helpers-here"] = "user with newuidmap, this host"
    title["root-guest"] = "root, guest with v2"
    title["user-guest"] = "user, guest with v2"
    title["helpers-guest"] = "user with newuidmap, guest with v2"
    count = split(places, column, " ")
}

$3 == "ended" { ran[place(FILENAME)]++; next }

{
    at = place(FILENAME)
    names[$1] = 1
    seen[at, $1] = 1
    seen[at, "all"] = 1
}

$3 == "passed" { passed[at, $1]++; passed[at, "all"]++ }
$3 == "failed" { failed[at, $1]++; failed[at, "all"]++; faults["- " title[at] ": " $1 "." $2 ": " $4] = 1; bad = 1 }
$3 == "skipped" {
    # what differs from run to run is no reason of its own
    gsub(/\/tmp\/[^ ,:]*/, "…", $4)
    skipped[at, $1]++
    skipped[at, "all"]++
    reasons[$4] = 1
    why[at, $4]++
}

END {
    sorted = "sort"
    print "# What ran where\n"
    print "Written by `sudo labs/src/test/sh/where.sh --write`, which runs the tests of the runtime, and those of the limits that the command"
    print "line sets, as root and as an ordinary user, on this host and in a guest whose kernel has nothing but cgroup version 2"
    print "(`in-guest.sh`, QEMU without KVM). Nothing is left behind: the user is known to the tests' own mount namespace only, and the"
    print "guest writes to a disk of its own. Each cell counts the tests that passed, and those that failed or were skipped. The command"
    print "fails if a class that is counted here is missing, or has come to nothing, the next time.\n"
    print "Counted at commit " commit ", with Java " version ". This host: Linux " here ", cgroup version 1 with a tree of version 2 beside"
    print "it; nothing of it is delegated to the user. The guest: Debian's kernel " guest " for clouds, 2 emulated processors; the user is in a"
    print "cgroup of its own, as systemd delegates one. With `newuidmap` the user has 65536 further ids, without it one.\n"
    print "What an ordinary user may not do is refused with a reason, and its tests are skipped with one.\n"
    print header("class")
    for (name in names) print line(name, name) | sorted
    close(sorted)
    print line("**all**", "all")
    text = "| **classes**"
    for (i = 1; i <= count; i++) text = text " | " ran[column[i]] + 0
    print text " |"
    print "\nWhy tests were skipped, and how many:\n"
    print header("reason")
    for (reason in reasons) {
        text = "| " reason
        for (i = 1; i <= count; i++) text = text " | " why[column[i], reason]
        print text " |" | sorted
    }
    close(sorted)
    if (bad) {
        print "\nWhat failed:\n"
        for (fault in faults) print fault | sorted
        close(sorted)
    }
    exit bad
}
