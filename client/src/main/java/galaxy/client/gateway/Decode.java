package galaxy.client.gateway;

import galaxy.client.InvalidResponseException;
import galaxy.client.auth.DeviceSession.Use;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.auth.SessionStatus;
import galaxy.client.users.Account;
import galaxy.client.users.EffectiveLimit;
import galaxy.client.users.Entitlement;
import galaxy.client.users.LimitCode;
import galaxy.client.users.LimitOverride;
import galaxy.client.users.Plan;
import galaxy.client.users.Sanction;
import galaxy.client.users.SanctionCode;
import galaxy.contracts.gateway.v1.Limit;
import galaxy.contracts.gateway.v1.Session;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** From the messages of the contract to values. */
final class Decode {
    private static final String OVERRIDE = "override";

    private Decode() {}

    static Account account(galaxy.contracts.gateway.v1.Account message) {
        return new Account(
                userId(message.getUserId()),
                EmailAddress.of(message.getEmail()),
                message.getRaceName(),
                message.getPreferredLanguage(),
                message.getTimeZone(),
                message.hasDeclaredCountry() ? Optional.of(message.getDeclaredCountry()) : Optional.empty(),
                entitlement(message.getEntitlement()),
                message.getActiveSanctionsList().stream().map(Decode::sanction).toList(),
                message.getActiveLimitsList().stream().map(Decode::override).toList(),
                message.getEffectiveLimitsList().stream().map(Decode::limit).toList(),
                time(message.getCreatedAtMs()),
                time(message.getUpdatedAtMs()));
    }

    private static UserId userId(String text) {
        return switch (UserId.parse(text)) {
            case Parsed.Valid<UserId>(UserId userId) -> userId;
            case Parsed.Invalid<UserId> _ -> throw new InvalidResponseException("user_id is not a user id");
        };
    }

    private static Entitlement entitlement(galaxy.contracts.gateway.v1.Entitlement message) {
        return new Entitlement(
                Plan.of(message.getPlanCode()),
                message.getIsPaid(),
                Source.of(message.getSource()),
                actor(message.getActor()),
                ReasonCode.of(message.getReasonCode()),
                time(message.getStartsAtMs()),
                time(message.hasEndsAtMs(), message.getEndsAtMs()),
                time(message.getUpdatedAtMs()));
    }

    private static Sanction sanction(galaxy.contracts.gateway.v1.Sanction message) {
        return new Sanction(
                Optional.empty(),
                SanctionCode.of(message.getSanctionCode()),
                message.getScope(),
                ReasonCode.of(message.getReasonCode()),
                actor(message.getActor()),
                time(message.getAppliedAtMs()),
                time(message.hasExpiresAtMs(), message.getExpiresAtMs()));
    }

    private static LimitOverride override(Limit message) {
        return new LimitOverride(
                LimitCode.of(message.getLimitCode()),
                message.getValue(),
                ReasonCode.of(message.getReasonCode()),
                actor(message.getActor()),
                time(message.getAppliedAtMs()),
                time(message.hasExpiresAtMs(), message.getExpiresAtMs()));
    }

    private static EffectiveLimit limit(galaxy.contracts.gateway.v1.EffectiveLimit message) {
        return new EffectiveLimit(
                LimitCode.of(message.getLimitCode()),
                message.getValue(),
                message.getOrigin().equals(OVERRIDE));
    }

    private static Actor actor(galaxy.contracts.gateway.v1.Actor message) {
        return new Actor(message.getType(), message.hasId() ? Optional.of(message.getId()) : Optional.empty());
    }

    static OwnSession session(Session message) {
        return new OwnSession(
                DeviceSessionId.of(message.getDeviceSessionId()),
                message.getCredentialKind(),
                message.hasPublicKeyThumbprint() ? Optional.of(message.getPublicKeyThumbprint()) : Optional.empty(),
                message.hasDeviceName() ? Optional.of(message.getDeviceName()) : Optional.empty(),
                use(message.getCreatedAtMs(), message.hasCreatedCountry(), message.getCreatedCountry()),
                use(message.getLastSeenAtMs(), message.hasLastCountry(), message.getLastCountry()),
                new OwnSession.Ends(time(message.getIdleExpiresAtMs()), time(message.getExpiresAtMs())),
                SessionStatus.of(message.getStatus()),
                time(message.hasEndedAtMs(), message.getEndedAtMs())
                        .map(at -> new OwnSession.End(at, ReasonCode.of(message.getEndReasonCode()))),
                message.getCurrent());
    }

    private static Use use(long at, boolean isKnown, String country) {
        return new Use(time(at), isKnown ? Optional.of(CountryCode.of(country)) : Optional.empty());
    }

    /** Empty for what only keeps the stream alive, and for a kind that is newer than this client. */
    static Optional<PlayerEvent> event(SubscribeResponse message) {
        Instant at = time(message.getAtMs());
        return switch (message.getKind()) {
            case READY -> Optional.of(new PlayerEvent.Opened(at));
            case ACCOUNT_CHANGED -> Optional.of(new PlayerEvent.AccountChanged(message.getDetail(), at));
            case SESSION_EXPIRING -> Optional.of(new PlayerEvent.SessionExpiring(at));
            case SESSION_ENDED -> Optional.of(new PlayerEvent.SessionEnded(ReasonCode.of(message.getDetail()), at));
            case RESYNC -> Optional.of(new PlayerEvent.Resync(at));
            case NONE, HEARTBEAT, RECONNECT, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static Optional<Instant> time(boolean isPresent, long millis) {
        return isPresent ? Optional.of(time(millis)) : Optional.empty();
    }
}
