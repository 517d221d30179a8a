package hangari.container;

import hangari.linux.DescriptorStep;
import hangari.linux.Fd;
import hangari.linux.Step;
import hangari.linux.TerminalStep;
import java.util.ArrayList;
import java.util.List;

/** The three descriptors that a container is given; it gets no other. */
public record Stdio(Fd in, Fd out, Fd err, boolean terminal) {
    /** The steps that make them 0, 1 and 2. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new DescriptorStep.Dup(in, 0));
        steps.add(new DescriptorStep.Dup(out, 1));
        steps.add(new DescriptorStep.Dup(err, 2));
        if (terminal) {
            steps.add(new TerminalStep.ControllingTerminal(in));
        }
        return steps;
    }

    /** The launcher's own. */
    public static Stdio inherited() {
        return new Stdio(Fd.standard(0), Fd.standard(1), Fd.standard(2), false);
    }
}
