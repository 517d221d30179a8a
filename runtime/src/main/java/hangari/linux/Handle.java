package hangari.linux;

/** A name for what a call will return, so that later calls can take it as an argument. */
public final class Handle {
    private final String name;

    public Handle(String name) {
        this.name = name;
    }

    /** What it is called in a dry run. */
    public String name() {
        return name;
    }
}
