package galaxy.torture.web;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.testkit.http.RestClient;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Result;
import galaxy.torture.workload.Requests;
import galaxy.torture.workload.Workload.Context;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A browser, which keeps cookies; what it sends is sent again until it is answered. Not thread-safe. */
final class Browser {
    private static final Codes CODES = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    private static final Map.Entry<String, String> OURS = Map.entry("Sec-Fetch-Site", "same-origin");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429);

    /** What a page waits for services, and one of sign-in for auth, which waits for users. */
    private static final Duration WITH_SERVICES = Duration.ofMillis(500);

    private static final Duration WITH_AUTH = Duration.ofMillis(2500);

    final Choices choices;
    final Findings findings;
    private final Context context;
    private final Requests pages;
    private final Requests signIn;
    private final String name;
    private final Map<String, String> cookies = new TreeMap<>();
    private String email = "";
    private int drawn;

    Browser(Context context, Findings findings, int number, RandomGenerator random) {
        this.context = context;
        this.findings = findings;
        this.choices = new Choices(random);
        this.pages = new Requests(context.journal(), random, WITH_SERVICES);
        this.signIn = new Requests(context.journal(), random, WITH_AUTH);
        this.name = "web-" + Long.toUnsignedString(context.seed(), 36) + "-" + number;
    }

    /** A text that no other request has. */
    String next() {
        return name + "-" + drawn++;
    }

    /** Of the player who signed in last. */
    String email() {
        return email;
    }

    private void forget() {
        cookies.clear();
    }

    Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    /** Goes on with the cookies of another one. */
    Browser with(Map<String, String> others) {
        forget();
        cookies.putAll(others);
        return this;
    }

    /** Signs in as a new player: each mail is to another address, as a second one to the same has to wait. */
    boolean signIn() throws InterruptedException {
        forget();
        Observed<Answer> _ = send(signIn, "POST /sign-in", () -> {
            email = next() + "@torture.example";
            return form("/sign-in", OURS, "email", email);
        });
        String challenge = answer(get("/sign-in/code")).field("challenge");
        String code = CODES.code("k1", challenge).orElse("");
        Observed<Answer> _ = send(
                signIn,
                "POST /sign-in/code",
                () -> form("/sign-in/code", OURS, "challenge", challenge, "code", code, "time_zone", "UTC"));
        return cookies.containsKey("galaxy-web");
    }

    Observed<Answer> get(String path) throws InterruptedException {
        return send(pages, "GET " + path, () -> HttpRequest.newBuilder(URI.create(web() + path)));
    }

    /** Submits a form of ours. */
    Observed<Answer> post(String path, String... fields) throws InterruptedException {
        return send(pages, "POST " + path, () -> form(path, OURS, fields));
    }

    /** Submits a form as a page of another site would, which browsers say in such a header. */
    Observed<Answer> postFrom(Map.Entry<String, String> site, String path, String... fields)
            throws InterruptedException {
        return send(pages, "POST " + path, () -> form(path, site, fields));
    }

    /** Reads a page with a cookie of another program of this host before the own ones. */
    Observed<Answer> getBeside(String cookie, String path) throws InterruptedException {
        return send(
                pages,
                "GET " + path,
                () -> HttpRequest.newBuilder(URI.create(web() + path)).header("Cookie", cookie));
    }

    static Answer answer(Observed<Answer> observed) {
        return observed.last().reply().response().orElse(Answer.NONE);
    }

    private String web() {
        return choices.any(context.instances()).web().toString();
    }

    private HttpRequest.Builder form(String path, Map.Entry<String, String> site, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            String value = URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8);
            body.append(i == 0 ? "" : "&").append(fields[i]).append('=').append(value);
        }
        return HttpRequest.newBuilder(URI.create(web() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(site.getKey(), site.getValue())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private Observed<Answer> send(Requests sender, String what, Supplier<HttpRequest.Builder> request)
            throws InterruptedException {
        String shown = what.replaceAll("lnk_\\w+", "{link_id}").replaceAll("/c/.*", "/c/{token}");
        return sender.send(next(), shown, what.startsWith("POST"), () -> once(shown, request.get()));
    }

    private Reply<Answer> once(String what, HttpRequest.Builder request) throws InterruptedException {
        String sent = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        RestClient.Reply reply = RestClient.send(sent.isEmpty() ? request : request.header("Cookie", sent), TIMEOUT);
        if (reply.failure().isPresent()) {
            return Reply.noResponse(reply.failure().get());
        }
        reply.response()
                .map(HttpResponse::headers)
                .ifPresent(all -> all.allValues("Set-Cookie").forEach(this::keep));
        Answer answer = new Answer(
                reply.status(),
                reply.header("Location").orElse(""),
                reply.header("Retry-After").orElse(""),
                reply.body());
        answer.check(what, findings);
        int status = answer.status();
        Result result = status < 400
                ? Result.DONE
                : status < 500 && !RETRYABLE.contains(status) ? Result.REFUSED : Result.UNAVAILABLE;
        return new Reply<>(result, answer.what(), answer.what(), Optional.of(answer));
    }

    private void keep(String cookie) {
        String[] pair = cookie.split("[=;]", 3);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
