package galaxy.client;

import java.util.Optional;

/**
 * One page of a list.
 *
 * @param size how many items at most; each list has its bound
 * @param token where the page before ended; none for the first page
 */
public record PageRequest(int size, Optional<String> token) {
    /** The first page. */
    public static PageRequest first(int size) {
        return new PageRequest(size, Optional.empty());
    }

    /** The page after the one that returned the token. */
    public static PageRequest after(String token, int size) {
        return new PageRequest(size, Optional.of(token));
    }
}
