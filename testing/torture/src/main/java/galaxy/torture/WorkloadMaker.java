package galaxy.torture;

/** Makes one of the loads of a run, all of which run at once. */
@FunctionalInterface
public interface WorkloadMaker {
    /**
     * Makes it, and begins nothing.
     *
     * @param target where the services are
     * @param journal gets every request and its answer
     * @param seed tells what it makes from what other runs on the same store make
     * @param promise what may be checked
     */
    Workload make(Target target, Journal journal, long seed, Promise promise);
}
