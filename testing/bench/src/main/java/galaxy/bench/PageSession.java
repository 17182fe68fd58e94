package galaxy.bench;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.http.RestClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A player who signs in on the pages, with the code in the outbox, and keeps the cookies. */
final class PageSession {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern CHALLENGE = Pattern.compile("<input[^>]*name=\"?challenge\"?[^>]*value=\"?([^\"> ]+)");

    private final GalaxyInstance galaxy;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private PageSession(GalaxyInstance galaxy) {
        this.galaxy = galaxy;
    }

    /** The cookies of a player who has signed in; they are good at every instance on the same Redis. */
    static String signIn(GalaxyInstance galaxy, String email) throws IOException, InterruptedException {
        PageSession session = new PageSession(galaxy);
        try (HttpClient client = HttpClient.newHttpClient()) {
            session.send(client, "/sign-in", Map.of("email", email));
            Matcher challenge = CHALLENGE.matcher(session.send(client, "/sign-in/code", Map.of()));
            if (!challenge.find()) {
                throw new IOException("the page has no challenge");
            }
            session.send(
                    client,
                    "/sign-in/code",
                    Map.of("challenge", challenge.group(1), "code", session.code(email), "time_zone", "Europe/Berlin"));
        }
        return session.header();
    }

    /** A form, or a request for a page without fields. */
    private String send(HttpClient client, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        URI page = galaxy.web().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(page).header("Accept-Language", "en");
        if (!cookies.isEmpty()) {
            request.header("Cookie", header());
        }
        if (!fields.isEmpty()) {
            String form = fields.entrySet().stream()
                    .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form));
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != (fields.isEmpty() ? 200 : 303)) {
            throw new IOException(path + ": " + response.statusCode());
        }
        for (String set : response.headers().allValues("Set-Cookie")) {
            String[] pair = set.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return response.body();
    }

    private String header() {
        return cookies.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private String code(String email) throws IOException, InterruptedException {
        URI outbox = galaxy.management().resolve("/outbox");
        for (long end = System.nanoTime() + SOON.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
            HttpRequest.Builder request = HttpRequest.newBuilder(outbox).header("Accept", "application/json");
            for (var mail : RestClient.send(request, SOON).json().path("items")) {
                if (mail.path("to").asString("").equals(email) && mail.hasNonNull("code")) {
                    return mail.path("code").asString("");
                }
            }
        }
        throw new IOException("there is no mail with a code");
    }
}
