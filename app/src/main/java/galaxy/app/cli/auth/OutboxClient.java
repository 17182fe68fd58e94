package galaxy.app.cli.auth;

import galaxy.app.cli.ExitException;
import galaxy.client.ClientSettings;
import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.Outcome;
import galaxy.client.transport.JsonApi;
import galaxy.client.transport.JsonFields;
import galaxy.client.transport.JsonRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads {@code /outbox} of a management port. */
final class OutboxClient implements AutoCloseable {
    /** Why there is no list. */
    private enum Refusal {
        ROUTE_NOT_FOUND
    }

    private final JsonApi<Refusal> api;

    OutboxClient(ClientSettings settings) {
        this.api = JsonApi.of(settings, Refusal.class);
    }

    /**
     * The mails, newest first.
     *
     * @throws ExitException when there is no outbox, or something else
     * @throws galaxy.client.NoResponseException when there is no response
     */
    List<JsonNode> mails(Optional<String> to) {
        JsonRequest all = JsonRequest.get("/outbox");
        JsonRequest request = to.map(address -> all.with("to", address)).orElse(all);
        try {
            return switch (api.call(request, mails -> mails.<JsonNode>list("items", JsonFields::node))) {
                case Outcome.Done<List<JsonNode>, Refusal>(List<JsonNode> mails) -> mails;
                case Outcome.Refused<List<JsonNode>, Refusal> _ ->
                    throw new ExitException(
                            ExitException.REFUSED,
                            ("there is no outbox at %s: mails go to the relay of auth.smtp.uri, or the service auth does"
                                            + " not run")
                                    .formatted(api.address()));
            };
        } catch (InvalidResponseException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (ErrorResponseException e) {
            throw invalid("status " + e.error().status());
        }
    }

    @Override
    public void close() {
        api.close();
    }

    private ExitException invalid(String what) {
        return new ExitException(
                ExitException.INVALID_RESPONSE,
                "the response of %s is not that of an outbox (%s); check that --url is the management port of Galaxy"
                        .formatted(api.address(), what));
    }
}
