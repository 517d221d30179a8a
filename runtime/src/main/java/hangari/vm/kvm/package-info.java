/**
 * A machine made of software, small enough to be read in an evening.
 *
 * <p>{@code /dev/kvm} lends us a processor and lets us name a piece of our own memory as its memory. That is all that
 * hardware does here. Everything else that makes a machine (a serial port, a timer, what interrupts the processor) is a
 * Java class. Whenever the guest touches something that is not its memory, the processor stops, and comes back to us
 * with the reason: an exit. We look up the {@link hangari.vm.kvm.Device} that sits at the port, call its method, and let
 * the processor go on. The guest cannot tell; that is what "hardware in software" means.
 *
 * <pre>{@code
 * Transcript run = Machine.tiny().keys("x").run();
 * run.output();     // Hi! Key? x Tick!
 * run.rows();       // every exit, and the Java method that was the hardware
 * }</pre>
 *
 * <p>May import {@code hangari.linux}. Start reading at {@link hangari.vm.kvm.Machine}, then {@link
 * hangari.vm.kvm.TinyGuest}, {@link hangari.vm.kvm.Serial} and the loop in {@link hangari.vm.kvm.Processor}.
 */
@org.jspecify.annotations.NullMarked
package hangari.vm.kvm;
