package galaxy.app.example;

import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.SendResult;
import galaxy.client.gateway.Call;
import galaxy.client.gateway.DeviceKey;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.KeyConfirmation;
import galaxy.client.gateway.PlayerEvent;
import galaxy.client.gateway.PlayerEvents;
import galaxy.client.gateway.PlayerSession;
import galaxy.client.gateway.Refusal;
import galaxy.client.users.Account;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A game that signs in, renames its player, and follows what changes. */
final class GameClient {
    private final GatewayClient gateway;
    private final Consumer<String> screen;

    GameClient(GatewayClient gateway, Consumer<String> screen) {
        this.gateway = gateway;
        this.screen = screen;
    }

    /**
     * Signs in with a new key.
     *
     * @param code what the player types, after the mail is sent
     */
    Optional<PlayerSession> signIn(String email, Supplier<String> code) {
        SendResult result =
                gateway.sendCode(email, Optional.of("en"), Optional.empty()).orElseThrow();
        return switch (result) {
            case SendResult.Limited limited -> {
                screen.accept("wait " + limited.retryAfter().toSeconds() + " s for another code");
                yield Optional.empty();
            }
            case SendResult.Sent sent -> confirm(sent, code);
        };
    }

    private Optional<PlayerSession> confirm(SendResult.Sent sent, Supplier<String> code) {
        DeviceKey key = DeviceKey.generate();
        String zone = ZoneId.systemDefault().getId();
        while (true) {
            var confirmation = new KeyConfirmation(code.get(), key, zone, Optional.of("Desktop"));
            switch (gateway.confirm(sent.challengeId(), confirmation).orElseThrow()) {
                case ConfirmResult.SignedIn signedIn -> {
                    screen.accept("signed in as " + signedIn.userId());
                    return Optional.of(new PlayerSession(signedIn.sessionId(), key));
                }
                case ConfirmResult.WrongCode(int left) when left > 0 -> screen.accept("type the code again");
                case ConfirmResult.WrongCode _, ConfirmResult.Expired _ -> {
                    screen.accept("ask for a new code");
                    return Optional.empty();
                }
                case ConfirmResult.Limited limited -> {
                    screen.accept("wait " + limited.retryAfter().toSeconds() + " s");
                    return Optional.empty();
                }
                case ConfirmResult.Blocked _ -> {
                    screen.accept("sign-in is blocked");
                    return Optional.empty();
                }
            }
        }
    }

    /** Renames the player, or says why not. */
    void rename(PlayerSession session, String name) {
        switch (gateway.call(session, Call.rename(name))) {
            case Outcome.Done<Account, Refusal>(Account account) -> screen.accept("renamed to " + account.raceName());
            case Outcome.Refused<Account, Refusal>(Refusal reason, ServiceError error) ->
                screen.accept(reason + ": " + error.message());
        }
    }

    /** Shows what changes until the session ends. */
    void follow(PlayerSession session) {
        try (PlayerEvents events = gateway.subscribe(session, Optional.empty())) {
            events.forEachRemaining(event -> screen.accept(
                    switch (event) {
                        case PlayerEvent.Opened _ -> "connected";
                        case PlayerEvent.AccountChanged _, PlayerEvent.Resync _ -> "race name " + raceName(session);
                        case PlayerEvent.SessionExpiring(var end) -> "sign in again before " + end;
                        case PlayerEvent.SessionEnded(var reason, var _) -> "the session has ended: " + reason;
                    }));
        }
    }

    /** A session that has just ended reads nothing. */
    private String raceName(PlayerSession session) {
        return switch (gateway.call(session, Call.account())) {
            case Outcome.Done<Account, Refusal>(Account account) -> account.raceName();
            case Outcome.Refused<Account, Refusal>(Refusal reason, var _) -> reason.name();
        };
    }

    /** Ends the session. */
    void signOut(PlayerSession session) {
        gateway.call(session, Call.revoke(session.id())).orElseThrow();
    }
}
