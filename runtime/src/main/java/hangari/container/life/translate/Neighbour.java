package hangari.container.life.translate;

/**
 * A container that runs, and whose namespace another one joins.
 *
 * @param id its full id
 * @param pid its first process, as the host sees it
 * @param hostname what it calls its machine
 */
public record Neighbour(String id, long pid, String hostname) {}
