package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.client.Detail;
import galaxy.client.ErrorResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.users.Delivery;
import galaxy.client.users.EffectiveLimit;
import galaxy.client.users.Entitlement;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Plan;
import galaxy.client.users.Reason;
import galaxy.client.users.Refusal;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Tests of what the client of other services gets from the service. */
abstract class ThroughTheClient extends OnEachTopology {
    static final UserId UNKNOWN_USER = UserId.of("usr_00000000000000000000000000");
    static final Actor OPS = Actor.of("admin", "ops-7");
    static final Reason WHY = new Reason(ReasonCode.of("because"), OPS);
    static final Source BILLING = Source.of("billing");
    static final Duration DAY = Duration.ofDays(1);
    static final List<EffectiveLimit> FREE_LIMITS = limits(0, 0, 3, 3, 0, 3);
    static final List<EffectiveLimit> PAID_LIMITS = limits(3, 3, 10, 10, 30, 10);

    final UsersClient client = api.client();

    static EmailAddress freshEmail() {
        return EmailAddress.of(Api.freshEmail());
    }

    UserId create(EmailAddress email) {
        return UserId.of(new TestUsers(api).create(email.value()));
    }

    UserId create() {
        return create(freshEmail());
    }

    void grantForEver(UserId id) {
        client.perform(id, grant(Plan.PAID_LIFETIME, Optional.empty()), Delivery.once())
                .orElseThrow();
    }

    static Instant now() {
        return api.clock.instant();
    }

    static UserCommand.Grant grant(Plan plan, Optional<Instant> end) {
        return new UserCommand.Grant(plan, Optional.empty(), end, BILLING, WHY);
    }

    static Entitlement free(Instant since) {
        return new Entitlement(
                Plan.FREE,
                false,
                Source.of("auth_registration"),
                Actor.of("service", "user_service"),
                ReasonCode.of("initial_free_entitlement"),
                since,
                Optional.empty(),
                since);
    }

    /** The limits of a plan, in the order of the contract. */
    static List<EffectiveLimit> limits(int... values) {
        List<EffectiveLimit> limits = new ArrayList<>();
        for (LimitCode code : LimitCode.known()) {
            limits.add(new EffectiveLimit(code, values[limits.size()], false));
        }
        return List.copyOf(limits);
    }

    /** The limits, with one of the user's own among them. */
    static List<EffectiveLimit> with(EffectiveLimit own, List<EffectiveLimit> limits) {
        return limits.stream()
                .map(limit -> limit.code().equals(own.code()) ? own : limit)
                .toList();
    }

    static void userNotFound(Outcome<?, Refusal> outcome) {
        refused(outcome, Refusal.USER_NOT_FOUND, 404);
    }

    static void conflict(Outcome<?, Refusal> outcome) {
        refused(outcome, Refusal.CONFLICT, 409);
    }

    static void invalid(Outcome<?, Refusal> outcome, String... fields) {
        named(refused(outcome, Refusal.INVALID_REQUEST, 400), fields);
    }

    static void profileUpdateBlocked(Outcome<?, Refusal> outcome) {
        refused(outcome, Refusal.PROFILE_UPDATE_BLOCKED, 403);
    }

    static void throwsInvalid(ThrowingCallable call, String... fields) {
        named(thrown(call, ErrorCode.INVALID_REQUEST), fields);
    }

    static void throwsUserNotFound(ThrowingCallable call) {
        thrown(call, ErrorCode.USER_NOT_FOUND);
    }

    static ServiceError thrown(ThrowingCallable call, ErrorCode code) {
        ServiceError error =
                catchThrowableOfType(ErrorResponseException.class, call).error();
        assertThat(error.code()).isEqualTo(code.code());
        assertThat(error.status()).isEqualTo(Integer.toString(code.httpStatus()));
        return error;
    }

    private static ServiceError refused(Outcome<?, Refusal> outcome, Refusal reason, int status) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        var refused = (Outcome.Refused<?, Refusal>) outcome;
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.error().status()).isEqualTo(Integer.toString(status));
        return refused.error();
    }

    private static void named(ServiceError error, String... fields) {
        assertThat(error.details()).extracting(Detail::field).containsExactlyInAnyOrder(fields);
    }
}
