package galaxy.app.cli.gateway;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.ServiceCommand;
import galaxy.app.cli.TimeFormat;
import galaxy.app.cli.auth.CodeSource;
import galaxy.auth.address.TypedAddress;
import galaxy.auth.session.DeviceName;
import galaxy.client.ErrorResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.auth.AuthJson;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Refusal;
import galaxy.client.auth.SendResult;
import galaxy.client.gateway.DeviceKey;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.KeyConfirmation;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.WhiteSpace;
import java.net.URI;
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
            "Signs in as a player, through the gateway: sends a code to an e-mail address, takes the code, and begins a session"
                    + " with a new device key.",
            "Without a relay the code is read from the outbox of the management port; else it is asked for.",
            "Session and key are written to a file that only its owner can read."
        })
public final class SignIn extends ServiceCommand {
    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

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
            description = "The language of the mail, such as pt-BR. Default: en.")
    private String language = "en";

    @Option(
            names = "--management-url",
            paramLabel = "URL",
            defaultValue = "${env:MANAGEMENT_URL:-http://127.0.0.1:8090}",
            description = "The address of the management port, for the outbox. Default: the environment variable"
                    + " MANAGEMENT_URL, or http://127.0.0.1:8090.")
    private URI management = URI.create("http://127.0.0.1:8090");

    @Mixin
    private SessionOption session = new SessionOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    protected int run() {
        try (GatewayClient client = GatewayClient.of(gateway.settings("127.0.0.1:9443"))) {
            run(client);
            return 0;
        }
    }

    private void run(GatewayClient client) {
        String address = WhiteSpace.trim(email);
        if (TypedAddress.parse(address, true) instanceof Parsed.Invalid<TypedAddress>(String rule)) {
            throw ExitException.usage("EMAIL " + rule);
        }
        if (name.map(DeviceName::parse).orElse(null) instanceof Parsed.Invalid<String>(String rule)) {
            throw ExitException.usage("--name " + rule);
        }
        try (var file = SessionFile.prepare(session.file());
                var codes = CodeSource.open(management, address, this::prompt)) {
            switch (client.sendCode(address, Optional.of(language), Optional.empty())
                    .orElseThrow()) {
                case SendResult.Sent sent -> {
                    DeviceKey key = DeviceKey.generate();
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
    private ConfirmResult.SignedIn confirm(
            GatewayClient client, SendResult.Sent sent, DeviceKey key, CodeSource codes) {
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

    private KeyConfirmation confirmation(String code, DeviceKey key) {
        return new KeyConfirmation(
                code, key, timeZone.orElseGet(() -> ZoneId.systemDefault().getId()), name);
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
