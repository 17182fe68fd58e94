package galaxy.users.eligibility;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which markers of a user are true. A user who cannot sign in can do nothing. */
public record Markers(Set<Marker> allowed) {
    private static final int COUNT = Marker.values().length;
    private static final String NONE = "none";

    /** Every combination that a user can be in: that of no marker, and each that has {@code can_login}. */
    public static final List<Markers> ALL = IntStream.range(0, 1 << COUNT)
            .mapToObj(Markers::ofBits)
            .filter(markers ->
                    markers.has(Marker.CAN_LOGIN) || markers.allowed().isEmpty())
            .toList();

    public Markers {
        EnumSet<Marker> copy = EnumSet.noneOf(Marker.class);
        copy.addAll(allowed);
        allowed = Collections.unmodifiableSet(copy);
    }

    public boolean has(Marker marker) {
        return allowed.contains(marker);
    }

    /** The names of those that are true, in their order: {@code can_login,can_join_game}; {@code none} without any. */
    public String names() {
        return allowed.isEmpty() ? NONE : allowed.stream().map(Marker::code).collect(Collectors.joining(","));
    }

    private static Markers ofBits(int bits) {
        Marker[] all = Marker.values();
        return new Markers(IntStream.range(0, COUNT)
                .filter(i -> (bits & (1 << i)) != 0)
                .mapToObj(i -> all[i])
                .collect(Collectors.toSet()));
    }
}
