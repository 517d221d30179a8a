/**
 * A Dockerfile as values: what stands in it, instruction by instruction, each with the line where it stands.
 *
 * <p>Nothing is looked up and nothing is run here. Variables stay as they were written, since their values are known only
 * when the steps before have been done; {@link hangari.image.dockerfile.Expansion} puts them in then.
 *
 * <p>Source: Docker's Dockerfile reference. Where it leaves a question open, what BuildKit does was observed.
 *
 * <p>May import nothing of ours. Start reading at {@link hangari.image.dockerfile.Dockerfile}, then {@link
 * hangari.image.dockerfile.Instruction}.
 */
@org.jspecify.annotations.NullMarked
package hangari.image.dockerfile;
