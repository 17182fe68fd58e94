package galaxy.users.store;

import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.users.account.Command;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.LanguageTag;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Outcome;
import galaxy.users.account.Plan;
import galaxy.users.account.Refusal;
import galaxy.users.account.Removal;
import galaxy.users.account.RequestKey;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.EmailBlocks.BlockChange;
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.profile.ChangeSettings;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The users service as its contract tells it, in maps: one caller at a time, no store, nothing ever goes wrong. */
final class Model {
    final Map<EmailAddress, ModelUser> users = new HashMap<>();
    private final Map<EmailAddress, EmailBlock> blocks = new HashMap<>();
    private final Map<String, Remembered> answers = new TreeMap<>();

    private record Remembered(String fingerprint, Outcome outcome, Instant at) {}

    /** What only the service knows of a user it made. */
    record Made(UserId id, RaceName name) {}

    Model copy() {
        var copy = new Model();
        users.forEach((email, user) -> copy.users.put(email, user.copy()));
        copy.blocks.putAll(blocks);
        copy.answers.putAll(answers);
        return copy;
    }

    void expire(Instant now) {
        users.values().forEach(user -> user.expire(now));
    }

    Standing resolve(EmailAddress email) {
        Optional<ModelUser> user = Optional.ofNullable(users.get(email));
        Optional<UserId> id = user.map(known -> known.id);
        Optional<ReasonCode> reason = Optional.ofNullable(blocks.get(email)).map(EmailBlock::reason);
        if (reason.isEmpty()) {
            reason = user.map(known -> known.sanctions.get(SanctionCode.LOGIN_BLOCK))
                    .map(Sanction::reason);
        }
        if (reason.isPresent()) {
            return new Standing.Blocked(id, reason.get());
        }
        return id.<Standing>map(Standing.Existing::new).orElseGet(Standing.Creatable::new);
    }

    Ensured ensure(EmailAddress email, LanguageTag language, TimeZoneName zone, Optional<Made> made, Instant now) {
        if (users.containsKey(email) || blocks.containsKey(email)) {
            return new Ensured(resolve(email), false);
        }
        if (made.isEmpty()) {
            return new Ensured(new Standing.Creatable(), false);
        }
        var user = new ModelUser(made.get().id(), email, made.get().name(), language, zone, now);
        user.events.add("profile initialized " + user.name);
        user.events.add("settings initialized " + language + " " + zone);
        user.events.add("entitlement initialized free");
        users.put(email, user);
        return new Ensured(resolve(email), true);
    }

    BlockChange block(EmailAddress email, ReasonCode reason, Optional<Actor> actor, Instant now) {
        boolean isNew = blocks.putIfAbsent(email, new EmailBlock(reason, actor, now)) == null;
        return blockChange(email, isNew, "block blocked " + reason, now);
    }

    BlockChange unblock(EmailAddress email, ReasonCode reason, Instant now) {
        return blockChange(email, blocks.remove(email) != null, "block unblocked " + reason, now);
    }

    private BlockChange blockChange(EmailAddress email, boolean isChanged, String event, Instant now) {
        Optional<ModelUser> user = Optional.ofNullable(users.get(email));
        if (isChanged && user.isPresent()) {
            user.get().block = Optional.ofNullable(blocks.get(email));
            user.get().touch(now);
            user.get().events.add(event);
        }
        return new BlockChange(isChanged, user.map(known -> known.id));
    }

    Outcome perform(EmailAddress email, Command command, Optional<RequestKey> key, boolean isDry, Instant now) {
        ModelUser user = users.get(email);
        if (user == null) {
            return new Outcome.UnknownUser();
        }
        String slot = key.map(known -> email.value() + " " + known.caller() + " " + known.key())
                .orElse("");
        Remembered before = answers.get(slot);
        if (key.isPresent() && before != null && now.isBefore(before.at().plus(Duration.ofHours(24)))) {
            return before.fingerprint().equals(key.get().fingerprint()) ? before.outcome() : new Outcome.KeyReused();
        }
        ModelUser tried = isDry ? user.copy() : user;
        Optional<Refusal> refusal = carryOut(tried, command, now);
        Outcome outcome = refusal.<Outcome>map(Outcome.Refused::new).orElseGet(() -> new Outcome.Done(tried.account()));
        if (!isDry && key.isPresent()) {
            answers.put(slot, new Remembered(key.get().fingerprint(), outcome, now));
        }
        return outcome;
    }

    private Optional<Refusal> carryOut(ModelUser user, Command command, Instant now) {
        return switch (command) {
            case ChangeProfile(RaceName name) -> rename(user, name, now);
            case ChangeSettings change -> settings(user, change, now);
            case SyncCountry(var country) -> {
                if (!user.country.equals(Optional.of(country))) {
                    user.country = Optional.of(country);
                    changed(user, "declared_country updated " + country, now);
                }
                yield Optional.empty();
            }
            case GrantPaid grant -> grant(user, grant, now);
            case ExtendPaid extend -> extend(user, extend, now);
            case RevokePaid revoke -> {
                if (!user.isPaid()) {
                    yield Optional.of(Refusal.Conflict.NOT_PAID);
                }
                user.free(new Entitlement(
                        Plan.FREE, revoke.source(), revoke.actor(), revoke.reason(), now, Optional.empty(), now));
                changed(user, "entitlement revoked free", now);
                yield Optional.empty();
            }
            case ApplySanction apply -> sanction(user, apply, now);
            case RemoveSanction remove -> {
                Sanction old = user.sanctions.remove(remove.code());
                if (old != null) {
                    user.allSanctions.put(old.seq(), old.removed(new Removal(now, remove.actor(), remove.reason())));
                    changed(user, "sanction removed " + old.code().code(), now);
                }
                yield Optional.empty();
            }
            case SetLimit set -> limit(user, set, now);
            case RemoveLimit remove -> {
                LimitOverride old = user.limits.remove(remove.code());
                if (old != null) {
                    user.allLimits.put(old.seq(), old.removed(new Removal(now, remove.actor(), remove.reason())));
                    changed(user, "limit removed " + old.code().code(), now);
                }
                yield Optional.empty();
            }
            default -> throw new IllegalArgumentException("by e-mail address only: " + command);
        };
    }

    private Optional<Refusal> rename(ModelUser user, RaceName name, Instant now) {
        if (user.sanctions.containsKey(SanctionCode.PROFILE_UPDATE_BLOCK)) {
            return Optional.of(new Refusal.ProfileUpdateBlocked());
        }
        if (user.name.equals(name)) {
            return Optional.empty();
        }
        CanonicalKey key = key(name);
        if (users.values().stream()
                .anyMatch(other -> !other.id.equals(user.id) && key(other.name).equals(key))) {
            return Optional.of(Refusal.Conflict.NAME_TAKEN);
        }
        user.name = name;
        changed(user, "profile updated " + name, now);
        return Optional.empty();
    }

    private static Optional<Refusal> settings(ModelUser user, ChangeSettings change, Instant now) {
        if (user.sanctions.containsKey(SanctionCode.PROFILE_UPDATE_BLOCK)) {
            return Optional.of(new Refusal.ProfileUpdateBlocked());
        }
        LanguageTag language = change.preferredLanguage().orElse(user.language);
        TimeZoneName zone = change.timeZone().orElse(user.zone);
        if (!language.equals(user.language) || !zone.equals(user.zone)) {
            user.language = language;
            user.zone = zone;
            changed(user, "settings updated " + language + " " + zone, now);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> grant(ModelUser user, GrantPaid grant, Instant now) {
        if (grant.endsAt().filter(end -> !end.isAfter(now)).isPresent()) {
            return Optional.of(new Refusal.Invalid("ends_at", "must be in the future"));
        }
        if (grant.startsAt().filter(start -> start.isAfter(now)).isPresent()) {
            return Optional.of(new Refusal.Invalid("starts_at", "must not be in the future"));
        }
        if (user.isPaid()) {
            return Optional.of(Refusal.Conflict.ALREADY_PAID);
        }
        user.cut(user.periods.lastKey(), now, grant.actor(), grant.reason());
        user.entitlement = new Entitlement(
                grant.plan(),
                grant.source(),
                grant.actor(),
                grant.reason(),
                grant.startsAt().orElse(now),
                grant.endsAt(),
                now);
        user.period(user.entitlement.period(user.nextSeq));
        changed(user, "entitlement granted " + grant.plan().code(), now);
        return Optional.empty();
    }

    private static Optional<Refusal> extend(ModelUser user, ExtendPaid extend, Instant now) {
        if (!extend.endsAt().isAfter(now)) {
            return Optional.of(new Refusal.Invalid("ends_at", "must be in the future"));
        }
        Entitlement old = user.entitlement;
        if (old.endsAt().isEmpty()) {
            return Optional.of(Refusal.Conflict.NOTHING_TO_EXTEND);
        }
        if (!extend.endsAt().isAfter(old.endsAt().get())) {
            return Optional.of(Refusal.Conflict.NOT_LATER_THAN_CURRENT_END);
        }
        Optional<Instant> end = Optional.of(extend.endsAt());
        user.entitlement =
                new Entitlement(old.plan(), extend.source(), extend.actor(), extend.reason(), old.startsAt(), end, now);
        user.period(new EntitlementPeriod(
                user.nextSeq,
                old.plan(),
                extend.source(),
                extend.actor(),
                extend.reason(),
                old.endsAt().get(),
                end,
                now));
        changed(user, "entitlement extended " + old.plan().code(), now);
        return Optional.empty();
    }

    private static Optional<Refusal> sanction(ModelUser user, ApplySanction apply, Instant now) {
        if (apply.expiresAt().filter(end -> !end.isAfter(now)).isPresent()) {
            return Optional.of(new Refusal.Invalid("expires_at", "must be in the future"));
        }
        var next = new Sanction(
                user.nextSeq,
                apply.code(),
                apply.scope().orElse(apply.code().defaultScope()),
                apply.reason(),
                apply.actor(),
                now,
                apply.expiresAt(),
                Optional.empty());
        Sanction old = user.sanctions.get(apply.code());
        if (old != null) {
            var oldAsIfNow = new Sanction(
                    next.seq(),
                    old.code(),
                    old.scope(),
                    old.reason(),
                    old.actor(),
                    now,
                    old.expiresAt(),
                    next.removal());
            if (oldAsIfNow.equals(next)) {
                return Optional.empty();
            }
            user.allSanctions.put(old.seq(), old.removed(new Removal(now, apply.actor(), apply.reason())));
        }
        user.sanctions.put(apply.code(), next);
        user.allSanctions.put(user.nextSeq++, next);
        changed(user, "sanction applied " + apply.code().code(), now);
        return Optional.empty();
    }

    private static Optional<Refusal> limit(ModelUser user, SetLimit set, Instant now) {
        if (set.expiresAt().filter(end -> !end.isAfter(now)).isPresent()) {
            return Optional.of(new Refusal.Invalid("expires_at", "must be in the future"));
        }
        var next = new LimitOverride(
                user.nextSeq,
                set.code(),
                set.value(),
                set.reason(),
                set.actor(),
                now,
                set.expiresAt(),
                Optional.empty());
        LimitOverride old = user.limits.get(set.code());
        if (old != null) {
            var oldAsIfNow = new LimitOverride(
                    next.seq(),
                    old.code(),
                    old.value(),
                    old.reason(),
                    old.actor(),
                    now,
                    old.expiresAt(),
                    next.removal());
            if (oldAsIfNow.equals(next)) {
                return Optional.empty();
            }
            user.allLimits.put(old.seq(), old.removed(new Removal(now, set.actor(), set.reason())));
        }
        user.limits.put(set.code(), next);
        user.allLimits.put(user.nextSeq++, next);
        changed(user, "limit set " + set.code().code(), now);
        return Optional.empty();
    }

    private static void changed(ModelUser user, String event, Instant now) {
        user.touch(now);
        user.events.add(event);
    }

    static CanonicalKey key(RaceName name) {
        return switch (Universe.POLICY.canonicalKey(name)) {
            case RaceNamePolicy.Verdict.Allowed(CanonicalKey key) -> key;
            case RaceNamePolicy.Verdict.Refused refused -> throw new IllegalArgumentException(refused.reason());
        };
    }
}
