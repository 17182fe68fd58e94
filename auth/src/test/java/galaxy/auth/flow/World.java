package galaxy.auth.flow;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.address.ClientInfo;
import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.BindUser;
import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.CompareCode;
import galaxy.auth.challenge.ConfirmCode;
import galaxy.auth.challenge.Limits;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.challenge.SignInReport;
import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.auth.code.TypedCode;
import galaxy.auth.session.BeginSession;
import galaxy.auth.session.BlockedUsers;
import galaxy.auth.session.SessionReport;
import galaxy.auth.session.SessionUses;
import galaxy.auth.session.Sessions;
import galaxy.auth.store.AuthStore;
import galaxy.auth.store.BlockEvents;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.SessionCookie;
import galaxy.store.Redis;
import galaxy.store.ScriptInterceptor;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.StoreSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.SettableClock;
import galaxy.testkit.StoreImage;
import galaxy.testkit.Topology;
import io.lettuce.core.SetArgs;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Sign-in without listeners on a real Redis, with users in memory and a clock that a test moves; any number of callers. */
final class World implements AutoCloseable {
    static final String EMAIL = "pilot@example.com";
    static final Cause CAUSE = new Cause("sign_in", Optional.of("gateway"), Optional.of("request-1"), Optional.empty());
    static final Limits.Rules LIMITS = Limits.Rules.STANDARD;

    final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    final KnownUsers users = new KnownUsers();
    Codes codes = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    final List<String> mails = new CopyOnWriteArrayList<>();
    final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    final SharedStore shared;
    Limits.Rules limits = LIMITS;
    AddressBudgets.Rules budgets = new AddressBudgets.Rules(10, 30, 300);
    boolean isLoopbackExempt = true;
    private final Topology topology;
    private final Redis redis;
    private final Random random;

    World(Topology topology, long seed) {
        this.topology = topology;
        random = new Random(seed);
        var settings = new StoreSettings(
                Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 1, 0, Path.of("unused"), 100_000);
        StoreMetrics metrics = new StoreMetrics(new PrometheusRegistry());
        redis = Redis.connect(StoreAddress.parse(topology.freshUri()), settings, metrics);
        shared = new SharedStore(redis, StoreSecret.open(redis, random), metrics, 100_000);
    }

    /** One process, or one thread of it. */
    record Caller(
            AuthStore store,
            SendCode send,
            ConfirmCode confirm,
            Sessions sessions,
            BlockedUsers blocked,
            SessionUses uses) {}

    Caller caller() {
        return caller(ScriptInterceptor.RUN);
    }

    Caller caller(ScriptInterceptor steps) {
        var store = new AuthStore(
                new ServiceStore(shared.interceptedBy(steps), AuthStore.SPACE, clock, new Random(random.nextLong())));
        AddressBudgets all = store.budgets(budgets, isLoopbackExempt);
        var rules = new SendCode.Rules(limits, codes, new Counts());
        var sessions = new Sessions(store.sessions(), new Counts(), clock);
        var blocked = new BlockedUsers(sessions, store.sessions(), users, new Counts());
        var begin = new BeginSession(
                sessions,
                store.sessions(),
                users,
                new BeginSession.Rules(Duration.ofDays(30), Duration.ofDays(180), 10, true),
                mails::add);
        var confirm = new ConfirmCode(
                new CompareCode(store.challenges(), all, rules, mails::add, clock),
                new BindUser(store.challenges(), users),
                begin,
                all,
                new Counts());
        return new Caller(
                store,
                new SendCode(store.challenges(), all, rules, mails::add, clock),
                confirm,
                sessions,
                blocked,
                new SessionUses(store.sessions(), sessions, blocked, Duration.ofDays(30), new Counts()));
    }

    /** What the follower of the events does. */
    BlockEvents events() {
        Caller caller = caller();
        return new BlockEvents(caller.blocked(), caller.store().sessions()::users, new Counts());
    }

    /** How many mails to an address wait. */
    int mailsDue(String email) {
        return (int) records("mail").stream()
                .filter(record -> record.contains(email))
                .count();
    }

    private StoreImage image() {
        try {
            return StoreImage.read(
                    topology.nodes().stream().map(RedisNode::access).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the records of a kind, each with its version, as another version or an accident would. */
    void edit(String kind, UnaryOperator<String> change) {
        image().strings().forEach((key, stored) -> {
            if (key.contains(":" + kind + ":")) {
                byte[] changed = change.apply(stored).getBytes(StandardCharsets.UTF_8);
                redis.call("set", commands -> commands.set(key, changed, SetArgs.Builder.keepttl()));
            }
        });
    }

    /** The records of a kind. */
    List<String> records(String kind) {
        return image().strings().entrySet().stream()
                .filter(each -> each.getKey().contains(":" + kind + ":"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** How long each stored key of a kind is kept, by its key. */
    Map<String, Duration> lives(String kind) {
        Map<String, Duration> lives = new TreeMap<>();
        for (String key : image().strings().keySet()) {
            if (key.contains(":" + kind + ":")) {
                lives.put(key, Duration.ofMillis(redis.call("pttl", commands -> commands.pttl(key))));
            }
        }
        return lives;
    }

    final class Counts implements SignInReport, SessionReport, SessionUses.Failures {
        private void count(String name) {
            counts.computeIfAbsent(name, unknown -> new AtomicInteger()).incrementAndGet();
        }

        @Override
        public void requested(String outcome) {
            count("requested " + outcome);
        }

        @Override
        public void confirmed(String outcome) {
            count("confirmed " + outcome);
        }

        @Override
        public void limited(String limit) {
            count("limited " + limit);
        }

        @Override
        public void created(String kind) {
            count("created " + kind);
        }

        @Override
        public void ended(String cause) {
            count("ended " + cause);
        }

        @Override
        public void revokedAfter(Duration lag) {
            count("revoked by an event");
        }

        @Override
        public void unreadableEvent(String why) {
            count("unreadable");
        }

        @Override
        public void failed(RuntimeException failure) {
            throw failure;
        }

        @Override
        public void dropped(int uses) {
            count("dropped");
        }
    }

    int count(String name) {
        return counts.getOrDefault(name, new AtomicInteger()).get();
    }

    static ClientInfo client(String ip) {
        return new ClientInfo(InetAddress.ofLiteral(ip), Optional.of(CountryCode.of("DE")));
    }

    static SendCode.Request request(String email, Optional<ChallengeId> given, String ip) {
        return new SendCode.Request(TypedAddress.parse(email, false).orElseThrow(), "en", given, client(ip));
    }

    SendCode.Outcome send(String email) {
        return caller().send().send(request(email, Optional.empty(), "127.0.0.1"));
    }

    /** A challenge of a fresh code; time passes so that no gap is in the way. */
    ChallengeId challenge(String email) {
        clock.advance(Duration.ofHours(3));
        return ((SendCode.Outcome.Sent) send(email)).id();
    }

    String code(ChallengeId id) {
        return codes.code("k1", id.value()).orElseThrow();
    }

    static String wrong(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }

    static Credential credential(long seed) {
        return SessionCookie.credential(SessionCookie.freshSecret(new Random(seed)));
    }

    ConfirmCode.Request confirmation(ChallengeId id, String code, Credential credential) {
        return confirmation(id, code, credential, "127.0.0.1");
    }

    ConfirmCode.Request confirmation(ChallengeId id, String code, Credential credential, String ip) {
        return new ConfirmCode.Request(
                id,
                TypedCode.parse(code, 8).orElseThrow(),
                credential,
                "UTC",
                "en",
                Optional.of("phone"),
                client(ip),
                CAUSE);
    }

    ConfirmCode.Outcome confirm(ChallengeId id, Credential credential) {
        return caller().confirm().confirm(confirmation(id, code(id), credential));
    }

    ConfirmCode.Outcome.SignedIn signIn(String email, long seed) {
        return (ConfirmCode.Outcome.SignedIn) confirm(challenge(email), credential(seed));
    }

    List<Sessions.Shown> active(UserId userId) {
        return caller().sessions().of(userId, false);
    }

    UserId userOf(String email) {
        return users.user(email).orElseThrow();
    }

    @Override
    public void close() {
        redis.close();
    }
}
