package galaxy.client;

import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the users service. Safe for many threads; keeps its connections open until it is closed.
 *
 * <p>A call that is repeatable is repeated, with growing pauses and as long as its patience lasts, when the connection
 * fails, the answer does not come in time, or the service says that it cannot now; {@code Retry-After} is heeded. All
 * operations are repeatable by contract but commands, which are so under an idempotency key. Whatever it is, it is
 * repeated when it surely was not sent.
 *
 * <p>Every operation throws {@link NoAnswerException} when no answer came, {@link ErrorAnswerException} for an error that
 * its result does not provide for, and {@link UnreadableAnswerException} for an answer outside the contract.
 */
public final class UsersClient implements AutoCloseable {
    private static final String BASE = "/api/v1/internal";

    private final Transport transport;
    private final CallContext context;

    private UsersClient(Transport transport, CallContext context) {
        this.transport = transport;
        this.context = context;
    }

    /** A client of the service at an address. Nothing is sent yet. */
    public static UsersClient of(ClientSettings settings) {
        return new UsersClient(new Transport(settings), CallContext.none());
    }

    /** The same client, and the same connections, for calls that are part of something. */
    public UsersClient in(CallContext larger) {
        return new UsersClient(transport, larger);
    }

    /** Where the service is. */
    public URI address() {
        return transport.address();
    }

    // Sign-in

    /** What a sign-in with this address would meet. Reads only. */
    public Resolution resolve(EmailAddress email) {
        return get(Call.post(BASE + "/user-resolutions/by-email", email(email)), Decode::resolution);
    }

    /** Whether there is such a user. */
    public boolean exists(UserId userId) {
        return get(Call.read(user(userId) + "/exists"), fields -> fields.bool("exists"));
    }

    /**
     * Finds the user of an address, or creates one.
     *
     * @param language a BCP 47 tag; checked always, used on creation
     * @param timeZone an IANA zone name; checked always, used on creation
     */
    public Ensured ensure(EmailAddress email, String language, String timeZone) {
        ObjectNode body = email(email);
        body.putObject("registration_context")
                .put("preferred_language", language)
                .put("time_zone", timeZone);
        return get(Call.post(BASE + "/users/ensure-by-email", body), Decode::ensured);
    }

    /** Blocks the address of a user. */
    public Outcome<Blocking> block(UserId userId, ReasonCode reason, Optional<Actor> actor) {
        return outcome(Call.post(user(userId) + "/block", reason(Commands.body(), reason, actor)), Decode::blocking);
    }

    /** Blocks an address, known or not. */
    public Blocking block(EmailAddress email, ReasonCode reason, Optional<Actor> actor) {
        return get(Call.post(BASE + "/user-blocks/by-email", reason(email(email), reason, actor)), Decode::blocking);
    }

    /** Removes the block of an address. A sanction that blocks the sign-in is another matter and stays. */
    public Unblocking unblock(EmailAddress email, Why why) {
        ObjectNode body = reason(email(email), why.reason(), Optional.of(why.actor()));
        return get(Call.post(BASE + "/user-blocks/by-email/remove", body), Decode::unblocking);
    }

    // Account, lobby, geo

    /** The account, for the gateway; {@link #find} is the same for administrators. */
    public Optional<Account> account(UserId userId) {
        return find(Call.read(user(userId) + "/account"));
    }

    /** Changes the race name. */
    public Outcome<Account> rename(UserId userId, String raceName) {
        return outcome(
                Call.post(user(userId) + "/profile", Commands.body().put("race_name", raceName)), Decode::account);
    }

    /** Changes language or time zone or both. */
    public Outcome<Account> changeSettings(UserId userId, Optional<String> language, Optional<String> timeZone) {
        ObjectNode body = Commands.body();
        language.ifPresent(tag -> body.put("preferred_language", tag));
        timeZone.ifPresent(zone -> body.put("time_zone", zone));
        return outcome(Call.post(user(userId) + "/settings", body), Decode::account);
    }

    /** What a user may do. */
    public Eligibility eligibility(UserId userId) {
        return get(Call.read(user(userId) + "/eligibility"), Decode::eligibility);
    }

    /** What a user may do, and why not the rest. */
    public Eligibility explainEligibility(UserId userId) {
        return get(Call.read(user(userId) + "/eligibility").with("explain", "true"), Decode::eligibility);
    }

    /** Stores the declared country, an ISO 3166-1 alpha-2 code. For the geo service alone. */
    public Outcome<DeclaredCountry> syncCountry(UserId userId, String country) {
        return outcome(
                Call.post(
                        user(userId) + "/declared-country/sync", Commands.body().put("declared_country", country)),
                Decode::country);
    }

    // Administration: reads

    public Optional<Account> find(UserId userId) {
        return find(Call.read(user(userId)));
    }

    /** The user with exactly this address. */
    public Optional<Account> findByEmail(EmailAddress email) {
        return find(Call.post(BASE + "/user-lookups/by-email", email(email)));
    }

    /** The user with exactly this race name. */
    public Optional<Account> findByRaceName(String raceName) {
        return find(
                Call.post(BASE + "/user-lookups/by-race-name", Commands.body().put("race_name", raceName)));
    }

    /** One page of the users that fit, the newest first. */
    public Page<Account, String> users(UserFilter filter, PageRequest page) {
        Call listing = Call.read(BASE + "/users");
        for (var parameter : filter.parameters().entrySet()) {
            listing = listing.with(parameter.getKey(), parameter.getValue());
        }
        return page(listing, page, Decode::account);
    }

    /** All users that fit, the newest first, read page by page as they are asked for. */
    public Stream<Account> users(UserFilter filter) {
        return PageWalk.stream(token -> users(filter, new PageRequest(PageRequest.LARGEST, token)));
    }

    /** One page of what a user was entitled to, the newest first. */
    public Page<EntitlementPeriod, String> periods(UserId userId, PageRequest page) {
        return page(Call.read(user(userId) + "/entitlement-periods"), page, Decode::period);
    }

    /** All that a user was entitled to, the newest first, read as it is asked for. */
    public Stream<EntitlementPeriod> periods(UserId userId) {
        return PageWalk.stream(token -> periods(userId, new PageRequest(PageRequest.LARGEST, token)));
    }

    /** One page of a user's sanctions, in force and past, the newest first. */
    public Page<SanctionRecord, String> sanctions(UserId userId, PageRequest page) {
        return page(Call.read(user(userId) + "/sanctions"), page, Decode::sanctionRecord);
    }

    /** All sanctions of a user, the newest first, read as they are asked for. */
    public Stream<SanctionRecord> sanctions(UserId userId) {
        return PageWalk.stream(token -> sanctions(userId, new PageRequest(PageRequest.LARGEST, token)));
    }

    /** One page of a user's own limits, in force and past, the newest first. */
    public Page<LimitRecord, String> limits(UserId userId, PageRequest page) {
        return page(Call.read(user(userId) + "/limits"), page, Decode::limitRecord);
    }

    /** All limits of a user's own, the newest first, read as they are asked for. */
    public Stream<LimitRecord> limits(UserId userId) {
        return PageWalk.stream(token -> limits(userId, new PageRequest(PageRequest.LARGEST, token)));
    }

    // Administration: commands

    /** Carries out a command on what a user has paid for. */
    public Outcome<EntitlementState> perform(UserId userId, UserCommand.OnEntitlement command, Delivery delivery) {
        return perform(userId, Commands.entitlement(command), delivery);
    }

    /** Carries out a command on what a user is denied. */
    public Outcome<SanctionState> perform(UserId userId, UserCommand.OnSanctions command, Delivery delivery) {
        return perform(userId, Commands.sanction(command), delivery);
    }

    /** Carries out a command on how much a user may have. */
    public Outcome<LimitState> perform(UserId userId, UserCommand.OnLimits command, Delivery delivery) {
        return perform(userId, Commands.limit(command), delivery);
    }

    /** Closes the connections; a call that is under way fails. Also for those made by {@link #in}. */
    @Override
    public void close() {
        transport.close();
    }

    private <T> Outcome<T> perform(UserId userId, Commands.Wire<T> wire, Delivery delivery) {
        return outcome(Call.command(user(userId) + wire.path(), wire.body(), delivery), wire.answer());
    }

    private <T> Page<T, String> page(Call listing, PageRequest page, Function<Fields, T> row) {
        return get(page.on(listing), fields -> Decode.page(fields, row));
    }

    private Optional<Account> find(Call call) {
        return switch (outcome(call, Decode::account)) {
            case Outcome.Done<Account>(Account account) -> Optional.of(account);
            case Outcome.Refused<Account>(ServiceError.UserNotFound unknown) -> Optional.empty();
            case Outcome.Refused<Account>(ServiceError.Refusal refusal) -> throw new ErrorAnswerException(refusal);
        };
    }

    private <T> T get(Call call, Function<Fields, T> decode) {
        return outcome(call, decode).orElseThrow();
    }

    private <T> Outcome<T> outcome(Call call, Function<Fields, T> decode) {
        Reply reply = transport.send(call, context);
        if (reply.isOk()) {
            return new Outcome.Done<>(decode.apply(Fields.parse(reply.body())));
        }
        ServiceError error =
                Errors.of(reply, reply.retryAfter(InstantSource.system().instant()));
        if (error instanceof ServiceError.Refusal refusal) {
            return new Outcome.Refused<>(refusal);
        }
        throw new ErrorAnswerException(error);
    }

    private static String user(UserId userId) {
        return BASE + "/users/" + Call.encode(userId.value());
    }

    private static ObjectNode email(EmailAddress email) {
        return Commands.body().put("email", email.value());
    }

    private static ObjectNode reason(ObjectNode body, ReasonCode reason, Optional<Actor> actor) {
        ObjectNode with = body.put("reason_code", reason.value());
        return actor.map(known -> Commands.actor(with, known)).orElse(with);
    }
}
