/** Reads lesson folders into values, and says with file and line what is wrong with them. */
@org.jspecify.annotations.NullMarked
package hangari.lesson.source;
