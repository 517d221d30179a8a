/**
 * Which other files a program needs before it can run: read from its ELF headers, as the kernel and ld.so(8) do.
 *
 * <p>A program names its loader (PT_INTERP) and the libraries that it needs (DT_NEEDED); the loader knows where to
 * look. What is found here without ever running the program is what has to be in a root directory beside it.
 *
 * <p>Imports nothing of ours. Start reading at {@link hangari.image.elf.ElfFile}, then {@link
 * hangari.image.elf.LibraryResolver}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.elf;
