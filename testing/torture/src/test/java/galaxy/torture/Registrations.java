package galaxy.torture;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.StoreImage;
import galaxy.testkit.http.RestClient;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small workload: registers users, and checks that all of them exist under the ids that were returned. */
record Registrations(Workload.Context context, Map<String, String> ids) implements Workload {
    private static final Pattern ID = Pattern.compile("\"(?:user_)?id\":\"([^\"]*)\"");

    Registrations(Context context) {
        this(context, new ConcurrentHashMap<>());
    }

    @Override
    public void run(int client, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        for (int i = 0; mayStart.getAsBoolean(); i++) {
            String email = "pilot-%d-%d@torture.example".formatted(client, i);
            String id = register(email, random);
            if (!id.isEmpty()) {
                ids.put(email, id);
            }
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        RandomGenerator random = RandomGenerator.getDefault();
        for (Map.Entry<String, String> each : ids.entrySet()) {
            String now = register(each.getKey(), random);
            findings.checkRecorded("one id per e-mail", now.equals(each.getValue()), each, "is now", now);
        }
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        store.strings().forEach((key, value) -> {
            if (key.contains(":subject:")) {
                Matcher id = ID.matcher(value);
                boolean exists = id.find()
                        && store.strings()
                                .containsKey(key.substring(0, key.indexOf(":subject:")) + ":account:" + id.group(1));
                findings.check("every subject has its account", exists, key);
            }
        });
        ids.forEach((email, id) -> findings.checkRecorded(
                "what was acknowledged is in the store",
                store.strings().keySet().stream().anyMatch(key -> key.endsWith(":account:" + id)),
                email,
                id));
    }

    /** The id, or nothing. */
    private String register(String email, RandomGenerator random) throws InterruptedException {
        return new Requests(context.journal(), random)
                .send(email, "POST /users/ensure-by-email", true, () -> send(email, random))
                .response()
                .orElse("");
    }

    private Reply<String> send(String email, RandomGenerator random) throws InterruptedException {
        GalaxyInstance instance = new Choices(random).any(context.instances());
        URI uri = instance.users().resolve("/api/v1/internal/users/ensure-by-email");
        String body = """
                {"email":"%s","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(email);
        RestClient.Reply reply = RestClient.send(RestClient.post(uri, body), Duration.ofSeconds(5));
        return reply.failure()
                .map(Reply::<String>noResponse)
                .orElseGet(() ->
                        reply.isOk() ? Reply.done(reply.text("user_id")) : Reply.unavailable("" + reply.status()));
    }
}
