package hangari.linux;

import java.util.HexFormat;

/**
 * The machine code at which a static program begins; it stands directly behind that of {@link X86Code} or {@link
 * ArmCode}, whose {@code launch} and {@code walk} it calls.
 *
 * <p>It does one stage after the other. A stage is two words: what is done (see {@link Stage}), and with which address.
 */
final class StartCode {
    static final String X86_ASSEMBLY = """
            start:
                mov r13d, 0x601000      # the first stage
            stage:
                mov rax, [r13]
                mov rdi, [r13+8]        # a laid-out program, or further stages
                dec rax
                js over                 # 0: there is no more to do
                je walked
                dec rax
                je launched
                mov r13, rdi            # 3: go on there
                jmp stage
            walked:
                call walk
                jmp went
            launched:
                call launch
                mov rcx, [r13+8]
                mov [rcx+120], rax      # what clone3 returned
            went:
                cmp rax, -4095
                jae over                # it stopped at a refusal
                add r13, 16
                jmp stage
            over:
                mov eax, 231            # exit_group
                mov edi, 125            # docker's status for our own failure
                syscall
            """;

    static final String ARM_ASSEMBLY = """
            start:
                mov x21, #0x1000        // the first stage: 0x601000
                movk x21, #0x60, lsl #16
            stage:
                ldp x1, x0, [x21]       // x0: a laid-out program, or further stages
                cbz x1, over            // 0: there is no more to do
                cmp x1, #2
                b.lo walked
                b.eq launched
                mov x21, x0             // 3: go on there
                b stage
            walked:
                bl walk
                tbz x8, #63, over       // it stopped at a refusal, not at the end of the table
                b went
            launched:
                bl launch
                ldr x1, [x21, #8]
                str x0, [x1, #120]      // what clone3 returned
                cmn x0, #4095
                b.hs over
            went:
                add x21, x21, #16
                b stage
            over:
                mov x8, #94             // exit_group
                mov x0, #125            // docker's status for our own failure
                svc #0
            """;

    /** {@link #X86_ASSEMBLY}, assembled; a test holds the two together. */
    static final String X86_CODE = "41bd00106000498b4500498b7d0848ffc8782e740a48ffc8740c4989fdebe7e8"
            + "52ffffffeb0de8eafeffff498b4d0848894178483d01f0ffff73064983c510eb"
            + "c5b8e7000000bf7d0000000f05";

    /** {@link #ARM_ASSEMBLY}, assembled. */
    static final String ARM_CODE = "150082d2150ca0f2a10240a9010200b43f0800f183000054c0000054f50300aa"
            + "faffff17d6ffff972801f8b606000014b9ffff97a10640f9203c00f91ffc3fb1"
            + "62000054b5420091f0ffff17c80b80d2a00f80d2010000d4";

    private StartCode() {}

    static byte[] of(Arch arch) {
        return HexFormat.of().parseHex(arch == Arch.X86_64 ? X86_CODE : ARM_CODE);
    }
}
