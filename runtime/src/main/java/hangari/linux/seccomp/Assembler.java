package hangari.linux.seccomp;

import hangari.linux.SockFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns lines with labels into instructions with distances.
 *
 * <p>BPF jumps forwards only, so it works backwards: whatever a jump goes to has its place already. A test can skip
 * 255 instructions at most; where a label is farther away, an unconditional jump, which has 32 bits for its distance,
 * is put behind the test and leads there.
 */
final class Assembler {
    // linux/bpf_common.h: BPF_LD|BPF_W|BPF_ABS, BPF_ALU|BPF_AND|BPF_K, BPF_JMP|BPF_JA, BPF_RET|BPF_K
    static final int LD = 0x20;
    static final int AND = 0x54;
    static final int JA = 0x05;
    static final int RET = 0x06;

    private static final int FARTHEST = 255;

    private final List<SockFilter> backwards = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    private Assembler() {}

    /** Throws IllegalArgumentException if a label is not behind the jumps that go to it, or is there twice. */
    static BpfProgram assemble(List<Line> lines) {
        Assembler assembler = new Assembler();
        List<Line> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        reversed.forEach(assembler::line);
        Collections.reverse(assembler.backwards);
        return new BpfProgram(assembler.backwards);
    }

    private void line(Line line) {
        if (line instanceof Line.Label label) {
            if (places.put(label.name(), backwards.size()) != null) {
                throw new IllegalArgumentException("label " + label.name() + " is there twice");
            }
        } else if (line instanceof Line.Jump jump) {
            jump(jump);
        } else {
            backwards.add(plain(line));
        }
    }

    private static SockFilter plain(Line line) {
        if (line instanceof Line.Load load) {
            return new SockFilter(LD, 0, 0, load.offset());
        }
        if (line instanceof Line.And and) {
            return new SockFilter(AND, 0, 0, and.mask());
        }
        return new SockFilter(RET, 0, 0, ((Line.Return) line).action().code());
    }

    private void jump(Line.Jump jump) {
        // The second of two bridges must not push the first label out of reach: leave room for it.
        int no = reachable(jump.no(), FARTHEST - 1);
        int yes = reachable(jump.yes(), FARTHEST);
        backwards.add(new SockFilter(jump.test().code(), distance(yes), distance(no), jump.value()));
    }

    /** The place of the label, or of a bridge to it that is put here. */
    private int reachable(Line.Label label, int farthest) {
        Integer place = places.get(label.name());
        if (place == null) {
            throw new IllegalArgumentException("label " + label.name() + " is not behind the jump to it");
        }
        if (distance(place) <= farthest) {
            return place;
        }
        backwards.add(new SockFilter(JA, 0, 0, distance(place)));
        return backwards.size();
    }

    /** How many instructions lie between the next one and a place; places are counted from the end. */
    private int distance(int place) {
        return backwards.size() - place;
    }
}
