package hangari.container.life.keep;

/** Takes away what a run of a container has had. */
final class Teardown {
    private final Standing standing;

    Teardown(Standing standing) {
        this.standing = standing;
    }

    /** Takes it away, be it whole or not; harmless if there is nothing. */
    void loosen() {
        ContainerDirectory files = standing.files();
        Registration registration = standing.registration();
        standing.run().ifPresentOrElse(Run::destroy, () -> KeeperProcess.endAll(files.arena(), registration.shortId()));
        standing.group().remove();
        standing.around().networks().detach(registration.id());
        files.endRun();
        standing.letGo();
    }

    /** The same, and written down before. */
    void loosenByJournal() {
        standing.journal().undo(Act.LOOSEN, this::loosen);
    }
}
