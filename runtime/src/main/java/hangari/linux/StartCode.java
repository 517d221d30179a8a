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
            dec rax
            jne further
            mov r13, rdi            # 3: go on there
            jmp stage
        launched:
            call launch
            mov rcx, [r13+8]
            mov [rcx+120], rax      # what clone3 returned, be it a child or a refusal
            jmp onward
        walked:
            call walk
            cmp rax, -4095
            jae over                # it stopped at a refusal
        onward:
            add r13, 16
            jmp stage
        over:
            mov eax, 231            # exit_group
            mov edi, 125            # docker's status for our own failure
            syscall
        further:
            mov rbp, rdi            # from, to, buffer, size, tag
            dec rax
            je again
            dec rax
            je fork
            dec rax
            je filled
            dec rax
            je packed
        unpacked:                   # 8
            mov r14, [rbp+16]
            mov r15d, 8
            call fill               # the length of what follows
            mov r15, [r14-8]
            test r15, r15
            jz onward                 # 0: that was all
            call fill
            mov r14, [rbp+16]
            mov r15, [r14]
            add r14, 8
            call spill              # if nobody takes it, it is dropped
            jmp unpacked
        again:
            call walk
            cmp rax, -4095
            jae stage               # it stopped at a refusal: once more
            jmp onward
        fork:
            mov eax, 56             # clone
            mov edi, 17             # SIGCHLD
            xor esi, esi
            xor edx, edx
            xor r10d, r10d
            xor r8d, r8d
            syscall
            test rax, rax
            js over
            jnz onward                # the parent
            mov r13, [r13+8]        # the child
            jmp stage
        filled:
            mov r14, [rbp+16]
            mov r15, [rbp+24]
            call fill
            jmp onward
        packed:
            xor eax, eax            # read
            mov rdi, [rbp]
            mov rsi, [rbp+16]
            add rsi, 8
            mov rdx, [rbp+24]
            syscall
            test rax, rax
            jns some
            xor eax, eax            # a terminal that is gone says EIO: the end
        some:
            lea r15, [rax+8]
            mov rbx, rax
            or rax, [rbp+32]        # whose it is
            mov r14, [rbp+16]
            mov [r14], rax
            call spill
            test rbx, rbx
            jnz packed
            jmp onward
        fill:                       # r15 bytes to r14
            xor eax, eax            # read
            mov rdi, [rbp]
            mov rsi, r14
            mov rdx, r15
            syscall
            test rax, rax
            jle over
            add r14, rax
            sub r15, rax
            jnz fill
            ret
        spill:                      # r15 bytes from r14
            mov eax, 1              # write
            mov rdi, [rbp+8]
            mov rsi, r14
            mov rdx, r15
            syscall
            test rax, rax
            jle spilt
            add r14, rax
            sub r15, rax
            jnz spill
        spilt:
            ret
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
            cmp x1, #3
            b.ne further
            mov x21, x0             // 3: go on there
            b stage
        walked:
            bl walk
            tbz x8, #63, over       // it stopped at a refusal, not at the end of the table
            b onward
        launched:
            bl launch
            ldr x1, [x21, #8]
            str x0, [x1, #120]      // what clone3 returned, be it a child or a refusal
        onward:
            add x21, x21, #16
            b stage
        over:
            mov x8, #94             // exit_group
            mov x0, #125            // docker's status for our own failure
            svc #0
        further:
            mov x22, x0             // from, to, buffer, size, tag
            cmp x1, #5
            b.lo again
            b.eq fork
            cmp x1, #7
            b.lo filled
            b.eq packed
        unpacked:                   // 8
            ldr x23, [x22, #16]
            mov x24, #8
            bl fill                 // the length of what follows
            ldr x24, [x23, #-8]
            cbz x24, onward           // 0: that was all
            bl fill
            ldr x23, [x22, #16]
            ldr x24, [x23], #8
            bl spill                // if nobody takes it, it is dropped
            b unpacked
        again:
            bl walk
            tbz x8, #63, stage      // it stopped at a refusal: once more
            b onward
        fork:
            mov x8, #220            // clone
            mov x0, #17             // SIGCHLD
            mov x1, #0
            mov x2, #0
            mov x3, #0
            mov x4, #0
            svc #0
            tbnz x0, #63, over
            cbnz x0, onward           // the parent
            ldr x21, [x21, #8]      // the child
            b stage
        filled:
            ldp x23, x24, [x22, #16]
            bl fill
            b onward
        packed:
            mov x8, #63             // read
            ldr x0, [x22]
            ldp x1, x2, [x22, #16]
            add x1, x1, #8
            svc #0
            cmp x0, #0
            csel x0, xzr, x0, lt    // a terminal that is gone says EIO: the end
            mov x25, x0
            add x24, x0, #8
            ldr x23, [x22, #16]
            ldr x1, [x22, #32]
            orr x0, x0, x1          // whose it is
            str x0, [x23]
            bl spill
            cbnz x25, packed
            b onward
        fill:                       // x24 bytes to x23
            mov x8, #63             // read
            ldr x0, [x22]
            mov x1, x23
            mov x2, x24
            svc #0
            cmp x0, #0
            b.le over
            add x23, x23, x0
            subs x24, x24, x0
            b.ne fill
            ret
        spill:                      // x24 bytes from x23
            mov x8, #64             // write
            ldr x0, [x22, #8]
            mov x1, x23
            mov x2, x24
            svc #0
            cmp x0, #0
            b.le spilt
            add x23, x23, x0
            subs x24, x24, x0
            b.ne spill
        spilt:
            ret
        """;

    /** {@link #X86_ASSEMBLY}, assembled; a test holds the two together. */
    static final String X86_CODE = "41bd00106000498b4500498b7d0848ffc87833741e48ffc8740a48ffc8753349"
            + "89fdebe2e8ecfeffff498b4d0848894178eb0de83effffff483d01f0ffff7306"
            + "4983c510ebc0b8e7000000bf7d0000000f054889fd48ffc8743e48ffc8744c48"
            + "ffc8747148ffc8747e4c8b751041bf08000000e8ab0000004d8b7ef84d85ff74"
            + "bfe89d0000004c8b75104d8b3e4983c608e8ad000000ebd1e8d9feffff483d01"
            + "f0ffff0f835dffffffeb95b838000000bf1100000031f631d24531d24531c00f"
            + "054885c078800f8574ffffff4d8b6d08e931ffffff4c8b75104c8b7d18e84100"
            + "0000e959ffffff31c0488b7d00488b75104883c608488b55180f054885c07902"
            + "31c04c8d78084889c3480b45204c8b7510498906e82a0000004885db75c9e91d"
            + "ffffff31c0488b7d004c89f64c89fa0f054885c00f8e0cffffff4901c64929c7"
            + "75e1c3b801000000488b7d084c89f64c89fa0f054885c07e084901c64929c775"
            + "e2c3";

    /** {@link #ARM_ASSEMBLY}, assembled. */
    static final String ARM_CODE = "150082d2150ca0f2a10240a9010200b43f0800f1c3000054000100543f0c00f1"
            + "c1010054f50300aaf8ffff17d4ffff97e800f8b604000014b7ffff97a10640f9"
            + "203c00f9b5420091f0ffff17c80b80d2a00f80d2010000d4f60300aa3f1400f1"
            + "e3010054200200543f1c00f14303005480030054d70a40f9180180d229000094"
            + "f8825ff818feffb426000094d70a40f9f88640f82e000094f7ffff17b8ffff97"
            + "48fbffb6e8ffff17881b80d2200280d2010080d2020080d2030080d2040080d2"
            + "010000d440fcffb7e0fbffb5b50640f9ceffff17d76241a912000094daffff17"
            + "e80780d2c00240f9c10a41a921200091010000d41f0000f1e0b3809af90300aa"
            + "18200091d70a40f9c11240f9000001aae00200f90e00009459feffb5caffff17"
            + "e80780d2c00240f9e10317aae20318aa010000d41f0000f1adf8ff54f702008b"
            + "180300ebe1feff54c0035fd6080880d2c00640f9e10317aae20318aa010000d4"
            + "1f0000f18d000054f702008b180300ebe1feff54c0035fd6";

    private StartCode() {}

    static byte[] of(Arch arch) {
        return HexFormat.of().parseHex(arch == Arch.X86_64 ? X86_CODE : ARM_CODE);
    }
}
