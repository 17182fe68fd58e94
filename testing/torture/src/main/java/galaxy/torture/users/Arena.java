package galaxy.torture.users;

import galaxy.torture.users.EmailHistory.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A few e-mail addresses and a few race names that all clients fight for, for a while. What they asked and were told is kept
 * until the last of them has left; then it is judged and dropped. Safe for many threads.
 */
final class Arena {
    static final int EMAILS = 3;
    static final int NAMES = 3;
    private static final int VISITS = 48;
    private static final List<String> REASONS = List.of("arena_red", "arena_blue");

    /** Something that was asked about an address, and what came of it. */
    record AboutEmail(int which, Call call, Told told) {}

    /** Something that was asked about names, and what came of it. */
    record AboutName(Kind kind, int which, String user, String spelling, Told told) {
        enum Kind {
            RENAME,
            LOOK_UP,
            READ
        }
    }

    private final long number;
    private final Naming naming;
    private final Identities identities;
    private final List<AboutEmail> aboutEmails = new ArrayList<>();
    private final List<AboutName> aboutNames = new ArrayList<>();
    private int entered;
    private int left;

    Arena(long number, Naming naming, Identities identities) {
        this.number = number;
        this.naming = naming;
        this.identities = identities;
    }

    static Map<String, Object> ensureBody(String email, String language, String zone) {
        return Map.of(
                "email", email, "registration_context", Map.of("preferred_language", language, "time_zone", zone));
    }

    long number() {
        return number;
    }

    String email(int which) {
        return naming.arenaEmail(number, which);
    }

    String name(int which) {
        return naming.arenaName(number, which);
    }

    /** Lets a client in, unless enough have been. */
    synchronized boolean enter() {
        if (entered == VISITS) {
            return false;
        }
        entered++;
        return true;
    }

    /** Lets a client out; true for the last of all. */
    synchronized boolean leave() {
        left++;
        return left == VISITS;
    }

    synchronized boolean isEmpty() {
        return left == entered;
    }

    synchronized List<AboutEmail> aboutEmails() {
        return List.copyOf(aboutEmails);
    }

    synchronized List<AboutName> aboutNames() {
        return List.copyOf(aboutNames);
    }

    /** A client that was let in does one thing. */
    void visit(Client client) throws InterruptedException {
        RandomGenerator random = client.random();
        int which = random.nextInt(EMAILS);
        Optional<String> user = identities.of(email(which));
        int kind = random.nextInt(20);
        if (kind < 8 && user.isPresent()) {
            aboutName(client, user.get());
        } else if (kind < 13) {
            ask(client, which, new Call.Ensure(), "/users/ensure-by-email", ensureBody(email(which), "en", "UTC"));
        } else if (kind < 15) {
            String reason = Dice.one(REASONS, random);
            boolean byId = user.isPresent() && random.nextBoolean();
            ask(
                    client,
                    which,
                    new Call.Block(byId, reason),
                    byId ? "/users/" + user.get() + "/block" : "/user-blocks/by-email",
                    byId
                            ? Picture.of("reason_code", reason, "actor", Life.ACTOR)
                            : Picture.of("email", email(which), "reason_code", reason, "actor", Life.ACTOR));
        } else if (kind < 18) {
            ask(
                    client,
                    which,
                    new Call.Unblock(),
                    "/user-blocks/by-email/remove",
                    Picture.of("email", email(which), "reason_code", "arena_over", "actor", Life.ACTOR));
        } else {
            resolve(client, which);
        }
    }

    private void resolve(Client client, int which) throws InterruptedException {
        Request request =
                Request.question(client.newRequestId(), "/user-resolutions/by-email", Map.of("email", email(which)));
        keep(new AboutEmail(which, new Call.Resolve(), client.ask(request)));
    }

    private void ask(Client client, int which, Call call, String path, Map<String, Object> body)
            throws InterruptedException {
        keep(new AboutEmail(which, call, client.ask(Request.change(client.newRequestId(), path, body))));
    }

    private void aboutName(Client client, String user) throws InterruptedException {
        RandomGenerator random = client.random();
        int which = random.nextInt(NAMES);
        // Few spellings, so that some meet.
        String spelling = random.nextInt(3) == 0 ? name(which).toUpperCase(Locale.ROOT) : name(which);
        switch (random.nextInt(5)) {
            case 0 -> {
                Request request = Request.question(
                        client.newRequestId(), "/user-lookups/by-race-name", Map.of("race_name", spelling));
                keep(new AboutName(AboutName.Kind.LOOK_UP, which, "", spelling, client.ask(request)));
            }
            case 1 -> {
                Request request = Request.get(client.newRequestId(), "/users/" + user);
                keep(new AboutName(AboutName.Kind.READ, which, user, "", client.ask(request)));
            }
            default -> {
                Command rename = new Command.Rename(spelling, Command.Name.FREE);
                Request request = rename.request(client.newRequestId(), user, "");
                keep(new AboutName(AboutName.Kind.RENAME, which, user, spelling, client.ask(request)));
            }
        }
    }

    private void keep(AboutEmail asked) {
        for (Attempt attempt : asked.told().attempts()) {
            if (attempt.isYes() && !attempt.text("user_id").isEmpty()) {
                identities.told(email(asked.which()), attempt.text("user_id"));
            }
        }
        synchronized (this) {
            aboutEmails.add(asked);
        }
    }

    private synchronized void keep(AboutName asked) {
        aboutNames.add(asked);
    }
}
