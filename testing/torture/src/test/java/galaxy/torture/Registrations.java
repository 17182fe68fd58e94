package galaxy.torture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small workload: registers users, and looks whether they are all there under the id that was told. */
record Registrations(Target target, Journal journal, Promise promise, Map<String, String> ids) implements Workload {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Pattern ID = Pattern.compile("\"user_id\":\"([^\"]*)\"");

    Registrations(Target target, Journal journal, long seed, Promise promise) {
        this(target, journal, promise, new ConcurrentHashMap<>());
    }

    @Override
    public void run(int client, RandomGenerator random, BooleanSupplier goesOn) throws InterruptedException {
        for (int i = 0; goesOn.getAsBoolean(); i++) {
            String email = "pilot-%d-%d@torture.example".formatted(client, i);
            String id = register(email, random);
            while (id.isEmpty() && goesOn.getAsBoolean()) {
                Thread.sleep(10);
                id = register(email, random);
            }
            if (!id.isEmpty()) {
                ids.put(email, id);
            }
        }
    }

    @Override
    public void checkAnswers(Findings findings) throws InterruptedException {
        RandomGenerator random = RandomGenerator.getDefault();
        for (Map.Entry<String, String> each : ids.entrySet()) {
            if (promise.kept() == Kept.ALL) {
                String now = register(each.getKey(), random);
                findings.check("one id per e-mail", now.equals(each.getValue()), () -> each + " has become " + now);
            }
        }
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        store.strings().forEach((key, value) -> {
            if (key.contains(":subject:")) {
                Matcher id = Pattern.compile("\"id\":\"([^\"]*)\"").matcher(value);
                boolean backed = id.find()
                        && store.strings()
                                .containsKey(key.substring(0, key.indexOf(":subject:")) + ":account:" + id.group(1));
                findings.check("every subject has its account", backed, () -> key);
            }
        });
        if (promise.kept() == Kept.ALL) {
            ids.forEach((email, id) -> findings.check(
                    "what was acknowledged is in the store",
                    store.strings().keySet().stream().anyMatch(key -> key.endsWith(":account:" + id)),
                    () -> email + " " + id));
        }
    }

    /** The id, or nothing. */
    private String register(String email, RandomGenerator random) throws InterruptedException {
        URI uri = target.anyUsers(random).resolve("/api/v1/internal/users/ensure-by-email");
        String body = """
                {"email":"%s","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(email);
        long begun = journal.now();
        try {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(5))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher id = ID.matcher(answer.body());
            boolean done = answer.statusCode() == 200 && id.find();
            tell(email, begun, done ? Journal.Answer.YES : Journal.Answer.UNAVAILABLE, "" + answer.statusCode());
            return done ? id.group(1) : "";
        } catch (IOException e) {
            tell(email, begun, Journal.Answer.NOTHING, String.valueOf(e));
            return "";
        }
    }

    private void tell(String email, long begun, Journal.Answer answer, String told) {
        journal.attempt(email, "POST /users/ensure-by-email", true, begun, journal.now(), answer, told);
    }
}
