package hangari.cli;

import hangari.cli.network.NetworkDetails;
import hangari.cli.network.NetworkRow;
import hangari.cli.text.Json;
import hangari.network.attach.Attachment;
import hangari.network.attach.NetworkException;
import hangari.network.attach.NetworkRecord;
import hangari.network.attach.Networks;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands on networks share: what is written down of networks, beside a supervisor who serves them. */
record HostNetworks(Hangari hangari, Networks networks) implements AutoCloseable {
    static HostNetworks of(CommandSpec command) {
        var hangari = (Hangari) command.root().userObject();
        return new HostNetworks(
                hangari, Networks.open(hangari.surroundings().state().network()));
    }

    Console console() {
        return hangari.console();
    }

    String say(String key, Object... values) {
        return hangari.phrases().say(key, values);
    }

    /** All networks, by name. */
    List<NetworkRow> rows() {
        return NetworkRow.all(networks);
    }

    /**
     * One of them.
     *
     * @throws CommandException if there is none of that name
     */
    NetworkDetails details(String name) {
        NetworkRow row = rows().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException(say("network.missing", name)));
        return NetworkDetails.of(row, users(name));
    }

    private List<Attachment> users(String name) {
        return networks.list().stream()
                .filter(record -> record.name().equals(name))
                .flatMap(record -> networks.users(record).stream())
                .toList();
    }

    /** The networks that somebody made and nobody uses. */
    List<String> unused() {
        return networks.list().stream()
                .filter(NetworkRecord::lasting)
                .filter(record -> networks.users(record).isEmpty())
                .map(NetworkRecord::name)
                .toList();
    }

    /** Does something for each name; one that fails is told of and does not keep the others from it. */
    int forEach(List<String> names, Action action) {
        int faults = 0;
        for (String name : names) {
            try {
                action.on(name);
            } catch (NetworkException | CommandException e) {
                console().error(String.valueOf(e.getMessage()));
                faults++;
            }
        }
        return faults == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** What is done for a network. */
    interface Action {
        void on(String name);
    }

    /** Prints a value for programs. */
    void json(Object value) {
        console().line(Json.pretty(value));
    }

    @Override
    public void close() {
        networks.close();
    }
}
