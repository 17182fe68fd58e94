package galaxy.app.cli.demo;

import galaxy.app.cli.Table;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How much of each was made. Safe for many threads. */
final class Tally {
    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    void count(String what) {
        made.merge(what, 1, Integer::sum);
    }

    /** A refusal is not a failure here: the name is taken, or another client changed this user. */
    void count(Outcome<?, ?> outcome, String what) {
        switch (outcome) {
            case Outcome.Done<?, ?> _ -> count(what);
            case Outcome.Refused<?, ?>(var _, ServiceError error) -> count(what + " refused: " + error.code());
        }
    }

    /** A line for each. */
    void print(PrintWriter out) {
        Table table = Table.plain();
        new TreeMap<>(made).forEach((what, number) -> table.row(Integer.toString(number), what));
        table.print(out);
    }
}
