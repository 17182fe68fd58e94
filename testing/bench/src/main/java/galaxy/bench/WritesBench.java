package galaxy.bench;

import galaxy.bench.Load.Work;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a change costs, each synced to the disk before its response. */
@Command(
        name = "writes",
        description = {
            "New users, changed settings, grants and sanctions beside a bare loop of the commit script.",
            "",
            "The bare loop sends the commit script of the service from this JVM, with a record, a history entry and an"
                    + " event of common sizes, and waits for each. New users are created by ensure-by-email. Settings"
                    + " are those of new users; a grant is the first of its user; a sanction supersedes the one before"
                    + " it. Each reads once and commits once.",
            "",
            "With --replicated, Redis has a replica on the same machine, and a second service responds to a change when the"
                    + " replica has it: what redis.durability=replicated costs."
        },
        mixinStandardHelpOptions = true)
final class WritesBench implements Callable<Integer> {
    private static final String API = "/api/v1/internal/users/";
    private static final Pattern USER_ID = Pattern.compile("\"user_id\":\"([^\"]*)\"");

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--replicated", description = "Also measure changes that wait for a replica.")
    private boolean isReplicated;

    private final AtomicInteger numbers = new AtomicInteger();

    /** Users for the grants; a sanction is for a user who has had one. */
    private final Queue<String> free = new ConcurrentLinkedQueue<>();

    private final Queue<String> granted = new ConcurrentLinkedQueue<>();

    @Override
    public Integer call() throws Exception {
        try (Lab lab = new Lab(Population.FRESH, 0, rounds.jvmFlags());
                BareCommits bare = new BareCommits(lab.redis().socketUri())) {
            Map<String, Callable<? extends Work>> loads = new LinkedHashMap<>();
            loads.put("bare commit", () -> bare::once);
            add(loads, lab.users(), "");
            if (isReplicated) {
                add(loads, lab.replicatedUsers(rounds.jvmFlags()), ", replicated");
            }
            rounds.measure(loads);
        }
        return 0;
    }

    private void add(Map<String, Callable<? extends Work>> loads, URI users, String how) {
        loads.put("ensure-by-email" + how, () -> new Post(users, this::ensure, free::add));
        loads.put("settings" + how, () -> new Post(users, this::settings, free::add));
        loads.put("grant" + how, () -> new Post(users, this::grant, granted::add));
        loads.put("apply sanction" + how, () -> new Post(users, this::sanction, granted::add));
    }

    private byte[] ensure() {
        return HttpConnection.post(API + "ensure-by-email", """
                {"email":"%s","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(Population.email(numbers.getAndIncrement())));
    }

    /** Each language is another one. */
    private byte @Nullable [] settings() {
        String id = free.poll();
        return id == null
                ? null
                : HttpConnection.post(API + id + "/settings", """
                {"preferred_language":"en-x-b%d"}""".formatted(numbers.getAndIncrement()));
    }

    private byte @Nullable [] grant() {
        String id = free.poll();
        return id == null ? null : HttpConnection.post(API + id + "/entitlements/grant", """
                {"plan_code":"paid_lifetime","source":"admin","reason_code":"bench","actor":{"type":"admin","id":"bench"}}""");
    }

    private byte @Nullable [] sanction() {
        String id = granted.poll();
        return id == null
                ? null
                : HttpConnection.post(API + id + "/sanctions/apply", """
                {"sanction_code":"game_join_block","reason_code":"bench_%d","actor":{"type":"admin","id":"bench"}}""".formatted(numbers.getAndIncrement()));
    }

    /** Sends the requests of a supplier, and passes on the user of each response. */
    private static final class Post implements Work {
        private final HttpConnection connection;
        private final Supplier<byte @Nullable []> requests;
        private final java.util.function.Consumer<String> users;

        Post(URI server, Supplier<byte @Nullable []> requests, java.util.function.Consumer<String> users)
                throws IOException {
            this.connection = new HttpConnection(server);
            this.requests = requests;
            this.users = users;
        }

        @Override
        public boolean once() throws IOException {
            byte[] request = requests.get();
            if (request == null) {
                return false;
            }
            String response = new String(connection.ok(request), StandardCharsets.UTF_8);
            Matcher id = USER_ID.matcher(response);
            if (!id.find()) {
                throw new IOException("a response without user_id");
            }
            users.accept(id.group(1));
            return true;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
