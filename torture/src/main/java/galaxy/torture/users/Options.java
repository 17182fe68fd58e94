package galaxy.torture.users;

import java.time.Duration;

/**
 * What a run may do to the services.
 *
 * @param expect what may be expected of the store afterwards
 * @param clocksDiffer whether the clocks of the instances may be off, by up to two hours: then nothing ends soon
 */
public record Options(Expect expect, boolean clocksDiffer) {
    /** Everything is kept, and all clocks agree. */
    public static Options strict() {
        return new Options(Expect.ALL, false);
    }

    /** How far a clock may be off. */
    Duration slack() {
        return clocksDiffer ? Duration.ofHours(2) : Duration.ZERO;
    }
}
