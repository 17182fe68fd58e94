package galaxy.geoip;

/** Room in the heap. A JVM may end when its heap is full, so that what takes much of it asks before. */
interface Heap {
    /** Whether as many bytes can be allocated, with some left for everything else that runs. */
    boolean hasRoomFor(long bytes);

    /** That of this JVM; garbage is collected before it is said to have no room. */
    static boolean ofThisJvm(long bytes) {
        long needed = bytes + Runtime.getRuntime().maxMemory() / 16;
        if (free() >= needed) {
            return true;
        }
        System.gc();
        return free() >= needed;
    }

    private static long free() {
        Runtime jvm = Runtime.getRuntime();
        return jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
    }

    /** What was begun cannot be ended, for want of memory. */
    final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
