package hangari.lesson.play.screen;

import hangari.lesson.check.Evidence;
import hangari.lesson.check.Evidence.Layers;
import hangari.lesson.check.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** What the kernel showed of a box, beside what it shows of the host. */
public final class EvidenceView {
    private static final int LABEL = 14;
    private static final int FEW_LINES = 8;
    private static final int NOT_WORTH_CUTTING = 3;
    private static final String NONE = "";
    private static final String OF_CHILDREN = "_for_children";

    private final Look look;
    private final Phrases phrases;
    private final Host host;

    public EvidenceView(Look look, Phrases phrases, Host host) {
        this.look = look;
        this.phrases = phrases;
        this.host = host;
    }

    /**
     * The last box in a few lines, and how many were before it.
     *
     * @param name the variable that holds it; may be empty
     * @param remedy whether to say how a refused call is mended: not where it was meant to be refused
     */
    public List<AttributedString> compact(List<Evidence> boxes, String name, boolean remedy) {
        List<AttributedString> lines = new ArrayList<>();
        if (boxes.isEmpty()) {
            return lines;
        }
        if (boxes.size() > 1) {
            lines.add(look.faint(phrases.say("box.others", boxes.size() - 1)));
        }
        Evidence box = boxes.get(boxes.size() - 1);
        lines.add(title(box, name));
        lines.addAll(output(box, FEW_LINES));
        lines.addAll(refusal(box, remedy));
        lines.addAll(facts(box, false));
        return lines;
    }

    /** Every box, with everything. */
    public List<AttributedString> full(List<Evidence> boxes) {
        List<AttributedString> lines = new ArrayList<>();
        for (Evidence box : boxes) {
            lines.add(title(box, ""));
            lines.addAll(output(box, Integer.MAX_VALUE));
            lines.addAll(refusal(box, true));
            lines.addAll(facts(box, true));
            lines.addAll(moreFacts(box));
        }
        return lines;
    }

    private AttributedString title(Evidence box, String name) {
        String command = look.cut(String.join(" ", box.argv()).replaceAll("\\s+", " "), look.width() - 34);
        return new AttributedStringBuilder()
                .append(look.strong(phrases.say("box.command", box.box(), command)))
                .append(look.mark("  →  ", "  ->  "))
                .append(end(box))
                .append(look.accent(name.isEmpty() ? "" : "  (" + name + ")"))
                .toAttributedString();
    }

    private String end(Evidence box) {
        return switch (box.state()) {
            case RUNNING -> phrases.say("box.running", box.pid());
            case REFUSED -> phrases.say("box.refused");
            case EXITED ->
                box.signal()
                        .map(signal -> phrases.say("box.signal", signal))
                        .orElseGet(() -> phrases.say("box.exit", box.exit().orElse(0)));
        };
    }

    private List<AttributedString> output(Evidence box, int most) {
        List<AttributedString> lines = new ArrayList<>();
        lines.addAll(stream(box.stdout(), most));
        if (!box.stderr().isBlank()) {
            lines.add(look.faint("  " + phrases.say("fact.stderr")));
            lines.addAll(stream(box.stderr(), most));
        }
        return lines;
    }

    private List<AttributedString> stream(String text, int most) {
        List<String> all = text.stripTrailing().lines().toList();
        List<AttributedString> lines = new ArrayList<>();
        int shown = all.size() - most > NOT_WORTH_CUTTING ? most : all.size();
        for (String line : all.subList(0, shown)) {
            lines.add(new AttributedStringBuilder()
                    .append(look.faint(look.mark("  │ ", "  | ")))
                    .append(look.cut(printable(line), look.width() - 4))
                    .toAttributedString());
        }
        if (all.size() > shown) {
            lines.add(look.faint("  " + phrases.say("box.more", all.size() - shown)));
        }
        return lines;
    }

    /** A box may print anything, and must not be able to steer the terminal. */
    private static String printable(String line) {
        return line.replace("\t", "    ").replaceAll("\\p{Cntrl}", "?");
    }

    private List<AttributedString> refusal(Evidence box, boolean remedy) {
        List<AttributedString> lines = new ArrayList<>();
        box.failure().ifPresent(failure -> {
            lines.addAll(fact("fact.refused", failure.text() + ": " + failure.errno()));
            failure.hint()
                    .map(hint -> hint.in(phrases.language()))
                    .filter(hint -> remedy && !hint.isBlank())
                    .ifPresent(hint -> lines.addAll(fact("fact.hint", hint)));
        });
        return lines;
    }

    private List<AttributedString> facts(Evidence box, boolean numbered) {
        List<AttributedString> lines = new ArrayList<>();
        if (!box.namespaces().isEmpty()) {
            lines.addAll(fact("fact.namespaces", namespaces(box.namespaces(), numbered)));
        }
        if (box.nspid().size() > 1) {
            lines.addAll(fact("fact.nspid", nspid(box.nspid()) + "   (" + phrases.say("fact.nspid.note") + ")"));
        }
        if (!box.hostname().isBlank() && !box.hostname().equals(host.hostname())) {
            lines.addAll(fact("fact.hostname", hostname(box.hostname())));
        }
        root(box).ifPresent(root -> lines.addAll(fact("fact.root", root)));
        box.layers().ifPresent(layers -> lines.addAll(fact("fact.layers", upper(layers))));
        return lines;
    }

    private String namespaces(Map<String, Long> inodes, boolean numbered) {
        List<String> own = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        inodes.forEach((name, inode) -> {
            if (name.endsWith(OF_CHILDREN)) {
                return; // the box's own is what it is in; these are for a next child
            }
            if (inode.equals(host.namespaces().get(name))) {
                shared.add(numbered ? numbered(name, inode) : name);
            } else {
                own.add(numbered(name, inode));
            }
        });
        List<String> parts = new ArrayList<>();
        if (!own.isEmpty()) {
            parts.add(look.mark("● ", "") + phrases.say("fact.own") + ": " + String.join(" ", own));
        }
        if (!shared.isEmpty()) {
            parts.add(look.mark("○ ", "") + phrases.say("fact.host") + ": " + String.join(" ", shared));
        }
        return String.join("\n", parts);
    }

    private String numbered(String name, Long inode) {
        return name + look.mark("·", ":") + inode;
    }

    private String nspid(List<Long> pids) {
        return String.join(
                look.mark(" → ", " -> "), pids.stream().map(String::valueOf).toList());
    }

    private String hostname(String name) {
        return name + "   (" + phrases.say("fact.hostname.host", host.hostname()) + ")";
    }

    private Optional<String> root(Evidence box) {
        return box.root().filter(root -> root.ino() != 0).map(root -> {
            boolean same = host.root()
                    .filter(ours -> ours.dev() == root.dev() && ours.ino() == root.ino())
                    .isPresent();
            return same
                    ? look.mark("○ ", "") + phrases.say("fact.root.host")
                    : look.mark("● ", "") + phrases.say("fact.own") + ": " + root.path();
        });
    }

    private String upper(Layers layers) {
        return phrases.say("fact.layers.upper") + ": " + layers.upper();
    }

    private List<AttributedString> moreFacts(Evidence box) {
        List<AttributedString> lines = new ArrayList<>();
        box.layers().ifPresent(layers -> layers.lower()
                .forEach(lower -> lines.addAll(fact(NONE, phrases.say("fact.layers.lower") + ": " + lower))));
        box.uidMap()
                .forEach(range ->
                        lines.addAll(fact("fact.uid", range.inside() + " " + range.outside() + " " + range.count())));
        box.cgroups().forEach(line -> lines.addAll(fact("fact.cgroup", line)));
        String label = "fact.mounts";
        for (Evidence.Mount mount : box.mounts()) {
            lines.addAll(fact(label, mount.target() + "  " + mount.type() + "  " + mount.origin()));
            label = NONE;
        }
        return lines;
    }

    /** A label and its value, which goes on below itself. */
    private List<AttributedString> fact(String key, String value) {
        List<AttributedString> lines = new ArrayList<>();
        String label = key.equals(NONE) ? "" : phrases.say(key);
        int room = look.width() - LABEL - 2;
        for (String part : value.lines().toList()) {
            for (String piece : pieces(part, room)) {
                lines.add(new AttributedStringBuilder()
                        .append("  ")
                        .append(look.faint(Look.padded(label, LABEL)))
                        .append(piece)
                        .toAttributedString());
                label = "";
            }
        }
        return lines;
    }

    /** Breaks behind blanks and, for the sake of long paths, behind slashes. */
    private static List<String> pieces(String text, int room) {
        List<String> pieces = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<=[ /])", -1)) {
            if (line.length() > 0 && Look.columns(line + word.stripTrailing()) > room) {
                pieces.add(line.toString().stripTrailing());
                line.setLength(0);
                line.append("  ");
            }
            line.append(word);
        }
        pieces.add(line.toString().stripTrailing());
        return pieces;
    }
}
