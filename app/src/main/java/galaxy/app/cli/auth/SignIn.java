package galaxy.app.cli.auth;

import galaxy.app.cli.DistinctFiles;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.TimeFormat;
import galaxy.auth.address.TypedAddress;
import galaxy.auth.session.DeviceName;
import galaxy.client.ErrorResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.AuthJson;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.Refusal;
import galaxy.client.auth.SendResult;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.WhiteSpace;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code galaxy sign-in}. */
@Command(
        name = "sign-in",
        description = {
            "Signs in as a player: sends a code to an e-mail address, takes the code, and begins a session with a new device key.",
            "Without a relay the code is read from the outbox of the management port; else it is asked for.",
            "Session and key are written to a file that only its owner can read."
        })
public final class SignIn extends AuthServiceCommand {
    private static final PlayerAddress HERE = new PlayerAddress(InetAddress.ofLiteral("127.0.0.1"), Optional.empty());

    @Parameters(paramLabel = "EMAIL", description = "The e-mail address of the player, who need not exist yet.")
    private String email = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The name of the device. Default: none.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "The time zone of a new user, such as Europe/Berlin. Default: that of the system.")
    private Optional<String> timeZone = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "TAG",
            defaultValue = "en",
            description = "The language of the mail and of a new user, such as pt-BR. Default: en.")
    private String language = "en";

    @Option(
            names = "--management-url",
            paramLabel = "URL",
            defaultValue = "${env:MANAGEMENT_URL:-http://127.0.0.1:8090}",
            description = "The address of the management port, for the outbox. Default: the environment variable"
                    + " MANAGEMENT_URL, or http://127.0.0.1:8090.")
    private URI management = URI.create("http://127.0.0.1:8090");

    @Option(
            names = "--session",
            paramLabel = "FILE",
            description =
                    "The file for session and key. Default: galaxy/session.json in XDG_CONFIG_HOME, or in ~/.config.")
    private Optional<Path> session = Optional.empty();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    void run(AuthClient client) {
        String address = WhiteSpace.trim(email);
        if (TypedAddress.parse(address, true) instanceof Parsed.Invalid<TypedAddress>(String rule)) {
            throw ExitException.usage("EMAIL " + rule);
        }
        if (name.map(DeviceName::parse).orElse(null) instanceof Parsed.Invalid<String>(String rule)) {
            throw ExitException.usage("--name " + rule);
        }
        Path target = session.orElseGet(SignIn::defaultFile);
        new DistinctFiles().readsToken(tokenFile()).writes("--session", target).check();
        try (var file = SessionFile.prepare(target);
                var codes = CodeSource.open(management, address, this::prompt)) {
            var request = new CodeRequest(address, language, Optional.empty(), HERE);
            switch (client.send(request).orElseThrow()) {
                case SendResult.Sent sent -> {
                    DeviceKey key = DeviceKey.draw();
                    ConfirmResult.SignedIn signedIn = confirm(client, sent, key, codes);
                    file.write(signedIn, key);
                    print(signedIn, file);
                }
                case SendResult.Limited limited ->
                    throw limited(limited.retryAfter().toSeconds());
            }
        }
    }

    /** Asks again after a wrong code, and after a text that is no code. */
    private ConfirmResult.SignedIn confirm(AuthClient client, SendResult.Sent sent, DeviceKey key, CodeSource codes) {
        note("a code of %d digits is on its way to %s; it can be used for %d minutes"
                .formatted(
                        sent.codeLength(),
                        WhiteSpace.trim(email),
                        sent.expiresIn().toMinutes()));
        String code = codes.code();
        while (true) {
            switch (client.confirm(sent.challengeId(), confirmation(code, key))) {
                case Outcome.Refused<ConfirmResult, Refusal>(Refusal _, ServiceError error)
                when error.details().stream().allMatch(detail -> detail.field().equals("code"))
                        && !error.details().isEmpty() ->
                    note("that is no code of %d digits".formatted(sent.codeLength()));
                case Outcome.Refused<ConfirmResult, Refusal>(Refusal _, ServiceError error) ->
                    throw new ErrorResponseException(error);
                case Outcome.Done<ConfirmResult, Refusal>(ConfirmResult.SignedIn signedIn) -> {
                    return signedIn;
                }
                case Outcome.Done<ConfirmResult, Refusal>(ConfirmResult.WrongCode(int left))
                when left == 0 -> throw expired();
                case Outcome.Done<ConfirmResult, Refusal>(ConfirmResult.WrongCode(int left)) ->
                    note("the code is wrong; %d more may be tried".formatted(left));
                case Outcome.Done<ConfirmResult, Refusal>(ConfirmResult.Blocked blocked) -> throw blocked(blocked);
                case Outcome.Done<ConfirmResult, Refusal>(ConfirmResult.Expired _) -> throw expired();
                case Outcome.Done<ConfirmResult, Refusal>(ConfirmResult.Limited limited) ->
                    throw limited(limited.retryAfter().toSeconds());
            }
            code = codes.typed();
        }
    }

    private Confirmation confirmation(String code, DeviceKey key) {
        return new Confirmation(
                code,
                new Confirmation.Device(new Credential.DeviceKey(key.publicKey()), name),
                new Confirmation.Registration(
                        language,
                        timeZone.orElseGet(() -> ZoneId.systemDefault().getId())),
                HERE);
    }

    private void print(ConfirmResult.SignedIn signedIn, SessionFile file) {
        if (json.isOn()) {
            out().println(AuthJson.signedIn(signedIn));
        } else {
            out().println("signed in as " + signedIn.userId() + (signedIn.isCreated() ? ", a new user" : ""));
            out().println("session " + signedIn.sessionId() + " ends "
                    + TimeFormat.showEnd(Optional.of(signedIn.lifetime().expiresAt()), signedIn.serverTime()));
        }
        note("session and key: " + file.path());
    }

    private static Path defaultFile() {
        return SessionFile.path(
                Optional.ofNullable(System.getenv("XDG_CONFIG_HOME")).orElse(""), System.getProperty("user.home", ""));
    }

    private void prompt(String text) {
        out().flush();
        err().print(text);
        err().flush();
    }

    private static ExitException expired() {
        return new ExitException(
                ExitException.REFUSED,
                "refused: challenge_expired: the code cannot be used any more; repeat the command for a new one");
    }

    private static ExitException limited(long seconds) {
        return new ExitException(
                ExitException.UNAVAILABLE,
                "refused: too_many_requests: a limit of the address or of this network; repeat the command in %d s"
                        .formatted(seconds));
    }

    private static ExitException blocked(ConfirmResult.Blocked blocked) {
        String reason = blocked.reason().map(ReasonCode::value).orElse("no reason given");
        Optional<Instant> until = blocked.until();
        return new ExitException(
                ExitException.REFUSED,
                "refused: login_blocked: sign-in is blocked (%s%s); see `galaxy users show` for what blocks the user"
                        .formatted(
                                reason,
                                until.map(end -> ", until " + TimeFormat.show(end) + " UTC")
                                        .orElse("")));
    }
}
