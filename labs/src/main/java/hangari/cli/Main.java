package hangari.cli;

/** Where the launcher {@code ./hangari} arrives. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        int status = Cli.run(console, Surroundings.ofProcess(), arguments);
        console.flush();
        System.exit(status);
    }
}
