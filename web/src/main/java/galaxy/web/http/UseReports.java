package galaxy.web.http;

import galaxy.chassis.http.Exchange;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.auth.SessionUse;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UnavailableException;
import galaxy.sessions.SessionCookie;
import galaxy.web.session.SessionUses;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Reports to auth that sessions were used, beside the request. A report that auth does not take is lost. */
public final class UseReports implements AutoCloseable {
    private final SessionUses uses;
    private final Services services;
    private final Function<InetAddress, Optional<CountryCode>> countries;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public UseReports(Services services, Function<InetAddress, Optional<CountryCode>> countries, InstantSource clock) {
        this.uses = new SessionUses(clock);
        this.services = services;
        this.countries = countries;
        this.clock = clock;
    }

    /** A request of a session was accepted. Does not wait. */
    public void used(Exchange exchange, SessionCookie cookie) {
        if (uses.isDue(cookie.id().value())) {
            var use = new SessionUse(
                    DeviceSessionId.of(cookie.id().value()),
                    clock.instant(),
                    countries.apply(exchange.remoteAddress()));
            threads.execute(() -> report(exchange, use));
        }
    }

    private void report(Exchange exchange, SessionUse use) {
        try {
            var _ = services.auth(exchange.origin(), auth -> auth.report(List.of(use)));
        } catch (UnavailableException e) {
            return;
        }
    }

    /** Waits for reports that are on their way. */
    @Override
    public void close() {
        threads.close();
    }
}
