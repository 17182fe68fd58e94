package galaxy.app.cli;

import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** What a wish is called, so that it can be repeated and is carried out once. */
final class RequestIdOption {
    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "The same in every repetition of one wish. Default: a fresh one.")
    private Optional<String> requestId = Optional.empty();

    String id() {
        return requestId.orElseGet(() -> UUID.randomUUID().toString());
    }
}
