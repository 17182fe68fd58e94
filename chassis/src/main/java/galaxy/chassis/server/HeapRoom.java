package galaxy.chassis.server;

/**
 * How many requests at once of one listener the heap has room for, so that too many are refused and do not end the process. The
 * listeners do not know of one another.
 */
final class HeapRoom {
    private static final long MB = 1024 * 1024;

    /** What all services hold without a request, the caches that a load fills included. */
    private static final long OF_THE_PROCESS = 40 * MB;

    /** A page of 200 accounts, as it was read and as it is written; bodies of requests take less. */
    private static final long OF_A_REQUEST = MB / 2;

    private static final long FEWEST = 8;

    private HeapRoom() {}

    /**
     * The requests in flight that a listener takes on.
     *
     * @param wanted as many as its settings allow
     * @param heap the most that the heap may grow to, in bytes
     */
    static int requests(int wanted, long heap) {
        return (int) Math.min(wanted, Math.max(FEWEST, (heap - OF_THE_PROCESS) / OF_A_REQUEST));
    }
}
