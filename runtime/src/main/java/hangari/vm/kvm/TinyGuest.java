package hangari.vm.kvm;

/** A guest of our own: it greets, reads a key and shows it, sleeps until a timer wakes it, and halts. */
final class TinyGuest {
    /**
     * The guest as GNU assembler text for real mode (Intel syntax, {@code .code16}), and on the left the bytes that it
     * becomes; a test holds the two together.
     *
     * <p>It is a boot sector: a PC whose BIOS reads it from a disk to 0x7c00 does the same.
     */
    static final String LISTING = """
                                      start:                          # where a BIOS jumps to: 0x7c00
            fa                            cli                         # no interrupts yet
            31 c0                         xor ax, ax
            8e d8                         mov ds, ax
            8e d0                         mov ss, ax
            bc 00 7c                      mov sp, 0x7c00              # the stack grows down from here
            fc                            cld
            c7 06 20 00 3f 7c             mov word ptr [8*4], offset tick
            a3 22 00                      mov word ptr [8*4+2], ax    # interrupt 8 goes to 0:tick
            be 5f 7c                      mov si, offset hello
            e8 2c 00                      call print
                                      key:
            ba fd 03                      mov dx, 0x3fd               # the serial port's status
                                      poll:
            ec                            in al, dx
            a8 01                         test al, 1                  # has a key come?
            74 fb                         jz poll
            ba f8 03                      mov dx, 0x3f8               # the serial port's data
            ec                            in al, dx
            e8 27 00                      call put
            b0 30                         mov al, 0x30                # timer 0: count down once
            e6 43                         out 0x43, al
            b0 9c                         mov al, 0x9c                # from 0x2e9c, 11932:
            e6 40                         out 0x40, al
            b0 2e                         mov al, 0x2e                # a hundredth of a second
            e6 40                         out 0x40, al
            fb                            sti
            f4                            hlt                         # sleep until the interrupt
            fa                            cli
            be 69 7c                      mov si, offset done
            e8 08 00                      call print
            f4                            hlt                         # sleep for ever
                                      tick:
            50                            push ax
            b0 20                         mov al, 0x20                # "I have dealt with it"
            e6 20                         out 0x20, al
            58                            pop ax
            cf                            iret
                                      print:
            ac                            lodsb                       # al is the next character
            84 c0                         test al, al
            74 13                         jz back                     # 0 is the end of a text
            e8 02 00                      call put
            eb f6                         jmp print
                                      put:
            50                            push ax
            ba fd 03                      mov dx, 0x3fd
                                      full:
            ec                            in al, dx
            a8 20                         test al, 0x20               # may one be sent?
            74 fb                         jz full
            58                            pop ax
            ba f8 03                      mov dx, 0x3f8
            ee                            out dx, al
                                      back:
            c3                            ret
                                      hello:
            48 69 21 20                   .ascii "Hi! "
            4b 65 79 3f 20 00             .asciz "Key? "
                                      done:
            20 54 69 63 6b 21 0a 00       .asciz " Tick!\\n"
            """;

    private TinyGuest() {}
}
