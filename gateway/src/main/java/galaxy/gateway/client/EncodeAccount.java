package galaxy.gateway.client;

import galaxy.contracts.gateway.v1.Account;
import galaxy.contracts.gateway.v1.Actor;
import galaxy.contracts.gateway.v1.EffectiveLimit;
import galaxy.contracts.gateway.v1.Entitlement;
import galaxy.contracts.gateway.v1.Limit;
import galaxy.contracts.gateway.v1.Sanction;
import java.time.Instant;

/** An account as a player sees it. */
final class EncodeAccount {
    /** Players do not learn which administrator acted. */
    private static final String ADMIN = "admin";

    private static final String OVERRIDE = "override";
    private static final String DEFAULT = "default";

    private EncodeAccount() {}

    static Account account(galaxy.client.users.Account account) {
        Account.Builder encoded = Account.newBuilder()
                .setUserId(account.userId().value())
                .setEmail(account.email().value())
                .setRaceName(account.raceName())
                .setPreferredLanguage(account.preferredLanguage())
                .setTimeZone(account.timeZone())
                .setEntitlement(entitlement(account.entitlement()))
                .setCreatedAtMs(millis(account.createdAt()))
                .setUpdatedAtMs(millis(account.updatedAt()));
        account.declaredCountry().ifPresent(encoded::setDeclaredCountry);
        account.sanctions().forEach(each -> encoded.addActiveSanctions(sanction(each)));
        account.overrides().forEach(each -> encoded.addActiveLimits(limit(each)));
        account.limits().forEach(each -> encoded.addEffectiveLimits(effective(each)));
        return encoded.build();
    }

    private static Entitlement entitlement(galaxy.client.users.Entitlement entitlement) {
        Entitlement.Builder encoded = Entitlement.newBuilder()
                .setPlanCode(entitlement.plan().value())
                .setIsPaid(entitlement.isPaid())
                .setSource(entitlement.source().value())
                .setActor(actor(entitlement.actor()))
                .setReasonCode(entitlement.reason().value())
                .setStartsAtMs(millis(entitlement.startsAt()))
                .setUpdatedAtMs(millis(entitlement.updatedAt()));
        entitlement.endsAt().ifPresent(end -> encoded.setEndsAtMs(millis(end)));
        return encoded.build();
    }

    private static Sanction sanction(galaxy.client.users.Sanction sanction) {
        Sanction.Builder encoded = Sanction.newBuilder()
                .setSanctionCode(sanction.code().value())
                .setScope(sanction.scope())
                .setReasonCode(sanction.reason().value())
                .setActor(actor(sanction.actor()))
                .setAppliedAtMs(millis(sanction.appliedAt()));
        sanction.expiresAt().ifPresent(end -> encoded.setExpiresAtMs(millis(end)));
        return encoded.build();
    }

    private static Limit limit(galaxy.client.users.LimitOverride override) {
        Limit.Builder encoded = Limit.newBuilder()
                .setLimitCode(override.code().value())
                .setValue(override.value())
                .setReasonCode(override.reason().value())
                .setActor(actor(override.actor()))
                .setAppliedAtMs(millis(override.appliedAt()));
        override.expiresAt().ifPresent(end -> encoded.setExpiresAtMs(millis(end)));
        return encoded.build();
    }

    private static EffectiveLimit effective(galaxy.client.users.EffectiveLimit limit) {
        return EffectiveLimit.newBuilder()
                .setLimitCode(limit.code().value())
                .setValue(limit.value())
                .setOrigin(limit.isOverride() ? OVERRIDE : DEFAULT)
                .build();
    }

    private static Actor actor(galaxy.kernel.Actor actor) {
        Actor.Builder encoded = Actor.newBuilder().setType(actor.type());
        if (!actor.type().equals(ADMIN)) {
            actor.id().ifPresent(encoded::setId);
        }
        return encoded.build();
    }

    private static long millis(Instant time) {
        return time.toEpochMilli();
    }
}
