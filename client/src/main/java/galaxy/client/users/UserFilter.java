package galaxy.client.users;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The users that a list contains: those that match every filter given; without a filter, all.
 *
 * @param isPaid with or without a paid plan in force
 * @param paidExpiresAfter with a paid plan that ends at this time or later
 * @param paidExpiresBefore with a paid plan that ends before this time
 * @param declaredCountry an ISO 3166-1 alpha-2 code
 * @param sanction with this sanction in force
 * @param limit with a limit of their own of this code in force
 * @param markers with these values of markers
 */
public record UserFilter(
        Optional<Boolean> isPaid,
        Optional<Instant> paidExpiresAfter,
        Optional<Instant> paidExpiresBefore,
        Optional<String> declaredCountry,
        Optional<SanctionCode> sanction,
        Optional<LimitCode> limit,
        Map<Marker, Boolean> markers) {
    public UserFilter {
        markers = Map.copyOf(markers);
    }

    /** All users. */
    public static UserFilter all() {
        return new UserFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** Users with a paid plan in force, or those without. */
    public UserFilter paid(boolean paid) {
        return new UserFilter(
                Optional.of(paid), paidExpiresAfter, paidExpiresBefore, declaredCountry, sanction, limit, markers);
    }

    /** Users whose paid plan ends in a window, its beginning included, its end not. */
    public UserFilter paidExpires(Instant from, Instant to) {
        return new UserFilter(isPaid, Optional.of(from), Optional.of(to), declaredCountry, sanction, limit, markers);
    }

    public UserFilter country(String country) {
        return new UserFilter(
                isPaid, paidExpiresAfter, paidExpiresBefore, Optional.of(country), sanction, limit, markers);
    }

    public UserFilter sanctioned(SanctionCode code) {
        return new UserFilter(
                isPaid, paidExpiresAfter, paidExpiresBefore, declaredCountry, Optional.of(code), limit, markers);
    }

    public UserFilter limited(LimitCode code) {
        return new UserFilter(
                isPaid, paidExpiresAfter, paidExpiresBefore, declaredCountry, sanction, Optional.of(code), markers);
    }

    public UserFilter marker(Marker marker, boolean value) {
        var more = new LinkedHashMap<>(markers);
        more.put(marker, value);
        return new UserFilter(isPaid, paidExpiresAfter, paidExpiresBefore, declaredCountry, sanction, limit, more);
    }

    /** As the parameters of the listing with only what a table shows. */
    Map<String, String> summaryParameters() {
        Map<String, String> query = parameters();
        query.put("fields", "summary");
        return query;
    }

    /** As the parameters of the listing. */
    Map<String, String> parameters() {
        var query = new LinkedHashMap<String, String>();
        isPaid.ifPresent(paid -> query.put("paid_state", paid ? "paid" : "free"));
        paidExpiresAfter.ifPresent(time -> query.put("paid_expires_after", time.toString()));
        paidExpiresBefore.ifPresent(time -> query.put("paid_expires_before", time.toString()));
        declaredCountry.ifPresent(country -> query.put("declared_country", country));
        sanction.ifPresent(code -> query.put("sanction_code", code.value()));
        limit.ifPresent(code -> query.put("limit_code", code.value()));
        markers.forEach((marker, value) -> query.put(marker.value(), value.toString()));
        return query;
    }
}
