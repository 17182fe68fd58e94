package galaxy.bench;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.testkit.ProcessSettings;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Signs new players in, each with a device key, by the sign-in service itself. */
final class Devices {
    private static final int AT_ONCE = 8;
    /** Signing in is not measured, and the machine may be busy. */
    private static final Timeouts LONG =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2));

    private static final Codes CODES = codes();

    private Devices() {}

    private static Codes codes() {
        String[] key = ProcessSettings.CODE_KEYS.split(":", 2);
        return new Codes(List.of(new CodeKey(key[0], Base64.getDecoder().decode(key[1]))), 8);
    }

    /**
     * The devices of so many new players.
     *
     * @param auth where the sign-in service is
     */
    static List<Device> signIn(URI auth, int players) throws InterruptedException {
        List<Device> devices = new ArrayList<>();
        try (AuthClient client = AuthClient.of(ClientSettings.of(auth).withTimeouts(LONG));
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Device>> signIns = new ArrayList<>();
            for (int i = 0; i < players; i++) {
                int number = i;
                signIns.add(() -> signIn(client, number));
            }
            for (Future<Device> each : threads.invokeAll(signIns)) {
                devices.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a player cannot sign in", e.getCause());
        }
        return devices;
    }

    /** From an address of its own, as auth limits each. */
    private static Device signIn(AuthClient auth, int number) {
        String email = "device-%07d@bench.example.com".formatted(number);
        var from = new PlayerAddress(
                InetAddress.ofLiteral("100.64.%d.%d".formatted(number / 250, 1 + number % 250)), Optional.empty());
        var sent = (SendResult.Sent)
                auth.send(new CodeRequest(email, "en", Optional.empty(), from)).orElseThrow();
        DeviceKey key = DeviceKey.fresh();
        var confirmation = new Confirmation(
                CODES.code(CODES.newestKey(), sent.challengeId().value()).orElseThrow(),
                new Confirmation.Device(new Credential.DeviceKey(key.text()), Optional.empty()),
                new Confirmation.Registration("en", "Europe/Berlin"),
                from);
        var signedIn = (ConfirmResult.SignedIn)
                auth.confirm(sent.challengeId(), confirmation).orElseThrow();
        return new Device(key, signedIn.sessionId().value(), signedIn.userId());
    }
}
