package galaxy.users.listing;

import galaxy.kernel.CountryCode;
import galaxy.users.account.Account;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.LimitCode;
import galaxy.users.account.SanctionCode;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.eligibility.Marker;
import galaxy.users.eligibility.Markers;
import galaxy.users.limit.LimitCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which users a listing shows: those that satisfy every part that is present.
 *
 * @param paidExpiresAfter a finite paid plan ends then or later
 * @param paidExpiresBefore a finite paid plan ends before then
 * @param sanction a sanction of this code is active
 * @param limit an override of this limit is active
 * @param markers each of these markers has this value
 */
public record ListingFilter(
        Optional<PaidState> paidState,
        Optional<Instant> paidExpiresAfter,
        Optional<Instant> paidExpiresBefore,
        Optional<CountryCode> declaredCountry,
        Optional<SanctionCode> sanction,
        Optional<LimitCode> limit,
        Map<Marker, Boolean> markers) {
    /** Shows every user. */
    public static final ListingFilter EVERYONE = new ListingFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    public ListingFilter {
        Map<Marker, Boolean> copy = new EnumMap<>(Marker.class);
        copy.putAll(markers);
        markers = Collections.unmodifiableMap(copy);
    }

    /** Whether an account is shown at an instant. This is the filter; index terms only find candidates for it. */
    public boolean matches(Account account, LimitCatalogue catalogue, Instant now) {
        Account current = account.at(now);
        return paidState.stream()
                        .allMatch(state ->
                                state == PaidState.of(current.entitlement().isPaid()))
                && endsInTheWindow(current.entitlement().endsAt())
                && (declaredCountry.isEmpty() || declaredCountry.equals(current.declaredCountry()))
                && sanction.stream()
                        .allMatch(code ->
                                ActiveRecords.find(current.sanctions(), code).isPresent())
                && limit.stream()
                        .allMatch(code ->
                                ActiveRecords.find(current.limits(), code).isPresent())
                && (markers.isEmpty() || hold(Eligibility.markersOf(current, catalogue)));
    }

    /** Whether the filter has several parts, each of which many users may satisfy and few all of them. */
    public boolean isCombined() {
        return Stream.of(
                                paidState.isPresent(),
                                hasWindow(),
                                declaredCountry.isPresent(),
                                sanction.isPresent(),
                                limit.isPresent(),
                                !markers.isEmpty())
                        .filter(isPresent -> isPresent)
                        .count()
                > 1;
    }

    /** Whether the filter asks for the end of a paid plan. */
    public boolean hasWindow() {
        return paidExpiresAfter.isPresent() || paidExpiresBefore.isPresent();
    }

    /**
     * For each part of the filter except the window of paid ends, the indexes whose union holds every user that satisfies
     * it. Each of these sets finds all candidates. The list is never empty; it is the index of all users if no part
     * selects. A part that no user can satisfy gives an empty set.
     *
     * @param byMarkers whether the indexes by markers hold every user, as {@link #matches} sees it
     */
    public List<Set<IndexTerm>> candidates(boolean byMarkers) {
        List<Set<IndexTerm>> parts = new ArrayList<>();
        paidState
                .or(() -> hasWindow() ? Optional.of(PaidState.PAID) : Optional.empty())
                .ifPresent(state -> parts.add(Set.of(IndexTerm.of(state))));
        declaredCountry.ifPresent(country -> parts.add(Set.of(IndexTerm.of(country))));
        sanction.ifPresent(code -> parts.add(Set.of(IndexTerm.of(code))));
        limit.ifPresent(code -> parts.add(Set.of(IndexTerm.of(code))));
        if (byMarkers && !markers.isEmpty()) {
            parts.add(
                    Markers.ALL.stream().filter(this::hold).map(IndexTerm::of).collect(Collectors.toUnmodifiableSet()));
        }
        if (parts.isEmpty()) {
            parts.add(Set.of(IndexTerm.ALL));
        }
        return List.copyOf(parts);
    }

    /** The filter as one line, the same for equal filters and for no others: what a page token is bound to. */
    public String text() {
        return "paid_state=" + paidState.map(PaidState::code).orElse("")
                + "&paid_expires_after="
                + paidExpiresAfter.map(Instant::toString).orElse("")
                + "&paid_expires_before="
                + paidExpiresBefore.map(Instant::toString).orElse("")
                + "&declared_country=" + declaredCountry.map(CountryCode::value).orElse("")
                + "&sanction_code=" + sanction.map(SanctionCode::code).orElse("")
                + "&limit_code=" + limit.map(LimitCode::code).orElse("")
                + markers.entrySet().stream()
                        .map(marker -> "&" + marker.getKey().code() + "=" + marker.getValue())
                        .collect(Collectors.joining());
    }

    /** Whether a paid plan with this end, if it has one, is in the window; every plan is when the filter has none. */
    public boolean endsInTheWindow(Optional<Instant> end) {
        return !hasWindow()
                || (end.isPresent()
                        && paidExpiresAfter.stream().noneMatch(end.get()::isBefore)
                        && paidExpiresBefore.stream().allMatch(end.get()::isBefore));
    }

    private boolean hold(Markers actual) {
        return markers.entrySet().stream().allMatch(wanted -> actual.has(wanted.getKey()) == wanted.getValue());
    }
}
