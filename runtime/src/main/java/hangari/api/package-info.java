/**
 * The dozen verbs a learner types, imported into every session.
 *
 * <p>Small, fluent and immutable; every value prints itself. May import {@code hangari.container}, {@code
 * hangari.image}, {@code hangari.vm}, {@code hangari.compare} and {@code hangari.linux}. Start reading at {@link hangari.api.Verbs}.
 */
@org.jspecify.annotations.NullMarked
package hangari.api;
