package galaxy.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Budgets that fill up again evenly. They are in the memory of the master alone and are lost when it stops, which gives a
 * little more for a while and takes nothing away.
 */
public final class RateLimits {
    private static final byte[] TAKE = ascii("take");
    private static final byte[] GIVE = ascii("give");

    private final Redis redis;

    RateLimits(Redis redis) {
        this.redis = redis;
    }

    /**
     * A budget.
     *
     * @param key where it is; budgets of one call are in one bucket
     * @param limit how many can be taken from a full one
     * @param per how long an empty one takes to be full again
     */
    public record Budget(String key, long limit, Duration per) {}

    /**
     * Takes one from each, or from none.
     *
     * @param budgets at least one, of one bucket
     * @return how long to wait until that is possible; empty when it was done
     */
    public Optional<Duration> take(List<Budget> budgets, Instant now) {
        long wait = call(TAKE, budgets, now);
        return wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait));
    }

    /** Gives back what was taken before. */
    public void giveBack(List<Budget> budgets, Instant now) {
        long unused = call(GIVE, budgets, now);
        assert unused == 0;
    }

    private long call(byte[] what, List<Budget> budgets, Instant now) {
        List<byte[]> arguments = new ArrayList<>(2 + 2 * budgets.size());
        arguments.add(ascii(Long.toString(now.toEpochMilli())));
        arguments.add(what);
        for (Budget budget : budgets) {
            arguments.add(ascii(Double.toString((double) budget.per().toMillis() / budget.limit())));
            arguments.add(ascii(Long.toString(budget.per().toMillis())));
        }
        String[] keys = budgets.stream().map(Budget::key).toArray(String[]::new);
        return redis.call(new ScriptCall<Long>(Script.RATE_LIMIT, keys, arguments.toArray(byte[][]::new)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
