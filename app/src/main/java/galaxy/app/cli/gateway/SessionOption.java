package galaxy.app.cli.gateway;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The file with session and key. */
final class SessionOption {
    @Option(
            names = "--session",
            paramLabel = "SESSION",
            description =
                    "The file for session and key. Default: galaxy/session.json in XDG_CONFIG_HOME, or in ~/.config.")
    private Optional<Path> session = Optional.empty();

    Path file() {
        return session.orElseGet(() -> SessionFile.path(
                Optional.ofNullable(System.getenv("XDG_CONFIG_HOME")).orElse(""), System.getProperty("user.home", "")));
    }
}
