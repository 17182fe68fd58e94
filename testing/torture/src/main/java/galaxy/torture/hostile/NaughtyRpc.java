package galaxy.torture.hostile;

import com.google.protobuf.Message;
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

/** Every naughty string in every text of every call of the connections service, and e-mail addresses between them. */
final class NaughtyRpc implements Attack {
    private static final int REQUESTS_OF_ONE_USER = 20;
    private static final AtomicLong NUMBER = new AtomicLong();

    /** Texts that an e-mail address must not be in. */
    private static final List<String> NOT_ADDRESSES = List.of("username", "token", "link_id", "page_token");

    private final Checks checks;
    private final Scenarios<Field> scenarios;
    private final ManagedChannel channel;
    private Map<String, String> texts = Map.of();
    private int requests;

    /** A text of a call. */
    record Field(RpcCall call, String name) {
        static List<Field> all() {
            return RpcCall.all().stream()
                    .flatMap(call -> call.fields().stream().map(name -> new Field(call, name)))
                    .toList();
        }

        @Override
        public String toString() {
            return call.name() + " " + name;
        }
    }

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
            sendAddress(random);
        }
        Scenario<Field> scenario = scenarios.next();
        if (Text.isSendable(scenario.text())) {
            Map<String, String> sent = with(scenario.field().name(), scenario.text());
            send(scenario.field().call(), sent).ifPresent(response -> check(scenario, sent, response));
        }
    }

    private void sendAddress(RandomGenerator random) {
        String field = Attack.any(NOT_ADDRESSES, random);
        RpcCall.all().forEach(call -> send(call, with(field, checks.addresses().next())));
    }

    private Map<String, String> with(String field, String text) {
        Map<String, String> sent = new HashMap<>(texts);
        sent.put("request_id", "r" + NUMBER.incrementAndGet());
        sent.put(field, text);
        return sent;
    }

    /** Two new users and a link of theirs, so that every call has something to do. */
    private void useOtherUsers() {
        texts = RpcCall.texts("naughty", NUMBER.incrementAndGet());
        RpcCall.named("CreateContactLink")
                .flatMap(create -> send(create, texts))
                .ifPresent(link -> {
                    for (String name : List.of("token", "link_id")) {
                        RpcCall.text(link, name).ifPresent(text -> texts.put(name, text));
                    }
                });
    }

    private Optional<Message> send(RpcCall call, Map<String, String> sent) {
        RpcCheck check = new RpcCheck(checks);
        try {
            Message response = call.send(channel, sent);
            check.ok(name());
            return Optional.of(response);
        } catch (StatusRuntimeException e) {
            check.error(name(), call.name() + " " + sent, e);
            return Optional.empty();
        }
    }

    private void check(Scenario<Field> scenario, Map<String, String> sent, Message response) {
        RpcCall call = scenario.field().call();
        String field = scenario.field().name();
        String trimmed = Text.trimmed(scenario.text());
        String expected = field.equals("username") ? trimmed.toLowerCase(Locale.ROOT) : trimmed;
        // A contact made by a link has the roles of its two users exchanged.
        if (!call.name().equals("ConsumeContactLink")) {
            RpcCall.text(response, field).ifPresent(text -> equal(scenario, expected, text));
        }
        if (call.name().startsWith("Set")) {
            RpcCall.named("Get" + call.name().substring(3))
                    .flatMap(get -> send(get, sent))
                    .ifPresent(again -> {
                        equal(scenario, expected, RpcCall.text(again, field).orElse(""));
                        equal(scenario, response.toByteString(), again.toByteString());
                    });
        } else if (call.name().equals("AddContact")) {
            String contact = Text.trimmed(String.valueOf(sent.get("contact_user_id")));
            RpcCall.named("ListContacts")
                    .flatMap(list -> send(list, sent))
                    .map(list -> list.toByteString().toString(StandardCharsets.ISO_8859_1))
                    .ifPresent(list -> equal(scenario, true, list.contains(Text.bytes(contact))));
        } else if (call.name().equals("CreateContactLink")) {
            send(call, sent).ifPresent(again -> equal(scenario, response.toByteString(), again.toByteString()));
        }
    }

    private void equal(Scenario<Field> scenario, Object expected, Object actual) {
        checks.check(ReadBack.RULE, actual.equals(expected), scenario, "expected " + expected + ", read " + actual);
    }
}
