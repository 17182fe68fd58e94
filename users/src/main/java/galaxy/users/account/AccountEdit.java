package galaxy.users.account;

import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A copy of an account with some parts replaced; the rest stays as it is. */
public final class AccountEdit {
    private final Account from;
    private final Instant updatedAt;
    private RaceName raceName;
    private LanguageTag preferredLanguage;
    private TimeZoneName timeZone;
    private Optional<CountryCode> declaredCountry;
    private Entitlement entitlement;
    private List<Sanction> sanctions;
    private List<LimitOverride> limits;
    private Optional<EmailBlock> emailBlock;
    private Optional<Long> sanctionCount;
    private long nextSeq;

    AccountEdit(Account from, Instant updatedAt) {
        this.from = from;
        this.updatedAt = updatedAt;
        this.raceName = from.raceName();
        this.preferredLanguage = from.preferredLanguage();
        this.timeZone = from.timeZone();
        this.declaredCountry = from.declaredCountry();
        this.entitlement = from.entitlement();
        this.sanctions = from.sanctions();
        this.limits = from.limits();
        this.emailBlock = from.emailBlock();
        this.sanctionCount = from.sanctionCount();
        this.nextSeq = from.nextSeq();
    }

    public AccountEdit raceName(RaceName next) {
        raceName = next;
        return this;
    }

    public AccountEdit settings(LanguageTag language, TimeZoneName zone) {
        preferredLanguage = language;
        timeZone = zone;
        return this;
    }

    public AccountEdit declaredCountry(CountryCode next) {
        declaredCountry = Optional.of(next);
        return this;
    }

    public AccountEdit entitlement(Entitlement next) {
        entitlement = next;
        return this;
    }

    public AccountEdit sanctions(List<Sanction> next) {
        sanctions = next;
        return this;
    }

    public AccountEdit limits(List<LimitOverride> next) {
        limits = next;
        return this;
    }

    public AccountEdit emailBlock(Optional<EmailBlock> next) {
        emailBlock = next;
        return this;
    }

    AccountEdit sanctionCount(long count) {
        sanctionCount = Optional.of(count);
        return this;
    }

    /** A sanction more, which takes the next sequence number too. */
    public AccountEdit sanctioned(Sanction added) {
        return sanctions(ActiveRecords.with(sanctions, added))
                .sanctionCount(added.ordinal())
                .numbered();
    }

    /** Takes the next sequence number, for a new record. */
    public AccountEdit numbered() {
        nextSeq++;
        return this;
    }

    public Account done() {
        return new Account(
                from.userId(),
                from.email(),
                raceName,
                preferredLanguage,
                timeZone,
                declaredCountry,
                entitlement,
                sanctions,
                limits,
                emailBlock,
                from.createdAt(),
                updatedAt,
                sanctionCount,
                nextSeq);
    }
}
