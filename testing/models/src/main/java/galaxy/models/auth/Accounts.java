package galaxy.models.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Of users: who has which address, and which addresses are blocked. */
final class Accounts {
    private final Map<String, String> users = new HashMap<>();
    private final Map<String, String> blocks = new HashMap<>();

    /** The first form of an address that users know; else that in lower case. */
    String accountEmail(String typed) {
        String domain = typed.substring(typed.lastIndexOf('@')).toLowerCase(Locale.ROOT);
        List<String> forms = List.of(typed, typed.substring(0, typed.lastIndexOf('@')) + domain);
        return forms.stream()
                .filter(form -> users.containsKey(form) || blocks.containsKey(form))
                .findFirst()
                .orElseGet(() -> typed.toLowerCase(Locale.ROOT));
    }

    Optional<String> user(String email) {
        return Optional.ofNullable(users.get(email));
    }

    /** The user of an address, created if there is none. */
    String ensure(String email, Supplier<String> drawn) {
        return users.computeIfAbsent(email, none -> drawn.get());
    }

    /** Why an address cannot sign in. */
    Optional<String> block(String email) {
        return Optional.ofNullable(blocks.get(email));
    }

    /** Whether the block is new; one that is there keeps its reason. */
    boolean blockAddress(String email, String reason) {
        return blocks.putIfAbsent(email, reason) == null;
    }

    /** Of exactly this address, as users have it. */
    void unblock(String email) {
        blocks.remove(email);
    }

    boolean isBlocked(String userId) {
        return users.entrySet().stream()
                .anyMatch(user -> user.getValue().equals(userId) && blocks.containsKey(user.getKey()));
    }
}
