package galaxy.torture.hostile;

import com.google.protobuf.DynamicMessage;
import galaxy.torture.hostile.RpcContract.Call;
import galaxy.torture.hostile.RpcContract.Field;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Every naughty string through every text of every call of the connections service. */
final class NaughtyRpc implements Attack, AutoCloseable {
    private static final int STRIKES_FOR_ONE_USER = 20;
    private static final AtomicLong PEOPLE = new AtomicLong();
    private static final String READS_BACK = "what was accepted reads back as the contract says";

    private final Arena arena;
    private final Deck<Field> deck;
    private final RpcContract contract = new RpcContract();
    private final ManagedChannel channel;
    private final Map<String, String> texts = new HashMap<>();
    private int struck;

    NaughtyRpc(Arena arena, Deck<Field> deck) {
        this.arena = arena;
        this.deck = deck;
        this.channel = Grpc.newChannelBuilder(arena.prey().connections(), InsecureChannelCredentials.create())
                .build();
    }

    @Override
    public String name() {
        return "naughty strings, gRPC";
    }

    @Override
    public void strike(RandomGenerator random) {
        if (struck++ % STRIKES_FOR_ONE_USER == 0) {
            becomeSomebodyElse();
        }
        Deck.Card<Field> card = deck.next();
        if (!JsonText.isWhole(card.text())) {
            return;
        }
        Call call = card.field().call();
        Map<String, String> sent = new HashMap<>(texts);
        sent.put("request_id", "r" + PEOPLE.incrementAndGet());
        sent.put(card.field().name(), card.text());
        send(call, call.request(sent)).ifPresent(reply -> check(card, sent, reply));
    }

    /** A user, another one, and a link of theirs, so that every call has something to do. */
    private void becomeSomebodyElse() {
        long number = PEOPLE.incrementAndGet();
        texts.put("user_id", "naughty-" + number);
        texts.put("owner_user_id", "owner-" + number);
        texts.put("contact_user_id", "contact-" + number);
        texts.put("username", "n" + number);
        texts.put("name", "Name " + number);
        texts.put("bio", "Bio");
        texts.put("request_id", "r" + number);
        if (contract.has("CreateContactLink")) {
            Call create = contract.call("CreateContactLink");
            send(create, create.request(texts)).ifPresent(link -> {
                for (String name : new String[] {"token", "link_id"}) {
                    RpcContract.text(link, name).ifPresent(text -> texts.put(name, text));
                }
            });
        }
    }

    private Optional<DynamicMessage> send(Call call, DynamicMessage request) {
        try {
            DynamicMessage reply = call.send(channel, request);
            arena.rpc().ok(name());
            return Optional.of(reply);
        } catch (StatusRuntimeException e) {
            arena.rpc().findings(name(), call.name() + " " + request, e);
            return Optional.empty();
        }
    }

    private void check(Deck.Card<Field> card, Map<String, String> sent, DynamicMessage reply) {
        String field = card.field().name();
        String expected = kept(field, card.text());
        // A contact made by a link is told with the roles the other way round.
        if (!card.field().call().name().equals("ConsumeContactLink")) {
            RpcContract.text(reply, field).ifPresent(told -> verify(card, expected, told));
        }
        String call = card.field().call().name();
        if (call.startsWith("Set") && contract.has("Get" + call.substring(3))) {
            Call read = contract.call("Get" + call.substring(3));
            send(read, read.request(sent)).ifPresent(again -> {
                verify(card, expected, RpcContract.text(again, field).orElse(""));
                verify(card, whole(reply), whole(again));
            });
        } else if (call.equals("AddContact")) {
            Call read = contract.call("ListContacts");
            String contact = ReadBack.trimmed(String.valueOf(sent.get("contact_user_id")));
            send(read, read.request(sent))
                    .ifPresent(list -> verify(card, "listed", holds(list, contact) ? "listed" : "not listed"));
        } else if (call.equals("CreateContactLink")) {
            send(card.field().call(), card.field().call().request(sent))
                    .ifPresent(again -> verify(card, whole(reply), whole(again)));
        }
    }

    private static String kept(String field, String text) {
        String trimmed = ReadBack.trimmed(text);
        return field.equals("username") ? trimmed.toLowerCase(Locale.ROOT) : trimmed;
    }

    private static boolean holds(DynamicMessage message, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        String bytes = message.toByteString().toString(StandardCharsets.ISO_8859_1);
        return bytes.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    private static String whole(DynamicMessage message) {
        return java.util.HexFormat.of().formatHex(message.toByteArray());
    }

    private void verify(Deck.Card<Field> card, String expected, String told) {
        arena.findings()
                .check(
                        READS_BACK,
                        told.equals(expected),
                        () -> "%s took %s and tells %s, not %s"
                                .formatted(
                                        card.field(),
                                        JsonText.quoted(card.text(), () -> 0L),
                                        RestJudge.clip(told),
                                        RestJudge.clip(expected)));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
