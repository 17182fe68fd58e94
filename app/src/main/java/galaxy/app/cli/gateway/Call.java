package galaxy.app.cli.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.util.JsonFormat;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.InputLines;
import galaxy.app.cli.StandardInput;
import galaxy.app.cli.Suggestion;
import galaxy.client.InvalidResponseException;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.RequestId;
import galaxy.contracts.MessageType;
import galaxy.kernel.FileReason;
import galaxy.kernel.Parsed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code galaxy call}. */
@Command(
        name = "call",
        description = {
            "Sends a request of the signed-in player, signed by the device key, and prints the result.",
            "Payload and result are the messages of the gateway's contract as JSON, with the names of its fields."
        })
public final class Call extends SignedCommand {
    private static final List<String> TYPES = Arrays.stream(MessageType.values())
            .filter(type -> !type.isStream())
            .map(MessageType::code)
            .toList();

    @Parameters(
            index = "0",
            paramLabel = "MESSAGE_TYPE",
            description = "What to ask for, such as user.account.get or session.list.")
    private String messageType = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON",
            description = "The payload, such as {\"race_name\":\"Nova\"}; - reads one line of the standard input."
                    + " Default: an empty one.")
    private Optional<String> json = Optional.empty();

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "The id of the request: however often it is sent under this id, it is carried out once."
                    + " Default: a new one.")
    private Optional<String> requestId = Optional.empty();

    private MessageType type = MessageType.USER_ACCOUNT_GET;
    private RequestId id = RequestId.random();
    private byte[] payload = {};

    @Override
    void check() {
        type = MessageType.of(messageType)
                .filter(known -> !known.isStream())
                .orElseThrow(() -> ExitException.usage("MESSAGE_TYPE " + Suggestion.rule(messageType, TYPES)));
        requestId
                .map(RequestId::parse)
                .ifPresent(parsed -> id = switch (parsed) {
                    case Parsed.Valid<RequestId>(RequestId valid) -> valid;
                    case Parsed.Invalid<RequestId>(String rule) -> throw ExitException.usage("--request-id " + rule);
                });
        String typed = json.filter(text -> text.equals("-"))
                .map(_ -> line())
                .or(() -> json)
                .orElse("{}");
        payload = switch (ProtoJson.parse(typed, message(type.payload()))) {
            case Parsed.Valid<byte[]>(byte[] bytes) -> bytes;
            case Parsed.Invalid<byte[]>(String rule) ->
                throw ExitException.usage("JSON %s, for %s".formatted(rule, messageType));
        };
    }

    private static String line() {
        try {
            InputLines.Line line = new InputLines(StandardInput.open())
                    .next()
                    .orElseThrow(() -> ExitException.usage("the standard input is empty; give JSON in one line"));
            line.problem().ifPresent(problem -> {
                throw ExitException.usage("the line of the standard input " + problem);
            });
            return line.text();
        } catch (IOException e) {
            throw ExitException.file("the standard input cannot be read: " + FileReason.of(e));
        }
    }

    @Override
    void run(GatewayClient client, StoredSession stored) {
        var call = galaxy.client.gateway.Call.encoded(messageType, payload).withRequestId(id);
        byte[] result = client.call(stored.session(), call).orElseThrow();
        try {
            Message message =
                    message(type.result()).newBuilderForType().mergeFrom(result).build();
            out().println(JsonFormat.printer()
                    .alwaysPrintFieldsWithNoPresence()
                    .preservingProtoFieldNames()
                    .print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidResponseException("the result of " + messageType + " is another message");
        }
    }

    private static Message message(MessageLite lite) {
        if (lite instanceof Message message) {
            return message;
        }
        throw new IllegalStateException(lite.getClass().getName());
    }
}
