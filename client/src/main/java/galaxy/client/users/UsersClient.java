package galaxy.client.users;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.Pages;
import galaxy.client.transport.JsonApi;
import galaxy.client.transport.JsonFields;
import galaxy.client.transport.JsonRequest;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.Page;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the users service. Safe for many threads; keeps its connections open until it is closed. Every operation blocks until
 * there is a response.
 *
 * <p>While the service is unavailable, an operation is repeated with growing pauses until the timeout of the call. All
 * operations are repeatable by contract but commands, which are repeatable under an idempotency key; a command without one is
 * sent again only if it surely did not arrive.
 *
 * <p>Every operation throws {@link galaxy.client.NoResponseException} without a response,
 * {@link galaxy.client.ErrorResponseException} for an error that its result does not allow, and
 * {@link galaxy.client.InvalidResponseException} for a response that breaks the contract.
 */
public final class UsersClient implements AutoCloseable {
    private static final String BASE = "/api/v1/internal";
    private static final int MAX_PAGE_SIZE = 200;

    private final JsonApi<Refusal> api;

    private UsersClient(JsonApi<Refusal> api) {
        this.api = api;
    }

    /** A client of the service at an address. Sends nothing yet. */
    public static UsersClient of(ClientSettings settings) {
        return new UsersClient(JsonApi.of(settings, Refusal.class));
    }

    /** The same client over the same connections, for calls that are part of a larger request. */
    public UsersClient in(CallContext larger) {
        return new UsersClient(api.in(larger));
    }

    public URI address() {
        return api.address();
    }

    // Sign-in

    /** Whether a sign-in with this address is allowed. Changes nothing. */
    public Resolution resolve(EmailAddress email) {
        return read("/user-resolutions/by-email", Encode.email(email), Decode::resolution)
                .orElseThrow();
    }

    public boolean exists(UserId userId) {
        return get(user(userId) + "/exists", fields -> fields.bool("exists"));
    }

    /**
     * Finds the user of an address, or creates one.
     *
     * @param language a BCP 47 tag; always validated, stored on creation
     * @param timeZone an IANA zone name; always validated, stored on creation
     */
    public Outcome<EnsureResult, Refusal> ensure(EmailAddress email, String language, String timeZone) {
        ObjectNode body = Encode.ensure(email, language, timeZone);
        return change("/users/ensure-by-email", body, Delivery.withoutKey(), Decode::ensured);
    }

    /** Blocks the address of a user, without an end. */
    public Outcome<BlockResult, Refusal> block(UserId userId, ReasonCode reason, Optional<Actor> actor) {
        return block(userId, reason, actor, new End.Never(), Delivery.withoutKey());
    }

    /** Blocks the address of a user. A later end moves that of a block in force, and a span begins now. */
    public Outcome<BlockResult, Refusal> block(
            UserId userId, ReasonCode reason, Optional<Actor> actor, End end, Delivery delivery) {
        return block(user(userId) + "/block", end, Encode.block(Encode.body(), reason, actor, end), delivery);
    }

    /** Blocks an address, whether or not a user has it, without an end. */
    public BlockResult block(EmailAddress email, ReasonCode reason, Optional<Actor> actor) {
        return block(email, reason, actor, new End.Never(), Delivery.withoutKey());
    }

    /** Blocks an address, whether or not a user has it. A later end moves that of a block in force, and a span begins now. */
    public BlockResult block(EmailAddress email, ReasonCode reason, Optional<Actor> actor, End end, Delivery delivery) {
        ObjectNode body = Encode.block(Encode.email(email), reason, actor, end);
        return block("/user-blocks/by-email", end, body, delivery).orElseThrow();
    }

    private Outcome<BlockResult, Refusal> block(String path, End end, ObjectNode body, Delivery delivery) {
        JsonRequest request = JsonRequest.until(end, BASE + path, body, delivery.key());
        return api.call(delivery.isDryRun() ? request.asDryRun() : request, Decode::blocking);
    }

    /** Removes the block of an address. The sanction {@code login_block} stays. */
    public UnblockResult unblock(EmailAddress email, Reason reason) {
        return unblock(email, reason, Delivery.withoutKey());
    }

    /** Removes the block of an address. The sanction {@code login_block} stays. */
    public UnblockResult unblock(EmailAddress email, Reason reason, Delivery delivery) {
        ObjectNode body = Encode.reason(Encode.email(email), reason.code(), Optional.of(reason.actor()));
        JsonRequest request = JsonRequest.repeatable(BASE + "/user-blocks/by-email/remove", body, delivery.key());
        return api.call(delivery.isDryRun() ? request.asDryRun() : request, Decode::unblocking)
                .orElseThrow();
    }

    /** One page of the blocks of addresses in force, the newest first. */
    public Outcome<Page<EmailBlock, String>, Refusal> blocks(PageRequest page) {
        return api.page(JsonRequest.get(BASE + "/user-blocks"), page, Decode::emailBlock);
    }

    /** All blocks of addresses in force, the newest first, requested page by page. */
    public Stream<EmailBlock> blocks() {
        return Pages.stream(MAX_PAGE_SIZE, page -> blocks(page).orElseThrow());
    }

    // Account, lobby, geo

    /** The account, for the gateway; {@link #find} is the same for administrators. */
    public Optional<Account> account(UserId userId) {
        return found(api.call(JsonRequest.get(BASE + user(userId) + "/account"), Decode::account));
    }

    /** What the user is shown of the own account: plan, blocks, sanctions in force and past, limits. */
    public Optional<Standing> standing(UserId userId) {
        return found(api.call(JsonRequest.get(BASE + user(userId) + "/standing"), StandingJson::read));
    }

    /** Changes the race name. */
    public Outcome<Account, Refusal> rename(UserId userId, String raceName) {
        return rename(userId, raceName, Delivery.withoutKey());
    }

    /** Changes the race name; under a key a late copy changes nothing. */
    public Outcome<Account, Refusal> rename(UserId userId, String raceName, Delivery delivery) {
        return change(user(userId) + "/profile", Encode.profile(raceName), delivery, Decode::account);
    }

    /** Changes language or time zone or both. */
    public Outcome<Account, Refusal> changeSettings(
            UserId userId, Optional<String> language, Optional<String> timeZone) {
        return changeSettings(userId, language, timeZone, Delivery.withoutKey());
    }

    /** Changes language or time zone or both; under a key a late copy changes nothing. */
    public Outcome<Account, Refusal> changeSettings(
            UserId userId, Optional<String> language, Optional<String> timeZone, Delivery delivery) {
        return change(user(userId) + "/settings", Encode.settings(language, timeZone), delivery, Decode::account);
    }

    /** What a user may do. */
    public Eligibility eligibility(UserId userId) {
        return get(user(userId) + "/eligibility", Decode::eligibility);
    }

    /** What a user may do, with the causes of each marker that is false. */
    public Eligibility explainEligibility(UserId userId) {
        JsonRequest request = JsonRequest.get(BASE + user(userId) + "/eligibility");
        return api.call(request.with("explain", "true"), Decode::eligibility).orElseThrow();
    }

    /** Stores the declared country. For the geo service alone; under a key a late copy overwrites nothing that is stored since. */
    public Outcome<DeclaredCountry, Refusal> syncCountry(UserId userId, String country, Delivery delivery) {
        ObjectNode body = Encode.body().put("declared_country", country);
        return change(user(userId) + "/declared-country/sync", body, delivery, Decode::country);
    }

    // Administration: reads

    public Optional<Account> find(UserId userId) {
        return found(api.call(JsonRequest.get(BASE + user(userId)), Decode::account));
    }

    /** The user with exactly this address. */
    public Optional<Account> findByEmail(EmailAddress email) {
        return found(read("/user-lookups/by-email", Encode.email(email), Decode::account));
    }

    /** The user with exactly this race name. */
    public Optional<Account> findByRaceName(String raceName) {
        ObjectNode body = Encode.body().put("race_name", raceName);
        return found(read("/user-lookups/by-race-name", body, Decode::account));
    }

    /** One page of the users that match, the newest first. */
    public Outcome<Page<Account, String>, Refusal> users(UserFilter filter, PageRequest page) {
        return api.page(JsonRequest.get(BASE + "/users").with(filter.parameters()), page, Decode::account);
    }

    /** All users that match, the newest first, requested page by page. */
    public Stream<Account> users(UserFilter filter) {
        return Pages.stream(MAX_PAGE_SIZE, page -> users(filter, page).orElseThrow());
    }

    /** One page of the users that match, the newest first, each with only what a table shows: cheaper than {@link #users}. */
    public Outcome<Page<UserSummary, String>, Refusal> summaries(UserFilter filter, PageRequest page) {
        return api.page(JsonRequest.get(BASE + "/users").with(filter.summaryParameters()), page, Decode::summary);
    }

    /** One page of the plans that a user had, the newest first. */
    public Outcome<Page<EntitlementPeriod, String>, Refusal> periods(UserId userId, PageRequest page) {
        return api.page(JsonRequest.get(BASE + user(userId) + "/entitlement-periods"), page, Decode::period);
    }

    /** All plans that a user had, the newest first, requested page by page. */
    public Stream<EntitlementPeriod> periods(UserId userId) {
        return Pages.stream(MAX_PAGE_SIZE, page -> periods(userId, page).orElseThrow());
    }

    /** One page of a user's sanctions, in force and past, the newest first. */
    public Outcome<Page<SanctionRecord, String>, Refusal> sanctions(UserId userId, PageRequest page) {
        return api.page(JsonRequest.get(BASE + user(userId) + "/sanctions"), page, Decode::sanctionRecord);
    }

    /** All sanctions of a user, the newest first, requested page by page. */
    public Stream<SanctionRecord> sanctions(UserId userId) {
        return Pages.stream(MAX_PAGE_SIZE, page -> sanctions(userId, page).orElseThrow());
    }

    /** One page of a user's own limits, in force and past, the newest first. */
    public Outcome<Page<LimitRecord, String>, Refusal> limits(UserId userId, PageRequest page) {
        return api.page(JsonRequest.get(BASE + user(userId) + "/limits"), page, Decode::limitRecord);
    }

    /** All of a user's own limits, the newest first, requested page by page. */
    public Stream<LimitRecord> limits(UserId userId) {
        return Pages.stream(MAX_PAGE_SIZE, page -> limits(userId, page).orElseThrow());
    }

    /** Carries out a command on the plan of a user. */
    public Outcome<EntitlementState, Refusal> perform(
            UserId userId, UserCommand.OnEntitlement command, Delivery delivery) {
        return perform(userId, Encode.entitlement(command), delivery);
    }

    /** Carries out a command on the sanctions of a user. */
    public Outcome<SanctionState, Refusal> perform(UserId userId, UserCommand.OnSanctions command, Delivery delivery) {
        return perform(userId, Encode.sanction(command), delivery);
    }

    /** Carries out a command on a user's own limits. */
    public Outcome<LimitState, Refusal> perform(UserId userId, UserCommand.OnLimits command, Delivery delivery) {
        return perform(userId, Encode.limit(command), delivery);
    }

    /** Closes the connections, also those of clients made by {@link #in}; calls in progress fail. */
    @Override
    public void close() {
        api.close();
    }

    private <T> Outcome<T, Refusal> perform(UserId userId, Encode.Encoded<T> command, Delivery delivery) {
        String path = BASE + user(userId) + command.path();
        JsonRequest request = delivery.isDryRun()
                ? JsonRequest.post(path, command.body()).asDryRun()
                : JsonRequest.change(path, command.body(), delivery.key());
        return api.call(request, command.decode());
    }

    private <T> T get(String path, Function<JsonFields, T> decode) {
        return api.call(JsonRequest.get(BASE + path), decode).orElseThrow();
    }

    private <T> Outcome<T, Refusal> read(String path, ObjectNode body, Function<JsonFields, T> decode) {
        return api.call(JsonRequest.read(BASE + path, body), decode);
    }

    private <T> Outcome<T, Refusal> change(
            String path, ObjectNode body, Delivery delivery, Function<JsonFields, T> decode) {
        return api.call(JsonRequest.repeatable(BASE + path, body, delivery.key()), decode);
    }

    private static <T> Optional<T> found(Outcome<T, Refusal> outcome) {
        return outcome instanceof Outcome.Refused<T, Refusal>(Refusal reason, var _) && reason == Refusal.USER_NOT_FOUND
                ? Optional.empty()
                : Optional.of(outcome.orElseThrow());
    }

    private static String user(UserId userId) {
        return "/users/" + JsonRequest.encode(userId.value());
    }
}
