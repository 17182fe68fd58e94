package galaxy.app.cli;

import picocli.CommandLine.Option;

/** Output for programs instead of people. */
public final class JsonOption {
    @Option(
            names = "--json",
            description = "Prints JSON with the fields of the contract: one document, or one line for each item.")
    private boolean json;

    public boolean isOn() {
        return json;
    }
}
