package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.Relay;
import galaxy.store.StoredJson;
import galaxy.users.account.Account;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.SanctionCode;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.eligibility.Marker;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.PaidState;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.Registrations.Standing;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** Looks at the service through its reads and at its events, and compares them with a model. */
final class Witness {
    private final Universe universe;
    private final Universe.Caller reader;
    private final Map<Bucket, String> read = new HashMap<>();
    private final Map<UserId, List<String>> events = new TreeMap<>();

    Witness(Universe universe) {
        this.universe = universe;
        this.reader = universe.caller();
    }

    /** What can be seen of some addresses. */
    record State(Map<EmailAddress, Seen> seen) {}

    /** What can be seen of one address. */
    record Seen(Standing standing, Optional<Account> account, List<String> events) {}

    State look(List<EmailAddress> emails) {
        Map<EmailAddress, Seen> all = new LinkedHashMap<>();
        for (EmailAddress email : emails) {
            Optional<UserId> id = reader.registrations().userOf(email);
            id.ifPresent(reader.accounts()::repair);
            id.ifPresent(this::readEvents);
            all.put(
                    email,
                    new Seen(
                            reader.registrations().resolve(email),
                            id.flatMap(reader.accounts()::find),
                            id.map(known -> List.copyOf(events.getOrDefault(known, List.of())))
                                    .orElse(List.of())));
        }
        return new State(all);
    }

    static State imagine(Model model, List<EmailAddress> emails) {
        Map<EmailAddress, Seen> all = new LinkedHashMap<>();
        for (EmailAddress email : emails) {
            Optional<ModelUser> user = Optional.ofNullable(model.users.get(email));
            all.put(
                    email,
                    new Seen(
                            model.resolve(email),
                            user.map(ModelUser::account),
                            user.map(known -> List.copyOf(known.events)).orElse(List.of())));
        }
        return new State(all);
    }

    /** Which user the service has made for an address, with the name that was generated. */
    Optional<Model.Made> made(EmailAddress email) {
        return reader.registrations()
                .userOf(email)
                .filter(events::containsKey)
                .map(id -> new Model.Made(
                        id, RaceName.of(events.get(id).getFirst().substring("profile initialized ".length()))));
    }

    /** Histories, eligibility and lookups of one address. */
    void mustShow(Model model, EmailAddress email, int size) {
        Optional<UserId> id = reader.registrations().userOf(email);
        ModelUser user = model.users.get(email);
        if (id.isEmpty()) {
            assertThat(user).isNull();
            return;
        }
        Account account = reader.accounts().find(id.get()).orElseThrow();
        assertThat(account).isEqualTo(user.account());
        assertThat(reader.accounts().findByRaceName(user.name)).contains(account);
        for (RaceName name : Life.names()) {
            assertThat(reader.accounts().findByRaceName(name).map(Account::email))
                    .as("who is called %s", name)
                    .isEqualTo(model.users.values().stream()
                            .filter(other -> other.name.equals(name))
                            .map(other -> other.email)
                            .findFirst());
        }
        var eligibility = Eligibility.of(account, Universe.LIMITS, universe.clock.instant());
        for (Marker marker : Marker.values()) {
            assertThat(eligibility.markers().has(marker)).as("%s", marker).isEqualTo(may(user, marker));
        }
        assertThat(walk(size, (before, most) -> reader.histories().periods(id.get(), before, most)))
                .isEqualTo(List.copyOf(user.periods.descendingMap().values()));
        assertThat(walk(size, (before, most) -> reader.histories().sanctions(id.get(), before, most)))
                .isEqualTo(List.copyOf(user.allSanctions.descendingMap().values()));
        assertThat(walk(size, (before, most) -> reader.histories().limits(id.get(), before, most)))
                .isEqualTo(List.copyOf(user.allLimits.descendingMap().values()));
    }

    private static <R> List<R> walk(int size, BiFunction<Optional<Long>, Integer, Optional<Page<R, Long>>> read) {
        List<R> all = new ArrayList<>();
        Optional<Long> cursor = Optional.empty();
        do {
            Page<R, Long> page = read.apply(cursor, size).orElseThrow();
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    void mustList(Model model, ListingFilter filter, int size) {
        List<Account> listed = new ArrayList<>();
        Optional<ListingKey> after = Optional.empty();
        do {
            Page<Account, ListingKey> page = reader.listing().page(filter, after, size);
            assertThat(page.next().isEmpty() || page.items().size() == size)
                    .as("a page is short only when it is the last")
                    .isTrue();
            listed.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        assertThat(listed)
                .as("%s", filter)
                .isEqualTo(model.users.values().stream()
                        .filter(user -> matches(user, filter))
                        .sorted(Comparator.comparing((ModelUser user) -> user.createdAt)
                                .thenComparing(user -> user.id)
                                .reversed())
                        .map(ModelUser::account)
                        .toList());
    }

    private static boolean matches(ModelUser user, ListingFilter filter) {
        var end = user.entitlement.endsAt();
        boolean isWindow = filter.paidExpiresAfter().isPresent()
                || filter.paidExpiresBefore().isPresent();
        return filter.paidState().stream().allMatch(state -> (state == PaidState.PAID) == user.isPaid())
                && (!isWindow || end.isPresent())
                && filter.paidExpiresAfter().stream()
                        .noneMatch(from -> end.get().isBefore(from))
                && filter.paidExpiresBefore().stream().allMatch(to -> end.get().isBefore(to))
                && filter.declaredCountry().stream().allMatch(country -> user.country.equals(Optional.of(country)))
                && filter.sanction().stream().allMatch(user.sanctions::containsKey)
                && filter.limit().stream().allMatch(user.limits::containsKey)
                && filter.markers().entrySet().stream().allMatch(said -> may(user, said.getKey()) == said.getValue());
    }

    private static boolean may(ModelUser user, Marker marker) {
        boolean canLogin = user.block.isEmpty() && !user.sanctions.containsKey(SanctionCode.LOGIN_BLOCK);
        return canLogin
                && switch (marker) {
                    case CAN_LOGIN -> true;
                    case CAN_CREATE_PRIVATE_GAME ->
                        !user.sanctions.containsKey(SanctionCode.PRIVATE_GAME_CREATE_BLOCK)
                                && limit(user, LimitCode.MAX_OWNED_PRIVATE_GAMES, user.isPaid() ? 3 : 0) > 0;
                    case CAN_MANAGE_PRIVATE_GAME ->
                        !user.sanctions.containsKey(SanctionCode.PRIVATE_GAME_MANAGE_BLOCK)
                                && limit(user, LimitCode.MAX_ACTIVE_PRIVATE_GAMES, user.isPaid() ? 3 : 0) > 0;
                    case CAN_JOIN_GAME ->
                        !user.sanctions.containsKey(SanctionCode.GAME_JOIN_BLOCK)
                                && limit(user, LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS, user.isPaid() ? 10 : 3) > 0;
                    case CAN_UPDATE_PROFILE -> !user.sanctions.containsKey(SanctionCode.PROFILE_UPDATE_BLOCK);
                };
    }

    private static int limit(ModelUser user, LimitCode code, int otherwise) {
        LimitOverride override = user.limits.get(code);
        return override == null ? otherwise : override.value().count();
    }

    /** The public stream holds every event once, and those of each user in their order. */
    void mustHaveBeenTold(Model model) {
        Map<UserId, List<String>> told = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        for (var message : universe.redis.call("xrange", redis -> redis.xrange(Relay.EVENTS, Range.unbounded()))) {
            assertThat(ids.add(text(message, "id"))).as("an event once").isTrue();
            told.computeIfAbsent(UserId.of(text(message, "subject")), user -> new ArrayList<>())
                    .add(line(message));
        }
        Map<UserId, List<String>> expected = new TreeMap<>();
        model.users.values().forEach(user -> expected.put(user.id, user.events));
        assertThat(told).isEqualTo(expected);
    }

    private void readEvents(UserId id) {
        Bucket bucket = Bucket.ofId(id.value());
        String from = read.getOrDefault(bucket, "-");
        String outbox = UserKeys.SPACE.key(bucket, "outbox");
        Range<String> range = from.equals("-")
                ? Range.unbounded()
                : Range.from(Range.Boundary.excluding(from), Range.Boundary.unbounded());
        for (var message : universe.redis.call("xrange", redis -> redis.xrange(outbox, range))) {
            events.computeIfAbsent(UserId.of(text(message, "subject")), user -> new ArrayList<>())
                    .add(line(message));
            read.put(bucket, message.getId());
        }
    }

    private static String line(StreamMessage<String, byte[]> message) {
        String type = text(message, "type").replace("user.", "").replace(".changed", "");
        JsonNode data = StoredJson.parse(message.getBody().get("data"), 0);
        String part = switch (type) {
            case "profile" -> field(data, "race_name");
            case "settings" -> field(data, "preferred_language") + " " + field(data, "time_zone");
            case "entitlement" -> field(data.required("entitlement"), "plan_code");
            case "sanction" -> field(data.required("sanction"), "sanction_code");
            case "limit" -> field(data.required("limit"), "limit_code");
            case "declared_country" -> field(data, "declared_country");
            default -> field(data, "reason_code");
        };
        return type + " " + field(data, "operation") + " " + part;
    }

    private static String field(JsonNode json, String name) {
        return json.required(name).stringValue();
    }

    private static String text(StreamMessage<String, byte[]> message, String field) {
        return new String(message.getBody().get(field), StandardCharsets.UTF_8);
    }
}
