var jail = rootfs("/bin/ls").write("only-in-jail", "");

box("ls", "/").chroot(jail).then(
    chdir("../".repeat(20)),
    chroot(".")).run();
