/**
 * Networks of containers: who is attached to what, from a wish to the cable, and what is left of it in the end.
 *
 * <p>Whoever runs containers asks {@link hangari.network.attach.Networks} for a {@link
 * hangari.network.attach.Reservation} before anything is started: the address is leased, the ports are taken, and what
 * will be done can be printed. While the child waits in its new network namespace, its cable is plugged in. What is to
 * be done is written down before it is done ({@link hangari.network.attach.Ledger}), and each name in the kernel follows
 * from what is written, so that after a kill at any point all of it is found again.
 *
 * <p>Who may not make bridges gets a user-mode network ({@link hangari.network.attach.UserNetwork}).
 *
 * <p>May import {@code hangari.linux}, {@code hangari.network} and the packages below it. Start reading at {@link
 * hangari.network.attach.Networks}.
 */
@org.jspecify.annotations.NullMarked
package hangari.network.attach;
