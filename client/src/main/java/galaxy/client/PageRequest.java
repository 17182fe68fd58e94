package galaxy.client;

import java.util.Optional;

/**
 * Which page of a walk.
 *
 * @param size 1 to 200
 * @param token where the page before said that the walk goes on; the first page without one
 */
public record PageRequest(int size, Optional<String> token) {
    public static final int LARGEST = 200;

    /** The first page of a walk. */
    public static PageRequest first(int size) {
        return new PageRequest(size, Optional.empty());
    }

    /** The page that a token leads to. */
    public static PageRequest after(String token, int size) {
        return new PageRequest(size, Optional.of(token));
    }

    Call on(Call listing) {
        Call sized = listing.with("page_size", Integer.toString(size));
        return token.map(text -> sized.with("page_token", text)).orElse(sized);
    }
}
