/**
 * What the commands on networks show: rows and details, as values.
 *
 * <p>May import {@code hangari.network}. Start reading at {@link hangari.cli.network.NetworkRow}.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.network;
