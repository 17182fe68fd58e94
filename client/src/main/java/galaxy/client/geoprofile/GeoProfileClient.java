package galaxy.client.geoprofile;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.transport.JsonApi;
import galaxy.client.transport.JsonFields;
import galaxy.client.transport.JsonRequest;
import galaxy.client.users.Reason;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.IpAddress;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the geo profile service. Safe for many threads; keeps its connections open until it is closed. Every operation blocks until
 * there is a response. Decisions are repeatable by contract: the same one again returns the version. A proposal without a key is sent again
 * only if it surely did not arrive.
 *
 * <p>Every operation throws {@link galaxy.client.NoResponseException} without a response,
 * {@link galaxy.client.ErrorResponseException} for an error that its result does not allow, and
 * {@link galaxy.client.InvalidResponseException} for a response that breaks the contract.
 */
public final class GeoProfileClient implements AutoCloseable {
    private static final String BASE = "/api/v1/internal";

    private final JsonApi<Refusal> api;

    private GeoProfileClient(JsonApi<Refusal> api) {
        this.api = api;
    }

    /** A client of the service at an address. Sends nothing yet. */
    public static GeoProfileClient of(ClientSettings settings) {
        return new GeoProfileClient(JsonApi.of(settings, Refusal.class));
    }

    /** The same client over the same connections, for calls that are part of a larger request. */
    public GeoProfileClient in(CallContext larger) {
        return new GeoProfileClient(api.in(larger));
    }

    public URI address() {
        return api.address();
    }

    /** Proposes a country for a user. */
    public Outcome<CountryVersion, Refusal> propose(UserId userId, Proposal proposal, Optional<IdempotencyKey> key) {
        ObjectNode body = body(proposal.reason())
                .put("country", proposal.country().value())
                .put("source", proposal.source());
        return api.call(JsonRequest.change(BASE + user(userId) + "/country-versions", body, key), Decode::versionOf);
    }

    /** Approves a version, and sends it to users. */
    public Outcome<CountryVersion, Refusal> approve(
            UserId userId, int number, Reason reason, Optional<IdempotencyKey> key) {
        return decide(userId, number, "approve", reason, key);
    }

    public Outcome<CountryVersion, Refusal> reject(
            UserId userId, int number, Reason reason, Optional<IdempotencyKey> key) {
        return decide(userId, number, "reject", reason, key);
    }

    public Outcome<CountryVersion, Refusal> withdraw(
            UserId userId, int number, Reason reason, Optional<IdempotencyKey> key) {
        return decide(userId, number, "withdraw", reason, key);
    }

    /** The versions of a user that are not history. */
    public CountryProfile profile(UserId userId) {
        return get(user(userId) + "/country-profile", Decode::profile);
    }

    /** One page of the versions of a user, the highest number first. */
    public Outcome<Page<CountryVersion, String>, Refusal> versions(UserId userId, PageRequest page) {
        return api.page(JsonRequest.get(BASE + user(userId) + "/country-versions"), page, Decode::version);
    }

    /**
     * One page of the versions that wait, the earliest proposal first.
     *
     * @param status {@code proposed} or {@code syncing}
     */
    public Outcome<Page<CountryReview, String>, Refusal> reviews(String status, PageRequest page) {
        return api.page(JsonRequest.get(BASE + "/country-reviews").with("status", status), page, Decode::review);
    }

    /** Where a user was seen, most days first. */
    public List<ObservedCountry> observations(UserId userId) {
        return get(user(userId) + "/country-observations", fields -> fields.list("items", Decode::observed));
    }

    /**
     * Reports where users were seen.
     *
     * @param observations 1 to 500
     * @return how many were taken; they are counted later, or lost
     */
    public Outcome<Integer, Refusal> report(List<Observation> observations) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = body.putArray("observations");
        observations.forEach(each -> rows.addObject()
                .put("user_id", each.userId().value())
                .put("ip", IpAddress.text(each.ip()))
                .put("observed_at", each.at().toString()));
        JsonRequest request = JsonRequest.change(BASE + "/country-observations", body, Optional.empty());
        return api.call(request, fields -> fields.integer("accepted"));
    }

    /** Closes the connections, also those of clients made by {@link #in}; calls in progress fail. */
    @Override
    public void close() {
        api.close();
    }

    private Outcome<CountryVersion, Refusal> decide(
            UserId userId, int number, String how, Reason reason, Optional<IdempotencyKey> key) {
        String path = BASE + user(userId) + "/country-versions/" + number + "/" + how;
        return api.call(JsonRequest.repeatable(path, body(reason), key), Decode::versionOf);
    }

    private <T> T get(String path, Function<JsonFields, T> decode) {
        return api.call(JsonRequest.get(BASE + path), decode).orElseThrow();
    }

    private static ObjectNode body(Reason reason) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("reason_code", reason.code().value());
        ObjectNode actor = body.putObject("actor").put("type", reason.actor().type());
        reason.actor().id().ifPresent(id -> actor.put("id", id));
        return body;
    }

    private static String user(UserId userId) {
        return "/users/" + JsonRequest.encode(userId.value());
    }
}
