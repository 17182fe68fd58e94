package galaxy.users.store;

import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.CountryCode;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.LanguageTag;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Plan;
import galaxy.users.account.Removal;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TimeZoneName;
import galaxy.users.history.EntitlementHistory;
import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A user of the model: plain fields, plain maps, and lists of everything that ever was. */
final class ModelUser {
    final UserId id;
    final EmailAddress email;
    final Instant createdAt;
    RaceName name;
    LanguageTag language;
    TimeZoneName zone;
    Optional<CountryCode> country = Optional.empty();
    Entitlement entitlement;
    Instant updatedAt;
    long nextSeq = 1;
    Optional<EmailBlock> block = Optional.empty();
    final Map<SanctionCode, Sanction> sanctions = new TreeMap<>();
    final Map<LimitCode, LimitOverride> limits = new TreeMap<>();

    /** Whatever was ever recorded, by number; a record that is removed is replaced. */
    final TreeMap<Long, EntitlementHistory.Entry> periods = new TreeMap<>();

    final TreeMap<Long, Sanction> allSanctions = new TreeMap<>();
    final TreeMap<Long, LimitOverride> allLimits = new TreeMap<>();
    final List<String> events = new ArrayList<>();

    ModelUser(
            UserId id, EmailAddress email, RaceName name, LanguageTag language, TimeZoneName zone, Instant createdAt) {
        this.id = id;
        this.email = email;
        this.name = name;
        this.language = language;
        this.zone = zone;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.entitlement = Entitlement.initial(createdAt);
        periods.put(0L, new EntitlementHistory.Entry(EntitlementPeriod.initial(createdAt), Optional.empty()));
    }

    ModelUser copy() {
        var copy = new ModelUser(id, email, name, language, zone, createdAt);
        copy.country = country;
        copy.entitlement = entitlement;
        copy.updatedAt = updatedAt;
        copy.nextSeq = nextSeq;
        copy.block = block;
        copy.sanctions.putAll(sanctions);
        copy.limits.putAll(limits);
        copy.periods.putAll(periods);
        copy.allSanctions.putAll(allSanctions);
        copy.allLimits.putAll(allLimits);
        copy.events.addAll(events);
        return copy;
    }

    Account account() {
        return new Account(
                id,
                email,
                name,
                language,
                zone,
                country,
                entitlement,
                List.copyOf(sanctions.values()),
                List.copyOf(limits.values()),
                block,
                createdAt,
                updatedAt,
                nextSeq);
    }

    /** The instants at which something ends. */
    Stream<Instant> ends() {
        return Stream.of(
                        entitlement.endsAt().stream(),
                        sanctions.values().stream().flatMap(each -> each.expiresAt().stream()),
                        limits.values().stream().flatMap(each -> each.expiresAt().stream()))
                .flatMap(all -> all);
    }

    /** What has ended by now is no more. */
    void expire(Instant now) {
        if (entitlement.endsAt().filter(end -> !end.isAfter(now)).isPresent()) {
            free(entitlement.afterItsEnd());
            touch(entitlement.startsAt());
            events.add("entitlement expired_repaired free");
        }
        sanctions.values().removeIf(each -> ended(each.expiresAt(), now));
        limits.values().removeIf(each -> ended(each.expiresAt(), now));
    }

    void touch(Instant now) {
        if (now.isAfter(updatedAt)) {
            updatedAt = now;
        }
    }

    boolean isPaid() {
        return entitlement.plan() != Plan.FREE;
    }

    /** Begins a free period: it cuts short whatever paid period of the last paid time it begins before the end of. */
    void free(Entitlement free) {
        for (long seq : List.copyOf(periods.descendingKeySet())) {
            EntitlementPeriod paid = periods.get(seq).period();
            if (paid.plan() == Plan.FREE) {
                break;
            }
            if (paid.endsAt().isEmpty()
                    || free.startsAt().isBefore(paid.endsAt().get())) {
                cut(seq, free.updatedAt(), free.actor(), free.reason());
            }
        }
        entitlement = free;
        period(free.period(nextSeq));
    }

    void cut(long seq, Instant at, Actor by, ReasonCode reason) {
        EntitlementPeriod period = periods.get(seq).period();
        periods.put(seq, new EntitlementHistory.Entry(period, Optional.of(new Removal(at, by, reason))));
    }

    void period(EntitlementPeriod period) {
        periods.put(nextSeq, new EntitlementHistory.Entry(period, Optional.empty()));
        nextSeq++;
    }

    private static boolean ended(Optional<Instant> end, Instant now) {
        return end.isPresent() && !end.get().isAfter(now);
    }
}
