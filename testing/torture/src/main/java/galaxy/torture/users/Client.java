package galaxy.torture.users;

import java.util.random.RandomGenerator;

/** One client: sends its requests under ids of its own. Belongs to one thread. */
final class Client {
    private final int number;
    private final Naming naming;
    private final Wire wire;
    private final RandomGenerator random;
    private final Counts counts;

    /** What was used up; goes on when the client comes back. */
    static final class Counts {
        private long requests;
        private int names;
        private int users;
    }

    Client(int number, Naming naming, Wire wire, RandomGenerator random, Counts counts) {
        this.counts = counts;
        this.number = number;
        this.naming = naming;
        this.wire = wire;
        this.random = random;
    }

    RandomGenerator random() {
        return random;
    }

    Told ask(Request request) throws InterruptedException {
        return wire.ask(request, random);
    }

    String newRequestId() {
        return naming.requestId(number, counts.requests++);
    }

    /** A reason that no other command gives. */
    String newReason() {
        return "c%d_%d".formatted(number, counts.requests);
    }

    /** A name that nobody has had. */
    String newName() {
        return naming.ownName(number, counts.names++);
    }

    /** An address that nobody has used. */
    String newEmail() {
        return naming.ownEmail(number, counts.users++);
    }
}
