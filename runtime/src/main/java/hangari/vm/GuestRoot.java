package hangari.vm;

import hangari.linux.Arch;
import hangari.linux.Fd;
import hangari.linux.GuestAgent;
import hangari.linux.KernelException;
import hangari.linux.MemoryFile;
import hangari.vm.fault.VmException;
import hangari.vm.initramfs.Initramfs;
import hangari.vm.initramfs.Initramfs.Extra;
import hangari.vm.kernel.GuestKernel;
import hangari.vm.kernel.KernelModule;
import hangari.vm.qemu.Board;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs a guest's root: the directory, and the agent and its modules in a folder of their own, which the agent removes.
 */
final class GuestRoot {
    private static final String FOLDER = ".hangari";
    private static final String AGENT = FOLDER + "/agent";
    // What a kernel of a distribution has for itself before it unpacks anything, and a little to work with.
    private static final int KERNEL_MEBIBYTES = 64;
    private static final int CHUNK = 128 * 1024;

    private GuestRoot() {}

    /** The parameter by which a kernel is told which its first process is. Source: kernel-parameters.rst. */
    static String parameter() {
        return "rdinit=/" + AGENT;
    }

    /**
     * The archive, in a file without a name.
     *
     * @throws VmException if the root cannot be read, or does not fit into the machine's memory
     */
    static Fd of(VmSpec spec, Arch arch, GuestKernel kernel, Board board) {
        List<Extra> extras = new ArrayList<>();
        List<String> modules = new ArrayList<>();
        for (KernelModule module : kernel.needed(board.modules())) {
            String path = FOLDER + "/" + module.name() + ".ko";
            extras.add(new Extra(path, 0600, module.content()));
            modules.add("/" + path);
        }
        extras.add(new Extra(AGENT, 0700, GuestAgent.file(arch, "/" + AGENT, modules, spec.hostname())));
        Fd file = MemoryFile.create("hangari-initramfs");
        try {
            write(new Initramfs(spec.root(), extras), file);
            fits(spec, kernel, Files.size(MemoryFile.path(file)));
            return file;
        } catch (IOException | KernelException e) {
            file.close();
            throw new VmException(VmException.Kind.NO_ROOT, spec.root(), String.valueOf(e.getMessage()));
        } catch (VmException e) {
            file.close();
            throw e;
        }
    }

    private static void write(Initramfs initramfs, Fd file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(MemoryFile.path(file)), CHUNK)) {
            initramfs.writeTo(out);
        }
    }

    /** While the kernel unpacks it, the archive is there beside what comes out. */
    private static void fits(VmSpec spec, GuestKernel kernel, long archive) throws IOException {
        long image =
                kernel.form() == GuestKernel.Form.PVH ? Files.size(kernel.image()) : 4 * Files.size(kernel.image());
        long needed = KERNEL_MEBIBYTES + ((2 * archive + image) >> 20);
        if (spec.memory() < needed) {
            throw new VmException(VmException.Kind.NO_MEMORY, spec.memory(), archive >> 20, needed);
        }
    }
}
