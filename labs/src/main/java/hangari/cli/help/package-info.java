/**
 * The help of each command, in the language of whoever asks.
 *
 * <p>The English stands in the annotations of the commands, where it is read with the code; the Korean stands in {@code
 * ko.po}, with the English as its key, so that a text which is changed in one language only is found by a test. Start
 * reading at {@link hangari.cli.help.SpokenHelp}.
 */
@org.jspecify.annotations.NullMarked
package hangari.cli.help;
