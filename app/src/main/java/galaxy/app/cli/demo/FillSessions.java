package galaxy.app.cli.demo;

import galaxy.app.cli.auth.CodeSource;
import galaxy.client.ErrorResponseException;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.client.gateway.DeviceKey;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Signs users in who never were, with the codes of the outbox. */
final class FillSessions {
    private static final int SECRET_BYTES = 32;

    private final AuthClient client;
    private final URI management;
    private final Tally tally;
    private final SecureRandom random = new SecureRandom();

    /** @param management where the outbox is; without one there are no codes to read */
    FillSessions(AuthClient client, URI management, Tally tally) {
        this.client = client;
        this.management = management;
        this.tally = tally;
    }

    /** A session of a user on a device that does not exist: its secret is forgotten at once. */
    void session(UserId userId, DemoUsers.User user, DemoProfiles.Device device) {
        if (!client.allSessions(userId).isEmpty()) {
            return;
        }
        try (CodeSource codes = CodeSource.open(management, user.email().value(), _ -> {})) {
            if (codes.hasOutbox()) {
                signIn(user, device, codes);
            } else {
                tally.count("sessions left out (there is no outbox with the codes)");
            }
        } catch (ErrorResponseException e) {
            if (!e.error().code().equals(ErrorCode.PERMISSION_DENIED.code())) {
                throw e;
            }
            tally.count("sessions left out (only a caller of the role gateway or web may sign users in)");
        }
    }

    private void signIn(DemoUsers.User user, DemoProfiles.Device device, CodeSource codes) {
        var from = new PlayerAddress(
                InetAddress.getLoopbackAddress(),
                Optional.of(CountryCode.of(user.home().country())));
        var request = new CodeRequest(user.email().value(), user.home().language(), Optional.empty(), from);
        switch (client.send(request).orElseThrow()) {
            case SendResult.Sent sent ->
                codes.fromOutbox()
                        .ifPresentOrElse(
                                code -> confirm(
                                        sent.challengeId(),
                                        new Confirmation(
                                                code,
                                                new Confirmation.Device(credential(device), Optional.of(device.name())),
                                                new Confirmation.Registration(
                                                        user.home().language(),
                                                        user.home().timeZone()),
                                                from)),
                                () -> tally.count("sessions left out (no mail came)"));
            case SendResult.Limited _ -> tally.count("sessions left out (a limit of codes)");
        }
    }

    private void confirm(ChallengeId challenge, Confirmation confirmation) {
        switch (client.confirm(challenge, confirmation).orElseThrow()) {
            case ConfirmResult.SignedIn _ -> tally.count("sessions");
            case ConfirmResult.Blocked _ -> tally.count("sessions left out (sign-in is blocked)");
            case ConfirmResult.Limited _, ConfirmResult.Expired _, ConfirmResult.WrongCode _ ->
                tally.count("sessions left out (a limit of codes)");
        }
    }

    private Credential credential(DemoProfiles.Device device) {
        if (!device.isBrowser()) {
            return new Credential.DeviceKey(DeviceKey.generate().publicKey());
        }
        byte[] digest = new byte[SECRET_BYTES];
        random.nextBytes(digest);
        return new Credential.Cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }
}
