package hangari.compare;

import java.nio.file.Path;

/**
 * Where a comparison keeps what it needs.
 *
 * @param work one that is there, for what goes with the comparison; its owner removes what a kill leaves in it
 * @param machines where kernels of virtual machines are kept
 */
public record Directories(Path work, Path machines) {}
