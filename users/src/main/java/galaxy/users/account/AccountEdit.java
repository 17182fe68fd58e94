package galaxy.users.account;

import galaxy.users.block.EmailBlock;
import galaxy.users.entitlement.Entitlement;
import galaxy.users.limit.LimitOverride;
import galaxy.users.racename.RaceName;
import galaxy.users.sanction.Sanction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An account in the making: names what a command changes and leaves the rest. */
final class AccountEdit {
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
        this.nextSeq = from.nextSeq();
    }

    AccountEdit raceName(RaceName next) {
        raceName = next;
        return this;
    }

    AccountEdit settings(LanguageTag language, TimeZoneName zone) {
        preferredLanguage = language;
        timeZone = zone;
        return this;
    }

    AccountEdit declaredCountry(CountryCode next) {
        declaredCountry = Optional.of(next);
        return this;
    }

    AccountEdit entitlement(Entitlement next) {
        entitlement = next;
        return this;
    }

    AccountEdit sanctions(List<Sanction> next) {
        sanctions = next;
        return this;
    }

    AccountEdit limits(List<LimitOverride> next) {
        limits = next;
        return this;
    }

    AccountEdit emailBlock(Optional<EmailBlock> next) {
        emailBlock = next;
        return this;
    }

    /** Uses up one number for a record. */
    AccountEdit numbered() {
        nextSeq++;
        return this;
    }

    Account done() {
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
                nextSeq);
    }
}
