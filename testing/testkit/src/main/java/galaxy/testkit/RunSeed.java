package galaxy.testkit;

/** The seed of a test that draws what it does. */
public final class RunSeed {
    private RunSeed() {}

    /**
     * The one of {@code -Dgalaxy.seed=…}, which repeats a run; else the same in continuous integration, so that what is new in
     * a run is the change, and a new one elsewhere. It is printed.
     */
    public static long draw() {
        long seed = Long.getLong("galaxy.seed", System.getenv("CI") == null ? System.nanoTime() : 1);
        System.out.println("galaxy.seed=" + seed);
        return seed;
    }
}
