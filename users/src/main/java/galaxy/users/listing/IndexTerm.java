package galaxy.users.listing;

import galaxy.kernel.CountryCode;
import galaxy.users.account.LimitCode;
import galaxy.users.account.SanctionCode;
import galaxy.users.eligibility.Markers;

/** The name of one index: the users of whom one thing is true. */
public record IndexTerm(String name) implements Comparable<IndexTerm> {
    /** Every user. */
    public static final IndexTerm ALL = new IndexTerm("all");

    public static IndexTerm of(PaidState state) {
        return new IndexTerm("paid_state:" + state.code());
    }

    public static IndexTerm of(CountryCode country) {
        return new IndexTerm("country:" + country);
    }

    public static IndexTerm of(SanctionCode sanction) {
        return new IndexTerm("sanction:" + sanction.code());
    }

    public static IndexTerm of(LimitCode limit) {
        return new IndexTerm("limit:" + limit.code());
    }

    /** Every user is in exactly one of these. */
    public static IndexTerm of(Markers markers) {
        return ofMarkers(markers.names());
    }

    static IndexTerm ofMarkers(String names) {
        return new IndexTerm("markers:" + names);
    }

    public boolean isOfMarkers() {
        return name.startsWith("markers:");
    }

    @Override
    public int compareTo(IndexTerm other) {
        return name.compareTo(other.name);
    }
}
