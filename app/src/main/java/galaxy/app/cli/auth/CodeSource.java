package galaxy.app.cli.auth;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.InputLines;
import galaxy.app.cli.StandardInput;
import galaxy.client.ClientSettings;
import galaxy.client.NoResponseException;
import galaxy.client.Timeouts;
import galaxy.kernel.FileReason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Where the command line gets a code from: the outbox of a Galaxy without a relay, else who types it. */
public final class CodeSource implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration OUTBOX_TIMEOUT = Duration.ofSeconds(2);

    /** A mail to the outbox is there at once; without it in this time it went elsewhere. */
    private static final int MOST_POLLS = 15;

    private final OutboxClient outbox;
    private final String email;
    private final Consumer<String> prompt;
    private final Optional<List<JsonNode>> before;
    private Optional<InputLines> typed = Optional.empty();

    private CodeSource(OutboxClient outbox, String email, Consumer<String> prompt) {
        this.outbox = outbox;
        this.email = email;
        this.prompt = prompt;
        this.before = mails();
    }

    /** Looks which mails there are, before another is sent. */
    public static CodeSource open(URI management, String email, Consumer<String> prompt) {
        try {
            var settings = ClientSettings.of(management).withTimeouts(Timeouts.DEFAULT.withCall(OUTBOX_TIMEOUT));
            return new CodeSource(new OutboxClient(settings), email, prompt);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--management-url must be an address such as http://127.0.0.1:8090");
        }
    }

    /** The code of the mail that was sent since, from the outbox if there is one. */
    public String code() {
        return fromOutbox().orElseGet(this::typed);
    }

    /** Whether there is an outbox, in which the code will be. */
    public boolean hasOutbox() {
        return before.isPresent();
    }

    /** The next line of the standard input. */
    public String typed() {
        prompt.accept("code from the mail: ");
        try {
            if (typed.isEmpty()) {
                typed = Optional.of(new InputLines(StandardInput.open()));
            }
            Optional<InputLines.Line> line = typed.get().next();
            if (line.isPresent()) {
                return code(line.get());
            }
        } catch (IOException e) {
            throw ExitException.file("the standard input cannot be read: " + FileReason.of(e));
        }
        throw ExitException.usage(
                "the input ended before a code came; type the code, or give it on the standard input");
    }

    private static String code(InputLines.Line line) {
        line.problem().ifPresent(problem -> {
            throw ExitException.usage("the line of the standard input " + problem + "; give a code, one a line");
        });
        return line.text();
    }

    @Override
    public void close() {
        outbox.close();
    }

    /** The same, if there is an outbox and the mail comes there. */
    public Optional<String> fromOutbox() {
        for (int i = 0; before.isPresent() && i < MOST_POLLS; i++) {
            List<JsonNode> more = new ArrayList<>(mails().orElse(List.of()));
            more.removeAll(before.get());
            Optional<String> code = more.stream()
                    .map(mail -> mail.path("code").asString(""))
                    .filter(text -> !text.isEmpty())
                    .findFirst();
            if (code.isPresent()) {
                return code;
            }
            pause();
        }
        return Optional.empty();
    }

    /** Empty where there is no outbox to see. */
    private Optional<List<JsonNode>> mails() {
        try {
            return Optional.of(outbox.mails(Optional.of(email)));
        } catch (ExitException | NoResponseException e) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExitException(130, "interrupted");
        }
    }
}
