package galaxy.pages.request;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Form;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.RefusedException;
import galaxy.chassis.http.Response;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The check of the session, for pages that need one. The forms of such routes are read late
 * ({@link galaxy.chassis.http.BodyKind.Form}), so that this check comes before those of the body.
 *
 * @param <S> what a service knows of a session
 */
public final class SessionCheck<S> {
    private final String service;
    private final Sessions<S> sessions;
    private final PageMetrics metrics;

    public SessionCheck(String service, Sessions<S> sessions, PageMetrics metrics) {
        this.service = service;
        this.sessions = sessions;
        this.metrics = metrics;
    }

    /** What a service does about sessions. */
    public interface Sessions<S> {
        /**
         * The session of a request, if it has one that is valid.
         *
         * @throws galaxy.kernel.UnavailableException where it cannot be looked up
         */
        Optional<S> find(Exchange exchange);

        /** {@code 303} to sign in. */
        Response signIn(Exchange exchange);

        /**
         * {@code 403 signed-out}, with what was typed.
         *
         * @param form nothing where it cannot be read
         */
        Response signedOut(Exchange exchange, Optional<Form> form);
    }

    /** Of a page that is read. */
    public Handler read(BiFunction<Exchange, S, Response> page) {
        return exchange -> sessions.find(exchange)
                .map(session -> page.apply(exchange, session))
                .orElseGet(() -> sessions.signIn(exchange));
    }

    /** Of a form. */
    public Handler write(BiFunction<Exchange, S, Response> change) {
        return exchange -> {
            Optional<S> session = sessions.find(exchange);
            if (session.isEmpty()) {
                metrics.refused(service, Check.SESSION);
                return sessions.signedOut(exchange, readable(exchange));
            }
            try {
                exchange.form();
            } catch (RefusedException e) {
                metrics.refused(service, Check.BODY);
                throw e;
            }
            return change.apply(exchange, session.get());
        };
    }

    private static Optional<Form> readable(Exchange exchange) {
        try {
            return Optional.of(exchange.form());
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }
}
