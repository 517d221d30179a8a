/**
 * What a container finds on its disk: root directories made of this machine's own programs, and layers.
 *
 * <p>A root is planned as data first ({@link hangari.image.RootPlan}: which file goes where, and why) and made second.
 * A layer is a directory of changes; a stack of them is what overlayfs mounts. Mounting is not done here.
 *
 * <p>May import {@code hangari.linux}. Start reading at {@link hangari.image.RootPlanner}, then {@link
 * hangari.image.LayerStore} and {@link hangari.image.LayerChanges}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image;
