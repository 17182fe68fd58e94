package galaxy.bench;

import galaxy.store.OpenStore;
import galaxy.store.StoreWork;
import galaxy.testkit.RedisNode;
import galaxy.users.account.Accounts;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.racename.SkeletonPolicy;
import galaxy.users.store.UsersStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast all users are indexed again. */
@Command(
        name = "reindex",
        description = {
            "Users that are indexed again, as after a change of limits.",
            "",
            "One instance indexes every user again, first by limits that change what paid users may do, then by limits that"
                    + " change nothing. Every commit is synced to the disk, by a Redis like the embedded one."
        },
        mixinStandardHelpOptions = true)
final class ReindexBench implements Callable<Integer> {
    @Option(names = "--users", description = "Default: ${DEFAULT-VALUE}")
    private int users = 50_000;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}")
    private int rounds = 3;

    @Override
    public Integer call() throws Exception {
        try (RedisNode redis =
                RedisNode.start(RedisNode.Options.plain().withAppendOnly().withUnixSocket())) {
            redis.config("appendfsync", "no");
            Population.VARIED.fill(redis.socketUri(), 0, users);
            redis.config("appendfsync", "always");
            double[] changed = new double[rounds];
            double[] unchanged = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                changed[round] = measure(redis, LimitCode.MAX_OWNED_PRIVATE_GAMES, round % 2);
                unchanged[round] = measure(redis, LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS, 20 + round);
            }
            Report report = new Report("%,d users".formatted(users), "rate");
            report.row("some get other markers", Report.perSecond(Report.median(changed)));
            report.row("all keep their markers", Report.perSecond(Report.median(unchanged)));
            report.print();
        }
        return 0;
    }

    private static LimitCatalogue limits(LimitCode code, int paid) {
        LimitCatalogue standard = LimitCatalogue.standard();
        Map<LimitCode, LimitValue> row = new TreeMap<>(standard.paid());
        row.put(code, new LimitValue(paid));
        return new LimitCatalogue(standard.free(), row);
    }

    /** Users a second. */
    private double measure(RedisNode redis, LimitCode code, int paid) {
        try (OpenStore open = Population.open(redis.socketUri())) {
            SkeletonPolicy policy = new SkeletonPolicy();
            UsersStore store = Population.users(open, limits(code, paid), policy);
            Accounts accounts =
                    new Accounts(store.accounts(), policy, InstantSource.system(), (userId, repair) -> repair.run());
            try (StoreWork work = store.work(accounts, email -> {})) {
                work.prepare();
                long start = System.nanoTime();
                work.rebuild();
                double rate = users / ((System.nanoTime() - start) / 1e9);
                Report.progress("%s of paid users %d: %s".formatted(code, paid, Report.perSecond(rate)));
                return rate;
            }
        }
    }
}
