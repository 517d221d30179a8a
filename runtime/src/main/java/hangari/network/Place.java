package hangari.network;

import hangari.linux.Attributes;
import hangari.linux.NetworkNamespace;

/** The network namespace that a link is to go to. */
public sealed interface Place {
    /** As it is told to {@code ip}. */
    String text();

    Attributes in(Attributes attributes);

    /** Where the plan is carried out. */
    record Here() implements Place {
        @Override
        public String text() {
            return "";
        }

        @Override
        public Attributes in(Attributes attributes) {
            return attributes;
        }
    }

    /** Where a process is. */
    record OfProcess(long pid) implements Place {
        @Override
        public String text() {
            return " netns " + pid;
        }

        @Override
        public Attributes in(Attributes attributes) {
            return attributes.with(Attribute.IFLA_NET_NS_PID, Math.toIntExact(pid));
        }
    }

    /** A namespace that is held open; unlike a PID, it cannot come to mean another. */
    record Held(NetworkNamespace namespace) implements Place {
        @Override
        public String text() {
            return " netns " + namespace;
        }

        @Override
        public Attributes in(Attributes attributes) {
            return attributes.with(Attribute.IFLA_NET_NS_FD, namespace);
        }
    }

    /** Where a process will be that is not there yet; a plan with it can be printed, but not carried out. */
    record OfTheUnborn() implements Place {
        @Override
        public String text() {
            return " netns PID";
        }

        @Override
        public Attributes in(Attributes attributes) {
            throw new IllegalStateException("nothing can be moved to a process that has not been started");
        }
    }

    /** Where the plan is carried out. */
    Place HERE = new Here();

    /** Where a process will be that is not there yet. */
    Place UNBORN = new OfTheUnborn();
}
