package hangari.linux;

/** The machine code for x86_64. */
final class X86Code {
    /**
     * What the bytes of {@link #CODE} do, as GNU assembler text.
     *
     * <p>The first argument is the address of a laid-out program (see {@link Layout}). Only registers are used once
     * {@code clone3} has returned in the child, because the child shares its parent's memory and stack.
     */
    static final String ASSEMBLY = """
            .intel_syntax noprefix
            launch:
                push rbx
                push r12
                mov rbx, rdi
                mov eax, 14             # rt_sigprocmask
                mov edi, 2              # SIG_SETMASK
                mov rsi, rbx            # every signal
                lea rdx, [rbx+8]        # the mask before
                mov r10d, 8
                syscall
                mov eax, 435            # clone3
                lea rdi, [rbx+16]
                mov esi, 88             # sizeof(struct clone_args), version 2
                syscall
                test rax, rax
                jz child
                mov r12, rax
                mov eax, 14             # rt_sigprocmask
                mov edi, 2              # SIG_SETMASK
                lea rsi, [rbx+8]
                xor edx, edx
                mov r10d, 8
                syscall
                mov rax, r12
                pop r12
                pop rbx
                ret
            child:
                lea r12, [rbx+128]      # the first row
                xor ebx, ebx            # nobody to return to
                jmp step
            walk:
                push rbx
                push r12
                lea r12, [rdi+128]      # the first row
                mov ebx, 1              # a caller waits
            step:
                mov rax, [r12]          # the number of the call
                test rax, rax
                js end                  # a negative number ends the table
                mov rdi, [r12+8]
                mov rsi, [r12+16]
                mov rdx, [r12+24]
                mov r10, [r12+32]
                mov r8, [r12+40]
                mov r9, [r12+48]
                syscall
                mov [r12+56], rax       # the result
                cmp rax, -4095
                jae refused             # -4095..-1 is an errno
                cmp dword ptr [r12], 435
                jne answered
                test rax, rax           # clone3 again: who is not the new child
                jnz end                 # has come to the end
            answered:
                mov rdx, [r12+72]
            hand:
                test rdx, rdx
                jz next
                mov rcx, [rdx]          # the next place that waits for the result
                mov [rdx], rax          # hand the result to a later row
                mov rdx, rcx
                jmp hand
            next:
                add r12, 80
                jmp step
            refused:
                cmp rax, [r12+64]       # an errno this row tolerates?
                je answered
            end:
                test ebx, ebx
                jnz return
                mov eax, 231            # exit_group
                mov edi, 125            # docker's status for our own failure
                syscall
            return:
                pop r12
                pop rbx
                ret
            """;

    /** {@link #ASSEMBLY}, assembled; a test holds the two together. */
    static final String CODE = "5341544889fbb80e000000bf020000004889de488d530841ba080000000f05b8"
            + "b3010000488d7b10be580000000f054885c074224989c4b80e000000bf020000"
            + "00488d730831d241ba080000000f054c89e0415c5bc34c8da38000000031dbeb"
            + "0f5341544c8da780000000bb01000000498b04244885c0785e498b7c2408498b"
            + "742410498b5424184d8b5424204d8b4424284d8b4c24300f054989442438483d"
            + "01f0ffff732a41813c24b301000075054885c07522498b5424484885d2740b48"
            + "8b0a4889024889caebf04983c450eba0493b44244074de85db750cb8e7000000"
            + "bf7d0000000f05415c5bc3";

    /** Where {@code walk} begins. */
    static final int WALK = 97;

    private X86Code() {}
}
