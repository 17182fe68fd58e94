package galaxy.users.store;

import static galaxy.users.account.TestAccount.CREATED;
import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.IdempotencyKey;
import galaxy.store.Format;
import galaxy.store.Naming;
import galaxy.testkit.GoldenFiles;
import galaxy.users.account.Account;
import galaxy.users.account.BlockChange;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Outcome;
import galaxy.users.account.Plan;
import galaxy.users.account.RecordedBlock;
import galaxy.users.account.RecordedResult;
import galaxy.users.account.Refusal;
import galaxy.users.account.Removal;
import galaxy.users.account.RequestKey;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.Scope;
import galaxy.users.account.TestAccount;
import galaxy.users.eligibility.Markers;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.PaidState;
import galaxy.users.racename.RaceName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each form in which something of users is stored, held against its golden files. */
class StoredFormsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(StoredFormsTest.class);
    private static final Sanction SANCTION = new Sanction(
            2,
            0,
            SanctionCode.LOGIN_BLOCK,
            Scope.of("auth"),
            REASON,
            OPS,
            CREATED,
            Optional.of(day(3)),
            Optional.empty());
    private static final LimitOverride LIMIT = new LimitOverride(
            3,
            LimitCode.MAX_OWNED_PRIVATE_GAMES,
            new LimitValue(7),
            REASON,
            OTHER,
            CREATED,
            Optional.empty(),
            Optional.empty());
    private static final Entitlement PAID =
            new Entitlement(Plan.PAID_MONTHLY, SOURCE, OPS, REASON, day(1), Optional.of(day(31)), day(1));
    private static final Removal REMOVAL = new Removal(day(2), OPS, REASON);
    private static final EmailBlock BLOCK = new EmailBlock(REASON, Optional.of(OPS), day(2));
    private static final EmailBlock ENDING_BLOCK =
            new EmailBlock(REASON, Optional.of(OPS), day(2), Optional.of(day(9)));
    private static final RequestKey KEY = new RequestKey("billing", IdempotencyKey.of("key-1"), "fingerprint");
    private static final Cause CAUSE =
            new Cause("api", Optional.of("billing"), Optional.of("request-1"), Optional.of("00-trace-01"));

    /** As it was written before sanctions were counted. */
    private static Account full() {
        Account account = TestAccount.created()
                .edit(day(2))
                .entitlement(PAID)
                .sanctions(List.of(SANCTION))
                .limits(List.of(LIMIT))
                .declaredCountry(CountryCode.of("DE"))
                .emailBlock(Optional.of(BLOCK))
                .numbered()
                .done();
        return new Account(
                account.userId(),
                account.email(),
                account.raceName(),
                account.preferredLanguage(),
                account.timeZone(),
                account.declaredCountry(),
                account.entitlement(),
                account.sanctions(),
                account.limits(),
                account.emailBlock(),
                account.createdAt(),
                account.updatedAt(),
                Optional.empty(),
                account.nextSeq());
    }

    private static <T> void check(String name, Format<T> format, T value) {
        GOLDEN.check(
                name,
                value,
                () -> new String(format.write(value), StandardCharsets.UTF_8),
                text -> format.read(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    /** Those with digits are from before markers had names and there was a catalogue. */
    @Test
    void accounts() {
        Naming.Held held = new Naming.Held("playeracdefghj", "token-1");
        check(
                "account",
                AccountCommits.ACCOUNT,
                new AccountRecord(
                        TestAccount.created(),
                        new Naming(List.of(held), Optional.empty(), List.of()),
                        Optional.of(new AccountRecord.Indexed("10011", ""))));
        check(
                "account-of-a-catalogue",
                AccountCommits.ACCOUNT,
                new AccountRecord(
                        TestAccount.created(),
                        new Naming(List.of(held), Optional.empty(), List.of()),
                        Optional.of(new AccountRecord.Indexed("can_login,can_join_game", "01234567"))));
        var pending = new Naming.Pending(List.of("nova"), "token-2", "details", "cause");
        check(
                "account-with-everything",
                AccountCommits.ACCOUNT,
                new AccountRecord(
                        full(),
                        new Naming(List.of(held), Optional.of(pending), List.of(new Naming.Held("old", "token-0"))),
                        Optional.of(new AccountRecord.Indexed("00000", ""))));
    }

    @Test
    void counted_sanctions() {
        Account counted = full().counted(List.of(SANCTION.removed(REMOVAL)));
        check(
                "account-counted",
                AccountCommits.ACCOUNT,
                new AccountRecord(
                        counted,
                        new Naming(List.of(new Naming.Held("playeracdefghj", "token-1")), Optional.empty(), List.of()),
                        Optional.of(new AccountRecord.Indexed("none", "01234567"))));
        check(
                "sanction-counted",
                HistoryFormats.SANCTIONS,
                counted.sanctions().getFirst().removed(REMOVAL));
        check("result-done-counted", AccountCommits.RESULT, result(new Outcome.Done(counted)));
    }

    @Test
    void a_count_of_before_an_earlier_version_wrote_more_is_not_used() {
        String stale = new String(
                        AccountCommits.RESULT.write(result(new Outcome.Done(full().counted(List.of())))),
                        StandardCharsets.UTF_8)
                .replace("\"counted\":{\"seq\":2", "\"counted\":{\"seq\":1");
        var read = (Outcome.Done) AccountCommits.RESULT
                .read(stale.getBytes(StandardCharsets.UTF_8), 0)
                .outcome();
        assertThat(read.account().sanctionCount()).isEmpty();
    }

    @Test
    void an_account_whose_plan_ends_on_a_day_that_some_months_lack() {
        var anchored = new Entitlement(
                Plan.PAID_MONTHLY, SOURCE, OPS, REASON, day(1), Optional.of(day(28)), day(1), Optional.of(31));
        Account account = TestAccount.created()
                .edit(day(2))
                .entitlement(anchored)
                .emailBlock(Optional.of(ENDING_BLOCK))
                .done();
        check(
                "account-anchored",
                AccountCommits.ACCOUNT,
                new AccountRecord(
                        account,
                        new Naming(List.of(new Naming.Held("playeracdefghj", "token-1")), Optional.empty(), List.of()),
                        Optional.of(new AccountRecord.Indexed("can_login", "01234567"))));
    }

    @Test
    void blocks() {
        check(
                "subject-blocked-until",
                AccountCommits.SUBJECT,
                new SubjectFormat.Subject(Optional.empty(), Optional.of(ENDING_BLOCK)));
        check(
                "result-of-a-block",
                RedisSubjects.RESULT,
                new RecordedBlock(
                        KEY,
                        new BlockChange(
                                true,
                                Optional.of(full().userId()),
                                Optional.of("blk_0123456789abcdefghjkmnpqrs"),
                                Optional.of(day(9))),
                        day(5)));
        check(
                "result-of-an-unblock",
                RedisSubjects.RESULT,
                new RecordedBlock(
                        KEY, new BlockChange(false, Optional.empty(), Optional.empty(), Optional.empty()), day(5)));
        String member = "1772366400000|blk_0123456789abcdefghjkmnpqrs|pilot|of|bars@example.com";
        GOLDEN.check(
                "member-of-blocks",
                "pilot|of|bars@example.com after 1772366400000|blk_0123456789abcdefghjkmnpqrs",
                () -> member,
                text -> RedisBlocks.email(text).value() + " after " + RedisBlocks.place(text));
    }

    @Test
    void places_in_the_listing() {
        var place = new ListingKey(day(1).toEpochMilli(), full().userId());
        GOLDEN.check(
                "place-in-the-listing",
                place,
                place::text,
                text -> ListingKey.parse(text).orElseThrow());
    }

    @Test
    void subjects() {
        check(
                "subject",
                AccountCommits.SUBJECT,
                new SubjectFormat.Subject(Optional.of(full().userId()), Optional.of(BLOCK)));
    }

    @Test
    void histories() {
        check("sanction", HistoryFormats.SANCTIONS, SANCTION.removed(REMOVAL));
        check("limit", HistoryFormats.LIMITS, LIMIT.removed(REMOVAL));
        EntitlementPeriod period = PAID.period(4);
        check("period", HistoryFormats.PERIODS, period);
    }

    @Test
    void results() {
        check("result-done", AccountCommits.RESULT, result(new Outcome.Done(full())));
        check("result-conflict", AccountCommits.RESULT, result(new Outcome.Refused(Refusal.Conflict.NAME_TAKEN)));
        check("result-blocked", AccountCommits.RESULT, result(new Outcome.Refused(new Refusal.ProfileUpdateBlocked())));
        check(
                "result-invalid",
                AccountCommits.RESULT,
                result(new Outcome.Refused(new Refusal.Invalid("ends_at", "is wrong"))));
    }

    private static RecordedResult result(Outcome.Final outcome) {
        return new RecordedResult(KEY, outcome, day(5));
    }

    @Test
    void names() {
        NameCause cause = new NameCause(CAUSE, Optional.of(KEY));
        GOLDEN.check("name-cause", cause, cause::text, NameCause::parse);
        NameClaim claim = new NameClaim(RaceName.of("Nova"), CREATED, "policy-1");
        GOLDEN.check("name-claim", claim, claim::text, NameClaim::parse);
    }

    /** Each is the name of an index, whose members are places in the listing. */
    @Test
    void terms_of_the_index() {
        String terms = Stream.of(
                        IndexTerm.ALL,
                        IndexTerm.of(PaidState.FREE),
                        IndexTerm.of(PaidState.PAID),
                        IndexTerm.of(CountryCode.of("DE")),
                        IndexTerm.of(SanctionCode.LOGIN_BLOCK),
                        IndexTerm.of(LimitCode.MAX_OWNED_PRIVATE_GAMES),
                        IndexTerm.of(Markers.ALL.getFirst()),
                        IndexTerm.of(Markers.ALL.getLast()))
                .map(IndexTerm::name)
                .collect(Collectors.joining(" "));
        GOLDEN.check("terms-of-the-index", terms, () -> terms, text -> text);
    }
}
