package hangari.image.dockerfile;

/** An instruction cannot be read or carried out: one line with file and line, what is wrong, and the remedy. */
public final class DockerfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    DockerfileException(Place place, String message) {
        super(place + ": " + Place.printable(message));
        this.place = place;
    }

    /** Where. */
    public Place place() {
        return place;
    }
}
