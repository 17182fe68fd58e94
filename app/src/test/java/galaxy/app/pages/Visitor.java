package galaxy.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser without scripts, which keeps cookies and follows no redirect by itself. */
final class Visitor {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Set<Integer> AGAIN = Set.of(429, 503);
    private static final Codes CODES = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);

    private final URI web;
    private final HttpClient http;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<String> set = new ArrayList<>();
    private boolean isRetrying;

    /** @param http of a client that trusts the pages, and follows nothing */
    Visitor(URI web, HttpClient http) {
        this.web = web;
        this.http = http;
    }

    /**
     * A response.
     *
     * @param took from the request to the last byte
     */
    record Reply(HttpResponse<String> response, Duration took) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Document html() {
            return Jsoup.parse(response.body());
        }

        /** Status and place, or status, page and state: {@code 303 /sign-in}, {@code 503 profile down}. */
        String what() {
            var body = html().body();
            String page = (body.attr("data-page") + " " + body.attr("data-state")).strip();
            return status() + " " + (header("Location").isEmpty() ? page : header("Location"));
        }

        /** The text that people read. */
        String text() {
            return html().body().text();
        }

        /** What a field of a form holds. */
        String value(String name) {
            return html().select("main [name=" + name + "]").val();
        }
    }

    /** Each {@code Set-Cookie} so far. */
    List<String> set() {
        return List.copyOf(set);
    }

    Map<String, String> cookies() {
        return cookies;
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    /** Submits a form: names and values in turn. */
    Reply post(String path, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** Signs in, with the code that the mail has. */
    Visitor signIn(String email) {
        isRetrying = true;
        assertThat(post("/sign-in", "email", email).what()).isEqualTo("303 /sign-in/code");
        assertThat(confirm().what()).isEqualTo("303 /profile");
        isRetrying = false;
        return this;
    }

    /** Sends the code of the mail. */
    Reply confirm() {
        String challenge = get("/sign-in/code").value("challenge");
        String code = CODES.code("k1", challenge).orElse("");
        return post("/sign-in/code", "challenge", challenge, "code", code, "time_zone", "Europe/Berlin");
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(web.resolve(path)).timeout(TIMEOUT);
        return cookies.isEmpty()
                ? request
                : request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining("; ")));
    }

    /** Sends again what gets 503, as on a machine that is busy, or then 429: the pages promise that this does no harm. */
    Visitor retrying() {
        isRetrying = true;
        return this;
    }

    private Reply send(HttpRequest.Builder request) {
        return isRetrying
                ? Awaitility.await().atMost(SOON).until(() -> once(request), reply -> !AGAIN.contains(reply.status()))
                : once(request);
    }

    private Reply once(HttpRequest.Builder request) {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Reply(response, took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        set.add(cookie);
        String pair = cookie.replaceFirst(";.*", "");
        String name = pair.substring(0, pair.indexOf('='));
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }
}
