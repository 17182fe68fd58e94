package galaxy.torture.fault;

import galaxy.torture.stage.StageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All faults that there are. */
public final class Faults {
    private static final String COMMON = "all";

    private static final List<Fault> ALL = Stream.of(
                    Kills.ALL, ProxyFaults.ALL, StoreFaults.ALL, List.of(ClockFault.CLOCK), ClusterFaults.ALL)
            .flatMap(List::stream)
            .toList();

    private Faults() {}

    public static List<Fault> all() {
        return ALL;
    }

    /**
     * The faults of these names; {@code all} are those that fit the stage, take away no promise and ask nothing of the
     * machine, and {@code all-standalone} are the same for whom wants to say so.
     *
     * @throws IllegalArgumentException for a name that there is not, or a fault that the stage cannot suffer; in words
     */
    public static List<Fault> named(List<String> names, StageKind kind, int instances) {
        List<Fault> chosen = new ArrayList<>();
        for (String name : names) {
            if (name.equals(COMMON) || name.equals(COMMON + "-" + lower(kind))) {
                ALL.stream()
                        .filter(fault -> fault.isCommon() && fault.fits(kind, instances))
                        .forEach(chosen::add);
            } else {
                chosen.add(fitting(name, kind, instances));
            }
        }
        return chosen.stream().distinct().toList();
    }

    private static Fault fitting(String name, StageKind kind, int instances) {
        Fault fault = ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name + "; there are "
                        + ALL.stream().map(Fault::name).collect(Collectors.joining(", "))));
        if (!fault.fits(kind, instances)) {
            throw new IllegalArgumentException(name + " needs --stage "
                    + fault.stages().stream().map(Faults::lower).sorted().collect(Collectors.joining(" or "))
                    + (fault.instances() > 1 ? " and --instances " + fault.instances() : ""));
        }
        return fault;
    }

    private static String lower(StageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
