/**
 * Makes an image of a Dockerfile and a build context.
 *
 * <p>A build is planned as data first ({@link hangari.image.build.BuildPlan}: which stages are needed, and upon what each
 * of them is built) and done second. The same input gives the same image on every machine: what COPY brings has one time
 * and one owner, layers are written in one order, nothing of the machine goes into them, and the image is as old as {@code
 * SOURCE_DATE_EPOCH} says, else as old as the epoch itself.
 *
 * <p>Files of the context, of archives and of other images are handled as values and are not unpacked. Only RUN needs a
 * container, and is handed to a {@link hangari.image.build.StepRunner}.
 *
 * <p>Source: Docker's Dockerfile reference; OCI image specification, config.md and layer.md.
 *
 * <p>May import {@code hangari.image}, {@code hangari.image.oci}, {@code hangari.image.dockerfile} and {@code
 * hangari.image.tree}. Start reading at {@link hangari.image.build.ImageBuilder}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.build;
