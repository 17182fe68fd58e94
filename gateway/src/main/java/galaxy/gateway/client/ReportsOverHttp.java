package galaxy.gateway.client;

import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.client.ClientException;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.geoprofile.Observation;
import galaxy.gateway.report.SessionUse;
import galaxy.kernel.UnavailableException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports to auth and geoprofile by their clients. Each is sent once, and throws when it was not taken. */
public final class ReportsOverHttp {
    private static final Logger LOG = LoggerFactory.getLogger(ReportsOverHttp.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);

    private final Supplier<AuthClient> auth;
    private final Supplier<GeoProfileClient> geoprofile;

    public ReportsOverHttp(Supplier<AuthClient> auth, Supplier<GeoProfileClient> geoprofile) {
        this.auth = auth;
        this.geoprofile = geoprofile;
    }

    /** Sessions were used; 1 to 500. */
    public void toAuth(List<SessionUse> uses) {
        sent(
                "auth",
                () -> auth.get()
                        .report(uses.stream()
                                .map(use -> new galaxy.client.auth.SessionUse(
                                        DeviceSessionId.of(use.sessionId().value()), use.at(), use.country()))
                                .toList())
                        .orElseThrow());
    }

    /** Users were in a country; 1 to 500. */
    public void toGeoprofile(List<SessionUse> uses) {
        sent(
                "geoprofile",
                () -> geoprofile
                        .get()
                        .report(uses.stream()
                                .map(use -> new Observation(use.userId(), use.from(), use.at()))
                                .toList())
                        .orElseThrow());
    }

    private static void sent(String service, Supplier<Integer> report) {
        try {
            var _ = report.get();
        } catch (ClientException | UnavailableException e) {
            String what = "the %s service takes no reports".formatted(service);
            WARNINGS.warn(what, new UnavailableException(e.getClass().getSimpleName(), e));
            throw e;
        }
    }
}
