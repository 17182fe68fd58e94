package galaxy.torture.hostile;

import com.google.protobuf.Message;
import galaxy.torture.hostile.RpcContract.Call;
import galaxy.torture.hostile.RpcContract.Field;
import galaxy.torture.hostile.Scenarios.Scenario;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Every naughty string in every text of every call of the connections service. */
final class NaughtyRpc implements Attack {
    private static final int REQUESTS_OF_ONE_USER = 20;
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Checks checks;
    private final Scenarios<Field> scenarios;
    private final RpcContract contract = new RpcContract();
    private final ManagedChannel channel;
    private final Map<String, String> texts = new HashMap<>();
    private int requests;

    NaughtyRpc(AttackContext context, Scenarios<Field> scenarios) {
        this.checks = context.checks();
        this.scenarios = scenarios;
        this.channel = context.target().channel();
    }

    @Override
    public String name() {
        return "naughty strings, gRPC";
    }

    @Override
    public void run(RandomGenerator random) {
        if (requests++ % REQUESTS_OF_ONE_USER == 0) {
            useOtherUsers();
        }
        Scenario<Field> scenario = scenarios.next();
        if (Text.isSendable(scenario.text())) {
            Map<String, String> sent = new HashMap<>(texts);
            sent.put("request_id", "r" + NUMBER.incrementAndGet());
            sent.put(scenario.field().name(), scenario.text());
            send(scenario.field().call(), sent).ifPresent(response -> check(scenario, sent, response));
        }
    }

    /** Two new users and a link of theirs, so that every call has something to do. */
    private void useOtherUsers() {
        long number = NUMBER.incrementAndGet();
        texts.put("user_id", "naughty-" + number);
        texts.put("owner_user_id", "owner-" + number);
        texts.put("contact_user_id", "contact-" + number);
        texts.put("username", "n" + number);
        texts.put("name", "Name " + number);
        texts.put("bio", "Bio");
        texts.put("request_id", "r" + number);
        contract.call("CreateContactLink")
                .flatMap(create -> send(create, texts))
                .ifPresent(link -> List.of("token", "link_id")
                        .forEach(name -> RpcContract.text(link, name).ifPresent(text -> texts.put(name, text))));
    }

    private Optional<Message> send(Call call, Map<String, String> values) {
        RpcCheck check = new RpcCheck(checks);
        Message request = call.request(values);
        try {
            Message response = call.send(channel, request);
            check.ok(name());
            return Optional.of(response);
        } catch (StatusRuntimeException e) {
            check.error(name(), call.name() + " " + request, e);
            return Optional.empty();
        }
    }

    private void check(Scenario<Field> scenario, Map<String, String> sent, Message response) {
        Call call = scenario.field().call();
        String field = scenario.field().name();
        String trimmed = Text.trimmed(scenario.text());
        String expected = field.equals("username") ? trimmed.toLowerCase(Locale.ROOT) : trimmed;
        Optional<Call> get = contract.call(call.name().replaceFirst("^Set", "Get"));
        // A contact made by a link has the roles of its two users exchanged.
        if (!call.name().equals("ConsumeContactLink")) {
            RpcContract.text(response, field).ifPresent(text -> equal(scenario, expected, text));
        }
        if (call.name().startsWith("Set") && get.isPresent()) {
            send(get.get(), sent).ifPresent(again -> {
                equal(scenario, expected, RpcContract.text(again, field).orElse(""));
                equal(scenario, response.toByteString(), again.toByteString());
            });
        } else if (call.name().equals("AddContact")) {
            String contact = Text.trimmed(String.valueOf(sent.get("contact_user_id")));
            contract.call("ListContacts").flatMap(list -> send(list, sent)).ifPresent(list -> {
                boolean isListed = list.toByteString()
                        .toString(StandardCharsets.ISO_8859_1)
                        .contains(Text.bytes(contact));
                equal(scenario, true, isListed);
            });
        } else if (call.name().equals("CreateContactLink")) {
            send(call, sent).ifPresent(again -> equal(scenario, response.toByteString(), again.toByteString()));
        }
    }

    private void equal(Scenario<Field> scenario, Object expected, Object actual) {
        checks.check(
                "accepted texts are read back as the contract says",
                actual.equals(expected),
                scenario.field(),
                scenario.text(),
                "expected " + expected + ", read " + actual);
    }
}
