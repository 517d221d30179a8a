package hangari.container.life.translate;

import hangari.container.ProcessSpec;
import hangari.container.Profile;

/**
 * A further process of a container, as {@link hangari.container.Container#exec} takes it.
 *
 * @param process what it runs, and as whom; on a terminal if {@code process.terminal()}
 * @param profile the container's, or with all capabilities
 */
public record Further(ProcessSpec process, Profile profile) {}
