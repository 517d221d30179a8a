var jail = rootfs("/bin/ls").write("only-in-jail", "");
Step[] escape = {
    mkdir("inner"), chroot("inner"), chdir("../".repeat(20)), chroot(".")
};

box("ls", "/").chroot(jail).then(escape).run();
box("ls", "/").unshare(MNT).chroot(jail).then(escape).run();
box("ls", "/").root(jail).then(escape).run();
