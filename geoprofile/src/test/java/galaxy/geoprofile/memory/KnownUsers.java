package galaxy.geoprofile.memory;

import galaxy.geoprofile.sync.SyncTask;
import galaxy.geoprofile.sync.UserCountries;
import galaxy.geoprofile.version.Failure;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users in memory: their countries, and the responses to idempotency keys. */
public final class KnownUsers implements UserCountries {
    private final Set<UserId> known = new HashSet<>();
    private final Map<UserId, CountryCode> countries = new HashMap<>();
    private final Map<String, Response> responses = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<SyncTask> received = new ArrayList<>();
    private final List<SyncTask> lost = new ArrayList<>();
    private final List<Integer> applied = new ArrayList<>();
    private final List<Changed> events = new ArrayList<>();
    private boolean isDown;

    /** What goes wrong with one request. */
    public enum Fault {
        LOST_REQUEST,
        LOST_RESPONSE,
        REFUSED
    }

    /** The country of a user was changed. */
    public record Changed(UserId userId, CountryCode country, Optional<String> requestId) {}

    public synchronized void add(UserId userId) {
        known.add(userId);
    }

    public synchronized void down(boolean down) {
        isDown = down;
    }

    /** The next requests meet these faults, one each. */
    public synchronized void next(Fault... some) {
        faults.addAll(List.of(some));
    }

    /** A key is forgotten after a day. */
    public synchronized void forgetKeys() {
        responses.clear();
    }

    public synchronized Optional<CountryCode> country(UserId userId) {
        return Optional.ofNullable(countries.get(userId));
    }

    /** Requests that came in, in their order. */
    public synchronized List<SyncTask> received() {
        return List.copyOf(received);
    }

    /** Requests that did not come in, and may do so later. */
    public synchronized List<SyncTask> lost() {
        return List.copyOf(lost);
    }

    /** The versions whose country was written, in the order of that. */
    public synchronized List<Integer> applied() {
        return List.copyOf(applied);
    }

    /** Events that no one has taken yet, in their order. */
    public synchronized List<Changed> takeEvents() {
        List<Changed> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** Another program changes the country. */
    public synchronized void changeAside(UserId userId, CountryCode country, Optional<String> requestId) {
        set(userId, country, requestId);
    }

    @Override
    public synchronized boolean exists(UserId userId, Cause cause) {
        if (isDown) {
            throw new UnavailableException("users are down");
        }
        return known.contains(userId);
    }

    @Override
    public synchronized Response sync(SyncTask task) {
        Fault fault = faults.poll();
        if (isDown || fault == Fault.LOST_REQUEST) {
            lost.add(task);
            return new Response.Unknown();
        }
        if (fault == Fault.REFUSED) {
            return new Response.Refused(Failure.REFUSED);
        }
        Response response = deliver(task);
        return fault == Fault.LOST_RESPONSE ? new Response.Unknown() : response;
    }

    /** A request arrives, at once or late. */
    public synchronized Response deliver(SyncTask task) {
        received.add(task);
        return responses.computeIfAbsent(task.idempotencyKey(), key -> apply(task));
    }

    private Response apply(SyncTask task) {
        if (!known.contains(task.userId())) {
            return new Response.Refused(Failure.USER_NOT_FOUND);
        }
        set(task.userId(), task.country(), Optional.of(task.requestId()));
        applied.add(task.number());
        return new Response.Acknowledged();
    }

    private void set(UserId userId, CountryCode country, Optional<String> requestId) {
        if (!country.equals(countries.put(userId, country))) {
            events.add(new Changed(userId, country, requestId));
        }
    }
}
