package galaxy.torture.users;

import galaxy.torture.users.Arena.AboutEmail;
import galaxy.torture.users.Arena.AboutName;
import galaxy.torture.users.EmailHistory.Call;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many events each request of the arenas may have caused. Those that must not have caused any are not in it. */
final class Ledger {
    /** At least and at most. */
    record Due(int least, int most) {
        static final Due NONE = new Due(0, 0);
    }

    private static final int OF_CREATION = 3;

    private final Map<String, Due> due = new ConcurrentHashMap<>();

    void enter(Arena arena) {
        arena.aboutEmails().forEach(this::enter);
        arena.aboutNames().forEach(this::enter);
    }

    Map<String, Due> due() {
        return due;
    }

    private void enter(AboutEmail asked) {
        Told told = asked.told();
        int open = told.unanswered().size();
        String outcome = told.isOpen() ? "" : told.last().text("outcome");
        boolean hasUser = !told.last().text("user_id").isEmpty();
        switch (asked.call()) {
            case Call.Ensure _ -> put(told, outcome.equals("created") ? OF_CREATION : 0, open > 0 ? OF_CREATION : 0);
            case Call.Block _ -> put(told, outcome.equals("blocked") && hasUser ? 1 : 0, open);
            case Call.Unblock _ -> put(told, outcome.equals("unblocked") && hasUser ? 1 : 0, open);
            case Call.Resolve _ -> {}
        }
    }

    private void enter(AboutName asked) {
        if (asked.kind() == AboutName.Kind.RENAME
                && (asked.told().isOpen() || asked.told().last().isYes())) {
            // None if the name was the user's already.
            due.put(asked.told().request().id(), new Due(0, 1));
        }
    }

    /** @param perhaps how many more there may be of attempts that were never answered */
    private void put(Told told, int certain, int perhaps) {
        int most = certain == OF_CREATION ? OF_CREATION : certain + perhaps;
        if (most > 0) {
            due.put(told.request().id(), new Due(certain, most));
        }
    }
}
