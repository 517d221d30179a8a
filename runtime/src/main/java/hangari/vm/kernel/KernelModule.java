package hangari.vm.kernel;

/** A module of a kernel, as {@code finit_module(2)} takes it. */
public record KernelModule(String name, byte[] content) {}
