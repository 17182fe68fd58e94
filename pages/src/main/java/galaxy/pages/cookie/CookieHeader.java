package galaxy.pages.cookie;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cookies of a request. Programs on other ports of a machine, and other hosts of a domain, may have set some of them: pairs
 * are read one by one, what cannot be read is passed over, and of two with one name the first that is valid counts.
 */
public final class CookieHeader {
    private final List<String> pairs;

    private CookieHeader(List<String> pairs) {
        this.pairs = pairs;
    }

    /** The cookies in all values of the header. */
    public static CookieHeader of(List<String> headers) {
        return new CookieHeader(headers.stream()
                .flatMap(header -> List.of(header.split(";", -1)).stream())
                .map(String::strip)
                .toList());
    }

    /**
     * The value of a cookie.
     *
     * @param read gives what a value means, and nothing for one that is not valid
     */
    public <T> Optional<T> find(String name, Function<String, Optional<T>> read) {
        return pairs.stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .map(read)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether there is one of this name, valid or not. */
    public boolean has(String name) {
        return pairs.stream().anyMatch(pair -> pair.startsWith(name + "="));
    }
}
