package hangari.api;

/** TODO. */
final class HostPrograms {
    private HostPrograms() {}

    static Root addTo(Root root, String... programs) {
        return root;
    }
}
