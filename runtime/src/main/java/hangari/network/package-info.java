/**
 * Networks of containers: links, addresses and routes, asked of the kernel by rtnetlink.
 *
 * <p>What is to change is planned as data first ({@link hangari.network.NetworkPlan}, which prints itself as {@code
 * ip(8)} would be told it) and is carried out second; what is there is read back as values that print as tables. No
 * program is run for it, and a network namespace other than ours is spoken of without entering it.
 *
 * <p>May import {@code hangari.linux}. Start reading at {@link hangari.network.Network}, then {@link
 * hangari.network.Change}.
 */
@org.jspecify.annotations.NullMarked
package hangari.network;
