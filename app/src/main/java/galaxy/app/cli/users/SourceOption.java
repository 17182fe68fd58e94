package galaxy.app.cli.users;

import galaxy.kernel.Source;
import picocli.CommandLine.Option;

/** The source of a change to a plan. */
final class SourceOption {
    @Option(
            names = "--source",
            paramLabel = "CODE",
            defaultValue = "admin",
            description = "The part of the platform that decided, as a word. Default: admin.")
    private Source source = Source.of("admin");

    Source source() {
        return source;
    }
}
