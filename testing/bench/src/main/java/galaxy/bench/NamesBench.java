package galaxy.bench;

import galaxy.store.OpenStore;
import galaxy.store.StoreWork;
import galaxy.testkit.RedisNode;
import galaxy.users.account.Accounts;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import galaxy.users.store.UsersStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast all names get their keys by another policy. */
@Command(
        name = "names",
        description = {
            "Names that are given their keys by another policy, as after an upgrade with other rules for names.",
            "",
            "One store is given three policies in turn: one that leaves every name its key, one that gives every name a"
                    + " second key, as that of now does to most names in Cyrillic or Greek, and one that gives every name"
                    + " another key. Every commit and every claim is synced to the disk."
        },
        mixinStandardHelpOptions = true)
final class NamesBench implements Callable<Integer> {
    @Option(names = "--users", description = "Default: ${DEFAULT-VALUE}")
    private int users = 50_000;

    /** Keys made of that of now. */
    private record OtherPolicy(String version, Function<String, Stream<String>> keys) implements RaceNamePolicy {
        private static final SkeletonPolicy NOW = new SkeletonPolicy();

        @Override
        public Verdict canonicalKeys(RaceName name) {
            List<CanonicalKey> others = NOW.keysOf(name).stream()
                    .flatMap(key -> keys.apply(key.value()))
                    .map(CanonicalKey::of)
                    .toList();
            return new Verdict.Allowed(others);
        }
    }

    @Override
    public Integer call() throws Exception {
        try (RedisNode redis =
                RedisNode.start(RedisNode.Options.plain().withAppendOnly().withUnixSocket())) {
            redis.config("appendfsync", "no");
            Population.FRESH.fill(redis.socketUri(), 0, users);
            redis.config("appendfsync", "always");
            Report report = new Report("%,d names".formatted(users), "rate");
            measure(report, redis, "keep their keys", new OtherPolicy("same", Stream::of));
            measure(report, redis, "get a second key", new OtherPolicy("two", key -> Stream.of(key, key + "two")));
            measure(report, redis, "get another key", new OtherPolicy("other", key -> Stream.of("other" + key)));
            report.print();
        }
        return 0;
    }

    private void measure(Report report, RedisNode redis, String what, RaceNamePolicy policy) {
        try (OpenStore open = Population.open(redis.socketUri())) {
            UsersStore store = Population.users(open, policy);
            Accounts accounts =
                    new Accounts(store.accounts(), policy, InstantSource.system(), (userId, repair) -> repair.run());
            try (StoreWork work = store.work(accounts, email -> {})) {
                work.prepare();
                long start = System.nanoTime();
                work.rebuild();
                double seconds = (System.nanoTime() - start) / 1e9;
                if (store.accounts().isRekeying()) {
                    throw new IllegalStateException("names are left without their keys");
                }
                report.row(what, Report.perSecond(users / seconds));
            }
        }
    }
}
