package galaxy.web.http.signin;

import galaxy.chassis.http.Exchange;
import galaxy.client.Outcome;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.Refusal;
import galaxy.client.auth.SendResult;
import galaxy.kernel.CountryCode;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Services;
import galaxy.web.signin.StartedSignIn;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;

/** Calls of sign-in, from the address of the browser. */
public final class SignInCalls {
    private final Services services;
    private final BrowserSession session;
    private final Function<InetAddress, Optional<CountryCode>> countries;

    public SignInCalls(
            Services services, BrowserSession session, Function<InetAddress, Optional<CountryCode>> countries) {
        this.services = services;
        this.session = session;
        this.countries = countries;
    }

    Outcome<SendResult, Refusal> send(PageRequest request, CodeRequest asked) {
        return services.signIn(request.origin(), auth -> auth.send(asked));
    }

    Outcome<ConfirmResult, Refusal> confirm(PageRequest request, StartedSignIn started, Confirmation confirmation) {
        return services.signIn(
                request.origin(), auth -> auth.confirm(ChallengeId.of(started.challengeId()), confirmation));
    }

    /** Where the browser is. */
    PlayerAddress from(Exchange exchange) {
        InetAddress address = exchange.remoteAddress();
        return new PlayerAddress(address, countries.apply(address));
    }

    /** A sign-in whose code was sent; another mail with the same code leaves the secret as it is. */
    StartedSignIn started(SendResult.Sent sent, String email, Optional<StartedSignIn> before) {
        String challenge = sent.challengeId().value();
        return before.filter(known -> known.challengeId().equals(challenge))
                .map(known -> new StartedSignIn(challenge, email, known.secret()))
                .orElseGet(() -> new StartedSignIn(challenge, email, session.drawSecret()));
    }
}
