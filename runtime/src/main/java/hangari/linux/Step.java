package hangari.linux;

import java.util.List;

/**
 * One thing a child does between {@code clone3} and its end; each is one or a few system calls.
 *
 * <p>Each is a record within the interface of its topic, such as {@link MountStep.Mount}. Steps are values: a program of
 * them can be printed, compared and stored before anything happens.
 */
public sealed interface Step
        permits ConfinementStep,
                DescriptorStep,
                FileStep,
                IdentityStep,
                MountStep,
                NamespaceStep,
                ProcessStep,
                TerminalStep,
                TreeStep {
    /** The calls, in order. */
    List<Call> calls();

    /** The descriptors of whoever launches it that the calls refer to. */
    default List<Fd> descriptors() {
        return List.of();
    }

    /** The working directory, as the {@code *at} calls name it. */
    Arg CWD = Arg.constant(-100, "AT_FDCWD");
}
