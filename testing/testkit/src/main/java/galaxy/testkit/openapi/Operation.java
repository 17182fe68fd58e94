package galaxy.testkit.openapi;

import java.util.Comparator;

/**
 * One method of one path of a contract.
 *
 * @param method in upper case, such as {@code GET}
 * @param path as the file writes it, with its placeholders: {@code /users/{user_id}}
 */
public record Operation(String method, String path) implements Comparable<Operation> {
    private static final Comparator<Operation> ORDER =
            Comparator.comparing(Operation::path).thenComparing(Operation::method);

    @Override
    public int compareTo(Operation other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
