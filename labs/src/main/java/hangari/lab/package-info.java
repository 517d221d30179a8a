/**
 * Labs: a goal and a starting state, graded by what the kernel shows of every box that the learner's code ran.
 *
 * <p>A lab is a folder of {@code labs/course}: {@code lab.yaml} (goals, checks, hints, wrong answers), {@code start.jsh},
 * {@code solution.jsh}, and the prose in two languages. {@link hangari.lab.LabReader} reads it by the readers of lessons,
 * {@link hangari.lab.Grader} runs code in a session and judges each goal, {@link hangari.lab.LabPlayer} is the learner's
 * side of it, and {@link hangari.lab.LabRehearsal} proves that the lab keeps what it promises.
 *
 * <p>May import {@code hangari.lesson}. Start reading at {@link hangari.lab.Grader}.
 */
@org.jspecify.annotations.NullMarked
package hangari.lab;
