package hangari.cli.container;

import picocli.CommandLine.Option;

/** A command that gives help by its long name alone, since {@code -h} is the host's name in docker. */
abstract class LongHelp {
    @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean helpAsked;
}
