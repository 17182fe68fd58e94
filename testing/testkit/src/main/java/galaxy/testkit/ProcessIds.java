package galaxy.testkit;

/** Questions about processes that are not ours to wait for. */
public final class ProcessIds {
    private ProcessIds() {}

    /** Whether a program runs under this id. One that has ended may keep its id until its parent asks about it. */
    public static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
