package galaxy.users.listing;

import galaxy.users.account.Account;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.eligibility.Markers;
import galaxy.users.limit.LimitCatalogue;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entries of an account in the indexes: a function of the record alone, which takes all that it holds as in force. That
 * is true from each write until {@link galaxy.users.account.Timeline#nextChange}, because every write first applies what
 * is due; a listing applies what is due before it reads an index.
 *
 * @param terms the indexes that hold the account
 * @param paidEndsAt its score in the index of finite paid plans, if it is in that
 */
public record IndexEntries(Set<IndexTerm> terms, Optional<Instant> paidEndsAt) {
    public IndexEntries {
        terms = Set.copyOf(terms);
    }

    /** No entries: an account that is still invisible. */
    public static final IndexEntries NONE = new IndexEntries(Set.of(), Optional.empty());

    public static IndexEntries of(Account account, LimitCatalogue catalogue) {
        return of(account, Eligibility.markersOf(account, catalogue).names());
    }

    /** The same for the {@link Markers#names} of markers that another catalogue or version gave. */
    public static IndexEntries of(Account account, String markers) {
        Set<IndexTerm> terms = new TreeSet<>();
        terms.add(IndexTerm.ALL);
        terms.add(IndexTerm.of(PaidState.of(account.entitlement().isPaid())));
        account.declaredCountry().map(IndexTerm::of).ifPresent(terms::add);
        account.sanctions().forEach(sanction -> terms.add(IndexTerm.of(sanction.code())));
        account.limits().forEach(limit -> terms.add(IndexTerm.of(limit.code())));
        terms.add(IndexTerm.ofMarkers(markers));
        return new IndexEntries(terms, account.entitlement().endsAt());
    }
}
