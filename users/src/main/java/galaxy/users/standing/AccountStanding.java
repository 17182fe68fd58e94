package galaxy.users.standing;

import galaxy.users.account.Account;
import galaxy.users.account.HistoryEntry;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionOrdinals;
import galaxy.users.account.Timeline;
import galaxy.users.eligibility.Denial;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.eligibility.Markers;
import galaxy.users.limit.EffectiveLimit;
import galaxy.users.limit.LimitCatalogue;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in force for a user, what was, and what follows from it.
 *
 * @param asOf when it is so
 * @param account as it reads then
 * @param pastSanctions at most {@link #MOST_PAST} that expired, were removed or superseded, those that ended last first
 * @param denials as {@link Eligibility#denials}
 * @param limits all limits that apply, in the order of their codes
 */
public record AccountStanding(
        Instant asOf,
        Account account,
        List<Sanction> pastSanctions,
        Markers markers,
        List<Denial> denials,
        List<EffectiveLimit> limits) {
    /** How many past sanctions are shown. */
    public static final int MOST_PAST = 20;

    private static final Comparator<Sanction> ENDED_LAST_FIRST = Comparator.comparing(
                    (Sanction sanction) -> sanction.endedAt().orElseThrow())
            .thenComparingLong(Sanction::seq)
            .reversed();

    /**
     * The standing at an instant.
     *
     * @param account as it was last written
     * @param ended its history of sanctions, and perhaps some that have left force since the account was read
     */
    public static AccountStanding of(Account account, List<Sanction> ended, LimitCatalogue catalogue, Instant now) {
        Account current = account.at(now);
        Eligibility eligibility = Eligibility.of(account, catalogue, now);
        return new AccountStanding(
                now,
                current,
                past(account, current, ended, now),
                eligibility.markers(),
                Eligibility.denials(account, catalogue, now),
                eligibility.limits());
    }

    private static List<Sanction> past(Account account, Account current, List<Sanction> ended, Instant now) {
        List<Sanction> known = ended.stream()
                .filter(sanction -> sanction.seq() < account.nextSeq())
                .toList();
        List<HistoryEntry> due =
                Timeline.repair(account, now).map(changed -> changed.history()).orElse(List.of());
        Stream<Sanction> unwritten =
                due.stream().filter(Sanction.class::isInstance).map(Sanction.class::cast);
        Set<Long> inForce = current.sanctions().stream().map(Sanction::seq).collect(Collectors.toSet());
        List<Sanction> past = once(Stream.concat(unwritten, known.stream())).stream()
                .filter(sanction -> !inForce.contains(sanction.seq()))
                .sorted(ENDED_LAST_FIRST)
                .limit(MOST_PAST)
                .toList();
        SanctionOrdinals ordinals = SanctionOrdinals.of(
                Stream.concat(known.stream(), account.sanctions().stream()).toList());
        return ordinals.counted(past);
    }

    /** Each once, as it is last. */
    private static Collection<Sanction> once(Stream<Sanction> all) {
        Map<Long, Sanction> bySeq = new HashMap<>();
        all.forEach(sanction -> bySeq.put(sanction.seq(), sanction));
        return bySeq.values();
    }
}
