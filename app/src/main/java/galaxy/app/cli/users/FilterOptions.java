package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.users.UserConverters.MarkerValue;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Marker;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserFilter;
import galaxy.kernel.CountryCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The users that a list contains. */
final class FilterOptions {
    enum PaidState {
        FREE,
        PAID
    }

    @Option(names = "--paid-state", paramLabel = "STATE", description = "free, or paid: with a paid plan in force.")
    private Optional<PaidState> paidState = Optional.empty();

    @Option(
            names = "--paid-expires-after",
            paramLabel = "TIME",
            description = "With a paid plan that ends at this time or later.")
    private Optional<Instant> paidExpiresAfter = Optional.empty();

    @Option(
            names = "--paid-expires-before",
            paramLabel = "TIME",
            description = "With a paid plan that ends before this time.")
    private Optional<Instant> paidExpiresBefore = Optional.empty();

    @Option(names = "--country", paramLabel = "CODE", description = "With this declared country, like DE.")
    private Optional<CountryCode> country = Optional.empty();

    @Option(names = "--sanction", paramLabel = "CODE", description = "With this sanction in force.")
    private Optional<SanctionCode> sanction = Optional.empty();

    @Option(names = "--limit", paramLabel = "CODE", description = "With their own limit of this code in force.")
    private Optional<LimitCode> limit = Optional.empty();

    @Option(
            names = {"--marker", "-m"},
            paramLabel = "MARKER=BOOLEAN",
            description = "With this value of a marker: can_login, can_create_private_game, can_manage_private_game,"
                    + " can_join_game, can_update_profile; may be repeated.")
    private List<MarkerValue> markers = new ArrayList<>();

    UserFilter filter() {
        return new UserFilter(
                paidState.map(PaidState.PAID::equals),
                paidExpiresAfter,
                paidExpiresBefore,
                country.map(CountryCode::value),
                sanction,
                limit,
                markerValues());
    }

    private Map<Marker, Boolean> markerValues() {
        Map<Marker, Boolean> values = new LinkedHashMap<>();
        for (MarkerValue each : markers) {
            Boolean before = values.putIfAbsent(each.marker(), each.isTrue());
            if (before != null && before != each.isTrue()) {
                throw ExitException.usage(
                        "--marker: " + each.marker().value() + " cannot be true and false at once; give one of them");
            }
        }
        return values;
    }
}
