package galaxy.torture.hostile;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import galaxy.models.connections.Messages;
import galaxy.torture.workload.Choices;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * By a regular library: every naughty string in every text of every call of the connections service, and e-mail addresses
 * between them; and calls that end too early.
 */
record RpcAttacks(Context context, Rotation<Scenario> scenarios) {
    private static final int ADDRESSES_PERCENT = 5;
    private static final int MOST_CANCELLED = 200;
    private static final CallOptions OPTIONS = CallOptions.DEFAULT;
    private static final AtomicLong NUMBER = new AtomicLong();

    /** Texts that an e-mail address must not be in. */
    private static final List<String> NOT_ADDRESSES = List.of("username", "token", "link_id", "page_token");

    /** The calls that return again what another one did. */
    private static final Map<String, String> READERS =
            Map.of("AddContact", "ListContacts", "CreateContactLink", "CreateContactLink");

    /** A naughty string in a field of a call. */
    record Scenario(String call, String field, String text) {
        static List<Scenario> all() {
            List<Scenario> all = new ArrayList<>();
            for (String call : Messages.methods()) {
                Messages.request(call).getDescriptorForType().getFields().stream()
                        .filter(field -> field.getJavaType() == JavaType.STRING && !field.isRepeated())
                        .forEach(field -> RequestTable.NAUGHTY_STRINGS.stream()
                                .filter(Text::isSendable)
                                .forEach(text -> all.add(new Scenario(call, field.getName(), text))));
            }
            return all;
        }
    }

    private RpcCheck check() {
        return new RpcCheck(context.checks());
    }

    /** To two new users with a link, so that every call has something to do. */
    void sendNaughtyString(String attack, Choices random) {
        Map<String, String> sent = newTexts();
        send(attack, "CreateContactLink", sent)
                .ifPresent(link -> List.of("token", "link_id")
                        .forEach(name -> sent.put(name, link.findPath(name).asString(""))));
        if (random.percent(ADDRESSES_PERCENT)) {
            Map<String, String> other = new HashMap<>(sent);
            other.put(random.any(NOT_ADDRESSES), context.checks().newAddress());
            Messages.methods().forEach(call -> send(attack, call, other));
        }
        Scenario scenario = scenarios.next();
        sent.put("request_id", "again-" + sent.get("request_id"));
        sent.put(scenario.field(), scenario.text());
        send(attack, scenario.call(), sent).ifPresent(response -> check(attack, scenario, sent, response));
    }

    /** Valid texts for all calls, of two new users. */
    private static Map<String, String> newTexts() {
        long number = NUMBER.incrementAndGet();
        return new HashMap<>(Map.of(
                "user_id", "user-" + number,
                "owner_user_id", "owner-" + number,
                "contact_user_id", "contact-" + number,
                "username", "u" + number,
                "name", "Name " + number,
                "bio", "Bio",
                "label", "Label",
                "request_id", "r" + number));
    }

    private static Message request(String call, Map<String, String> texts) {
        return Messages.request(call, field -> Optional.ofNullable(texts.get(field)));
    }

    private Optional<JsonNode> send(String attack, String call, Map<String, String> sent) {
        Message request = request(call, sent);
        try {
            CallOptions timely = OPTIONS.withDeadlineAfter(20, TimeUnit.SECONDS);
            Message response =
                    ClientCalls.blockingUnaryCall(context.channel(), Messages.method(request), timely, request);
            context.checks().count(attack, "OK");
            String json = JsonFormat.printer().preservingProtoFieldNames().print(response);
            return Optional.of(RestCheck.JSON.readTree(json));
        } catch (StatusRuntimeException e) {
            check().error(attack, call + " " + sent, e);
            return Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message has no form in JSON", e);
        }
    }

    private void check(String attack, Scenario scenario, Map<String, String> sent, JsonNode response) {
        String call = scenario.call();
        String field = scenario.field();
        String trimmed = Text.trimmed(scenario.text());
        String expected = field.equals("username") ? trimmed.toLowerCase(Locale.ROOT) : trimmed;
        // A contact made by a link has the roles of its two users exchanged.
        JsonNode text = response.findPath(field);
        if (!call.equals("ConsumeContactLink") && text.isString()) {
            equal(scenario, expected, text.asString());
        }
        String reader = call.startsWith("Set") ? "Get" + call.substring(3) : READERS.getOrDefault(call, "");
        if (!reader.isEmpty()) {
            send(attack, reader, sent).ifPresent(read -> {
                boolean isRead = response.valueStream().allMatch(each -> RestTexts.has(read, each::equals));
                equal(scenario, true, isRead);
            });
        }
    }

    private void equal(Scenario scenario, Object expected, Object actual) {
        String shown = "expected " + expected + ", read " + actual;
        context.checks().check(RestTexts.RULE, actual.equals(expected), scenario, shown);
    }

    /** Calls that are cancelled before, between and after their message and its end, with a short deadline or none. */
    void endEarly(String attack, Choices random) throws InterruptedException {
        int count = 1 + random.random().nextInt(MOST_CANCELLED);
        CountDownLatch ended = new CountDownLatch(count);
        ManagedChannel channel = context.newChannel();
        try {
            for (int i = 0; i < count; i++) {
                begin(channel, attack, random, ended);
            }
            boolean areEnded = ended.await(context.timeouts().response().toMillis(), TimeUnit.MILLISECONDS);
            String rule = "each call of an attack gets a response or ends in time";
            context.checks().check(rule, areEnded, ended.getCount() + " of " + count);
        } finally {
            channel.shutdownNow();
        }
    }

    private void begin(ManagedChannel channel, String attack, Choices random, CountDownLatch ended) {
        Message request = request(random.any(Messages.methods()), newTexts());
        CallOptions options = random.percent(25)
                ? OPTIONS.withDeadlineAfter(1 + random.random().nextInt(3_000_000), TimeUnit.NANOSECONDS)
                : OPTIONS;
        boolean isCancelled = random.percent(60);
        int steps = isCancelled ? random.random().nextInt(3) : 2;
        ClientCall<Message, Message> running = channel.newCall(Messages.method(request), options);
        running.start(listener(attack, Messages.name(request), ended), new Metadata());
        running.request(2);
        if (steps > 0) {
            running.sendMessage(request);
        }
        if (steps > 1) {
            running.halfClose();
        }
        if (isCancelled) {
            LockSupport.parkNanos(random.random().nextInt(1_000_000));
            running.cancel("cancelled by the attack", null);
        }
    }

    private ClientCall.Listener<Message> listener(String attack, String call, CountDownLatch ended) {
        return new ClientCall.Listener<>() {
            @Override
            public void onClose(Status status, Metadata trailers) {
                if (status.isOk()) {
                    context.checks().count(attack, "OK");
                } else {
                    check().anyError(attack, call, status.asRuntimeException(trailers));
                }
                ended.countDown();
            }
        };
    }
}
