package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.models.users.Command;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.store.Bucket;
import galaxy.store.Relay;
import galaxy.store.Shard;
import galaxy.store.StoredJson;
import galaxy.testkit.model.Expected;
import galaxy.users.account.Account;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.eligibility.Marker;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.PaidState;
import galaxy.users.racename.RaceName;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the service and its events, and compares them with the model. */
final class Observer {
    private static final JsonMapper JSON = new JsonMapper();

    private final Universe universe;
    private final Universe.Caller reader;
    private final Map<Shard, String> read = new HashMap<>();
    private final Map<String, ArrayNode> events = new TreeMap<>();

    Observer(Universe universe) {
        this.universe = universe;
        this.reader = universe.caller();
    }

    /** What can be seen of some addresses. */
    JsonNode look(List<EmailAddress> emails) {
        ArrayNode all = JSON.createArrayNode();
        for (EmailAddress email : emails) {
            Optional<UserId> id = reader.userOf(email);
            id.ifPresent(reader.accounts()::repair);
            id.ifPresent(this::readEvents);
            ObjectNode seen = all.addObject();
            seen.set("standing", ProductJson.standing(reader.registrations().resolve(email)));
            seen.set(
                    "account",
                    id.flatMap(reader.accounts()::find)
                            .map(ProductJson::account)
                            .orElseGet(JSON::nullNode));
            seen.set("events", id.map(this::eventsOf).orElseGet(JSON::createArrayNode));
        }
        return all;
    }

    /** What must be seen of them. */
    static Object expected(Model model, List<EmailAddress> emails) {
        List<Object> all = new ArrayList<>();
        for (EmailAddress email : emails) {
            Optional<UserModel> user = Optional.ofNullable(model.users.get(email.value()));
            all.add(Expected.object(
                    "standing", model.resolve(email),
                    "account", user.<Object>map(Model::account).orElse(Expected.NULL),
                    "events", user.map(UserModel::events).orElse(List.of())));
        }
        return all;
    }

    private ArrayNode eventsOf(UserId id) {
        return events.getOrDefault(id.value(), JSON.createArrayNode());
    }

    static void mustBe(Object expected, JsonNode actual, String what) {
        assertThat(Expected.difference(expected, actual)).as(what).isEmpty();
    }

    /** Which user the service created for an address, with the name that was generated. */
    Optional<Model.Created> created(EmailAddress email) {
        return reader.userOf(email)
                .filter(id -> !eventsOf(id).isEmpty())
                .map(id -> new Model.Created(
                        id.value(),
                        eventsOf(id).path(0).path("data").path("race_name").asString()));
    }

    /** Histories, eligibility and lookups of one address. */
    void mustShow(Model model, EmailAddress email, int size) {
        Optional<UserId> id = reader.userOf(email);
        UserModel user = model.users.get(email.value());
        if (id.isEmpty()) {
            assertThat(user).isNull();
            return;
        }
        Account account = reader.accounts().find(id.get()).orElseThrow();
        mustBe(Model.account(user), ProductJson.account(account), "account");
        assertThat(reader.accounts().findByRaceName(RaceName.of(user.name()))).contains(account);
        for (RaceName name : RandomOperations.names()) {
            assertThat(reader.accounts()
                            .findByRaceName(name)
                            .map(found -> found.userId().value()))
                    .as("the user with the name %s", name)
                    .isEqualTo(model.users.values().stream()
                            .filter(other -> other.name().equals(name.value()))
                            .map(UserModel::id)
                            .findFirst());
        }
        var eligibility = Eligibility.of(account, Universe.LIMITS, universe.clock.instant());
        for (Marker marker : Marker.values()) {
            assertThat(eligibility.markers().has(marker)).as("%s", marker).isEqualTo(may(user, marker));
        }
        mustBe(
                UserJson.periods(user),
                walk(size, (before, most) -> reader.histories().periods(id.get(), before, most), ProductJson::period),
                "periods");
        mustBe(
                UserJson.history(user, Restriction.SANCTION),
                walk(
                        size,
                        (before, most) -> reader.histories().sanctions(id.get(), before, most),
                        sanction -> ProductJson.sanction(id.get(), sanction)),
                "sanctions");
        mustBe(
                UserJson.history(user, Restriction.LIMIT),
                walk(size, (before, most) -> reader.histories().limits(id.get(), before, most), ProductJson::limit),
                "limits");
    }

    private static <R> JsonNode walk(
            int size, BiFunction<Optional<Long>, Integer, Optional<Page<R, Long>>> read, Function<R, JsonNode> json) {
        ArrayNode all = JSON.createArrayNode();
        Optional<Long> cursor = Optional.empty();
        do {
            Page<R, Long> page = read.apply(cursor, size).orElseThrow();
            page.items().stream().map(json).forEach(all::add);
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    void mustList(Model model, ListingFilter filter, int size) {
        ArrayNode listed = JSON.createArrayNode();
        Optional<ListingKey> after = Optional.empty();
        do {
            Page<Account, ListingKey> page = reader.listing().page(filter, after, size);
            assertThat(page.next().isEmpty() || page.items().size() == size)
                    .as("a page is short only when it is the last")
                    .isTrue();
            page.items().stream().map(ProductJson::account).forEach(listed::add);
            after = page.next();
        } while (after.isPresent());
        List<Object> expected = List.copyOf(model.users.values().stream()
                .filter(user -> matches(user, filter))
                .sorted(Comparator.comparingLong(
                                (UserModel user) -> user.created().latest())
                        .thenComparing(UserModel::id)
                        .reversed())
                .map(Model::account)
                .toList());
        mustBe(expected, listed, filter.toString());
    }

    private static boolean matches(UserModel user, ListingFilter filter) {
        Optional<Instant> end = Optional.of(user.planEnd())
                .filter(time -> time != Command.NO_END)
                .map(Instant::ofEpochMilli);
        boolean isWindow = filter.paidExpiresAfter().isPresent()
                || filter.paidExpiresBefore().isPresent();
        return filter.paidState().stream().allMatch(state -> (state == PaidState.PAID) == user.isPaid())
                && (!isWindow || end.isPresent())
                && filter.paidExpiresAfter().stream()
                        .noneMatch(from -> end.get().isBefore(from))
                && filter.paidExpiresBefore().stream().allMatch(to -> end.get().isBefore(to))
                && filter.declaredCountry().stream()
                        .allMatch(country -> UserJson.account(user).containsValue(country.value()))
                && filter.sanction().stream()
                        .allMatch(code -> user.codes(Restriction.SANCTION).contains(code.code()))
                && filter.limit().stream()
                        .allMatch(code -> user.codes(Restriction.LIMIT).contains(code.code()))
                && filter.markers().entrySet().stream().allMatch(each -> may(user, each.getKey()) == each.getValue());
    }

    private static boolean may(UserModel user, Marker marker) {
        return UserJson.may(user, marker.name().toLowerCase(Locale.ROOT));
    }

    /** The public stream holds every event once, and those of each user in their order. */
    void mustHavePublished(Model model) {
        Map<String, ArrayNode> published = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        for (var message : universe.redis.call("xrange", redis -> redis.xrange(Relay.EVENTS, Range.unbounded()))) {
            assertThat(ids.add(text(message, "id"))).as("an event once").isTrue();
            add(published, message);
        }
        assertThat(published).hasSameSizeAs(model.users);
        model.users
                .values()
                .forEach(user -> mustBe(
                        user.events(),
                        published.getOrDefault(user.id(), JSON.createArrayNode()),
                        "events of " + user.id()));
    }

    private static void add(Map<String, ArrayNode> events, StreamMessage<String, byte[]> message) {
        events.computeIfAbsent(text(message, "subject"), user -> JSON.createArrayNode())
                .addObject()
                .put("type", text(message, "type"))
                .set("data", StoredJson.parse(message.getBody().get("data"), 0));
    }

    private void readEvents(UserId id) {
        Shard shard = universe.redis.shards().of(Bucket.ofId(id.value()));
        String from = read.getOrDefault(shard, "-");
        String outbox = UserKeys.SPACE.key(shard, "outbox");
        Range<String> range = from.equals("-")
                ? Range.unbounded()
                : Range.from(Range.Boundary.excluding(from), Range.Boundary.unbounded());
        for (var message : universe.redis.call("xrange", redis -> redis.xrange(outbox, range))) {
            add(events, message);
            read.put(shard, message.getId());
        }
    }

    private static String text(StreamMessage<String, byte[]> message, String field) {
        return new String(message.getBody().get(field), StandardCharsets.UTF_8);
    }
}
