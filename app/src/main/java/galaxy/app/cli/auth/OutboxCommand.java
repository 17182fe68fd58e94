package galaxy.app.cli.auth;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.ServiceCommand;
import galaxy.app.cli.TimeoutOption;
import galaxy.client.ClientSettings;
import galaxy.client.NoResponseException;
import galaxy.kernel.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows the mails of a Galaxy that has no relay. */
@Command(
        name = "outbox",
        description = {
            "Shows the last mails of a Galaxy without a relay (auth.smtp.uri), the newest first.",
            "Such mails are in the memory of the program, at /outbox of its management port."
        })
public final class OutboxCommand extends ServiceCommand {
    private static final Duration POLL = Duration.ofSeconds(1);

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:MANAGEMENT_URL:-http://127.0.0.1:8090}",
            description = "The address of the management port. Default: the environment variable MANAGEMENT_URL, or"
                    + " http://127.0.0.1:8090.")
    private URI url = URI.create("http://127.0.0.1:8090");

    @Option(names = "--to", paramLabel = "EMAIL", description = "Only mails to this address.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--follow", description = "Shows mails as they come, the newest last, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private TimeoutOption timeout = new TimeoutOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    protected int run() {
        try (var outbox = new OutboxClient(settings())) {
            if (follow) {
                follow(outbox);
            } else {
                List<JsonNode> mails = outbox.mails(to);
                mails.forEach(this::print);
                if (mails.isEmpty() && !json.isOn()) {
                    note("no mail yet");
                }
            }
            return 0;
        }
    }

    private ClientSettings settings() {
        try {
            return ClientSettings.of(url).withTimeouts(timeout.timeouts());
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--url must be an address such as http://127.0.0.1:8090, not " + url);
        }
    }

    /** A mail has no id: it is new when it was not there before. */
    private void follow(OutboxClient outbox) {
        List<JsonNode> known = List.of();
        boolean isWaiting = false;
        while (true) {
            try {
                List<JsonNode> now = outbox.mails(to);
                List<JsonNode> more = new ArrayList<>(now);
                more.removeAll(known);
                more.reversed().forEach(this::print);
                out().flush();
                known = now;
                isWaiting = false;
            } catch (NoResponseException e) {
                if (known.isEmpty() && !isWaiting) {
                    throw e;
                }
                if (!isWaiting) {
                    note("galaxy: no response from " + url + "; waiting until it responds");
                }
                isWaiting = true;
            }
            pause();
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

    private void print(JsonNode mail) {
        if (json.isOn()) {
            out().println(mail);
            return;
        }
        out().printf(
                        "%s  %s  %s  to %s%n",
                        text(mail, "at"), text(mail, "kind"), text(mail, "language"), text(mail, "to"));
        out().println("Subject: " + text(mail, "subject"));
        if (mail.path("code").isString()) {
            out().println("Code:    " + text(mail, "code"));
        }
        out().println();
        mail.path("text").asString("").lines().forEach(line -> out().println("  " + printable(line)));
        out().println();
    }

    private static String text(JsonNode mail, String field) {
        return printable(mail.path(field).asString(""));
    }

    /** Without what keeps the code from left to right, which not every terminal knows. */
    private static String printable(String text) {
        return Printable.of(text.replaceAll("[\u2066\u2069]", ""));
    }
}
