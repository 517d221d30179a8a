package hangari.linux;

/** The machine code for aarch64. */
final class ArmCode {
    /**
     * What the bytes of {@link #CODE} do, as GNU assembler text.
     *
     * <p>The first argument is the address of a laid-out program (see {@link Layout}). Only registers are used once
     * {@code clone3} has returned in the child, because the child shares its parent's memory and stack.
     */
    static final String ASSEMBLY = """
            launch:
                stp x19, x20, [sp, #-16]!
                mov x19, x0
                mov x8, #135            // rt_sigprocmask
                mov x0, #2              // SIG_SETMASK
                mov x1, x19             // every signal
                add x2, x19, #8         // the mask before
                mov x3, #8
                svc #0
                mov x8, #435            // clone3
                add x0, x19, #16
                mov x1, #88             // sizeof(struct clone_args), version 2
                svc #0
                cbz x0, child
                mov x20, x0
                mov x8, #135            // rt_sigprocmask
                mov x0, #2              // SIG_SETMASK
                add x1, x19, #8
                mov x2, #0
                mov x3, #8
                svc #0
                mov x0, x20
                ldp x19, x20, [sp], #16
                ret
            child:
                add x20, x19, #128      // the first row
                mov x19, #0             // nobody to return to
                b step
            walk:
                stp x19, x20, [sp, #-16]!
                add x20, x0, #128       // the first row
                mov x19, #1             // a caller waits
            step:
                ldr x8, [x20]           // the number of the call
                tbnz x8, #63, end       // a negative number ends the table
                ldp x0, x1, [x20, #8]
                ldp x2, x3, [x20, #24]
                ldp x4, x5, [x20, #40]
                svc #0
                str x0, [x20, #56]      // the result
                cmn x0, #4095
                b.hs refused            // -4095..-1 is an errno
                ldr w1, [x20]
                cmp w1, #435
                b.ne answered
                cbnz x0, end            // clone3 again: who is not the new child has come to the end
            answered:
                ldr x1, [x20, #72]
            hand:
                cbz x1, next
                ldr x2, [x1]            // the next place that waits for the result
                str x0, [x1]            // hand the result to a later row
                mov x1, x2
                b hand
            next:
                add x20, x20, #80
                b step
            refused:
                ldr x1, [x20, #64]      // an errno this row tolerates?
                cmp x0, x1
                b.eq answered
            end:
                cbnz x19, return
                mov x8, #94             // exit_group
                mov x0, #125            // docker's status for our own failure
                svc #0
            return:
                ldp x19, x20, [sp], #16
                ret
            """;

    /** {@link #ASSEMBLY}, assembled; a test holds the two together. */
    static final String CODE = "f353bfa9f30300aae81080d2400080d2e10313aa62220091030180d2010000d4"
            + "683680d260420091010b80d2010000d4600100b4f40300aae81080d2400080d2"
            + "61220091020080d2030180d2010000d4e00314aaf353c1a8c0035fd674020291"
            + "130080d204000014f353bfa914000291330080d2880240f9e802f8b7808640a9"
            + "828e41a9849642a9010000d4801e00f91ffc3fb1a2010054810240b93fcc0671"
            + "41000054800100b5812640f9a10000b4220040f9200000f9e10302aafcffff17"
            + "94420191ecffff17812240f91f0001ebc0feff54930000b5c80b80d2a00f80d2"
            + "010000d4f353c1a8c0035fd6";

    /** Where {@code walk} begins. */
    static final int WALK = 104;

    private ArmCode() {}
}
