package galaxy.users.account;

import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything the service holds about one user, as it was last written. {@link #at} shows it at a later time. All times are whole milliseconds.
 *
 * @param sanctions in force when last written: at most one per code, in the order of the codes
 * @param limits overrides in force when last written, likewise
 * @param emailBlock the block of the user's e-mail subject, if it is blocked
 * @param sanctionCount how many sanctions the user ever had; absent in what an earlier version wrote, until they are counted
 * @param nextSeq the number that the next record gets: a sanction, a limit override or an entitlement period
 */
public record Account(
        UserId userId,
        EmailAddress email,
        RaceName raceName,
        LanguageTag preferredLanguage,
        TimeZoneName timeZone,
        Optional<CountryCode> declaredCountry,
        Entitlement entitlement,
        List<Sanction> sanctions,
        List<LimitOverride> limits,
        Optional<EmailBlock> emailBlock,
        Instant createdAt,
        Instant updatedAt,
        Optional<Long> sanctionCount,
        long nextSeq) {
    private static final long FIRST_SEQ = 1;

    public Account {
        sanctions = ActiveRecords.checked(sanctions);
        limits = ActiveRecords.checked(limits);
    }

    /** A new user: free, without sanctions, overrides or a country. */
    public static Account created(
            UserId userId,
            EmailAddress email,
            RaceName raceName,
            LanguageTag preferredLanguage,
            TimeZoneName timeZone,
            Instant now) {
        Instant createdAt = Command.wholeMillis(now);
        return new Account(
                userId,
                email,
                raceName,
                preferredLanguage,
                timeZone,
                Optional.empty(),
                Entitlement.initial(createdAt),
                List.of(),
                List.of(),
                Optional.empty(),
                createdAt,
                createdAt,
                Optional.of(0L),
                FIRST_SEQ);
    }

    /**
     * The account with its sanctions counted, if they are not.
     *
     * @param ended those that are no longer in force, and perhaps some that have left force since the account was read
     */
    public Account counted(List<Sanction> ended) {
        if (sanctionCount.isPresent()) {
            return this;
        }
        SanctionOrdinals ordinals = SanctionOrdinals.of(Stream.concat(
                        ended.stream().filter(sanction -> sanction.seq() < nextSeq), sanctions.stream())
                .toList());
        return edit(updatedAt)
                .sanctions(ordinals.counted(sanctions))
                .sanctionCount(ordinals.count())
                .done();
    }

    /** What is announced about a new user. */
    public List<Change> initialChanges() {
        return List.of(
                new Change.OfProfile(Operation.INITIALIZED, raceName),
                new Change.OfSettings(Operation.INITIALIZED, preferredLanguage, timeZone),
                new Change.OfEntitlement(Operation.INITIALIZED, entitlement));
    }

    /**
     * The account as it reads at an instant: without what has expired, free after the end of a paid plan. It is the
     * same before and after {@link Timeline#repair} is written, including {@link #nextSeq}.
     */
    public Account at(Instant now) {
        return Timeline.repair(this, now).map(Decision.Changed::next).orElse(this);
    }

    /** Why the e-mail subject is blocked at an instant, if it is: by its own record, else by a {@code login_block}. */
    public Optional<ReasonCode> blockedBecause(Instant now) {
        return emailBlock
                .filter(block -> block.isActiveAt(now))
                .map(EmailBlock::reason)
                .or(() -> ActiveRecords.findActive(sanctions, SanctionCode.LOGIN_BLOCK, now)
                        .map(Sanction::reason));
    }

    public boolean hasActive(SanctionCode code, Instant now) {
        return ActiveRecords.findActive(sanctions, code, now).isPresent();
    }

    /** A copy to change, updated at this time; the time of the update never goes back. */
    public AccountEdit edit(Instant now) {
        return new AccountEdit(this, now.isAfter(updatedAt) ? now : updatedAt);
    }
}
