package hangari.bench;

import hangari.image.RootPlanner;
import hangari.linux.Arch;
import hangari.vm.LinuxVm;
import hangari.vm.VmSpec;
import hangari.vm.initramfs.Initramfs;
import hangari.vm.initramfs.Initramfs.Extra;
import hangari.vm.kernel.GuestKernel;
import hangari.vm.kernel.KernelSearch;
import hangari.vm.qemu.Accelerator;
import hangari.vm.qemu.Board;
import hangari.vm.qemu.EmulatorSearch;
import hangari.vm.qemu.Machine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long it takes until a command's output comes out of a new virtual machine: {@code Boot STATE FOLDER ROUNDS}.
 *
 * <p>Beside ours, in turns, QEMU's own command line: the same machine, kernel and root, whose first process is the
 * command, which writes to the console.
 */
final class Boot {
    private static final String WORD = "hello";

    private final Path root;
    private final VmSpec spec;
    private final Path archive;

    private Boot(Path state, Path folder) throws IOException {
        root = folder.resolve("root");
        RootPlanner.host().plan(List.of("echo")).createAt(root);
        spec = VmSpec.of(root, state).accelerator(Accelerator.TCG);
        archive = folder.resolve("initramfs");
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[2]);
        var boot = new Boot(Path.of(args[0]), Path.of(args[1]));
        long[] bare = new long[rounds];
        long[] ours = new long[rounds];
        boot.ours(); // the kernel is unpacked once
        List<String> command = boot.command();
        for (int i = 0; i < rounds; i++) {
            bare[i] = bare(command);
            ours[i] = boot.ours();
        }
        row("qemu", bare, bare);
        row("LinuxVm", ours, bare);
    }

    private List<String> command() throws IOException {
        GuestKernel kernel = KernelSearch.of(spec.state()).find(line -> {});
        Board board = Board.fastest(Arch.current(), kernel.form() == GuestKernel.Form.PVH);
        List<Extra> extras = new ArrayList<>();
        kernel.needed(board.modules())
                .forEach(module -> extras.add(new Extra("modules/" + module.name(), 0600, module.content())));
        try (OutputStream out = Files.newOutputStream(archive)) {
            new Initramfs(root, extras).writeTo(out);
        }
        var machine = new Machine(
                board,
                Accelerator.TCG,
                kernel.image(),
                archive,
                spec.memory(),
                spec.processors(),
                "rdinit=/bin/echo -- " + WORD);
        return machine.arguments(EmulatorSearch.ofThisProcess().find(Arch.current()), List.of());
    }

    private static long bare(List<String> command) throws Exception {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .start();
        var said = new StringBuilder();
        byte[] some = new byte[4096];
        while (said.indexOf(WORD) < 0) {
            int count = process.getInputStream().read(some);
            if (count < 0) {
                throw new IOException("qemu ended: " + said);
            }
            said.append(new String(some, 0, count, StandardCharsets.UTF_8));
        }
        long took = System.nanoTime() - begin;
        process.destroyForcibly().waitFor();
        return took;
    }

    private long ours() throws IOException {
        long begin = System.nanoTime();
        try (LinuxVm vm = LinuxVm.start(spec)) {
            String said = vm.run("echo", WORD).text();
            if (!said.equals(WORD + "\n")) {
                throw new IOException("it said " + said);
            }
            return System.nanoTime() - begin;
        }
    }

    private static void row(String name, long[] nanos, long[] reference) {
        System.out.printf(
                "%-10s %8.0f ms   %.0f to %.0f   %.2f%n",
                name,
                median(nanos) / 1e6,
                Arrays.stream(nanos).min().orElse(0) / 1e6,
                Arrays.stream(nanos).max().orElse(0) / 1e6,
                (double) median(nanos) / median(reference));
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
