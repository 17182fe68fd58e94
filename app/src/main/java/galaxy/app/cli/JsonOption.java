package galaxy.app.cli;

import picocli.CommandLine.Option;

/** For programs instead of people. */
final class JsonOption {
    @Option(
            names = "--json",
            description = "Prints JSON as the contract has it: one document, or one line for each item.")
    private boolean json;

    boolean isOn() {
        return json;
    }
}
