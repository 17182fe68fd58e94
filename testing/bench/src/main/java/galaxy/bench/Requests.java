package galaxy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The requests of a load, and which of them comes next. {@link #NUMBER} in a body stands for the number of the request, so that
 * no two are the same. Thread-safe.
 */
final class Requests {
    static final String NUMBER = "#######";

    /** Which request follows another. */
    enum Order {
        RANDOM,
        /** From the first again after the last. */
        IN_TURN,
        /** Each a single time. */
        ONCE
    }

    /** @param body JSON; empty if there is none */
    private record Request(String method, String path, String body) {
        byte[] bytes(long number) {
            return body.isEmpty()
                    ? HttpConnection.get(path)
                    : HttpConnection.post(path, body.replace(NUMBER, "%07d".formatted(number)));
        }
    }

    private final Order order;
    private final List<Request> requests = new ArrayList<>();
    private long number;

    Requests(Order order) {
        this.order = order;
    }

    static Requests random() {
        return new Requests(Order.RANDOM);
    }

    static Requests inTurn() {
        return new Requests(Order.IN_TURN);
    }

    static Requests once() {
        return new Requests(Order.ONCE);
    }

    synchronized Requests get(String path) {
        requests.add(new Request("GET", path, ""));
        return this;
    }

    synchronized Requests post(String path, String json) {
        requests.add(new Request("POST", path, json));
        return this;
    }

    /** How many there are; of those that are sent once, how many are left. */
    synchronized int size() {
        return requests.size();
    }

    /** The bytes of the next one. */
    synchronized byte[] next() {
        long current = number++;
        if (order == Order.ONCE && requests.isEmpty()) {
            throw new IllegalStateException("no request is left");
        }
        Request request = switch (order) {
            case RANDOM -> requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
            case IN_TURN -> requests.get((int) (current % requests.size()));
            case ONCE -> requests.removeLast();
        };
        return request.bytes(current);
    }

    /** Those for another program, as {@code requests.lua} reads them: the first is the one that is to be sent first. */
    synchronized List<String> lines() {
        return requests.stream()
                .map(each -> each.method + "\t" + each.path + "\t" + each.body)
                .toList();
    }

    /** The order as {@code requests.lua} names it. */
    String order() {
        return order.name().toLowerCase(Locale.ROOT);
    }

    /** The number of the next request. */
    synchronized long number() {
        return number;
    }

    /** Another program has sent the first of the {@link #lines}. */
    synchronized void sent(int many) {
        number += many;
        if (order == Order.ONCE) {
            requests.subList(0, many).clear();
        }
    }
}
