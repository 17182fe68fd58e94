package galaxy.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps cookies as browsers do, follows no redirect by itself, and has no script. */
public final class Browser {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** On a machine that is busy a page may come too late; what is sent again then does no harm. */
    private static final int MOST_TIMES = 10;

    private final Platform platform;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>(Map.of(
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept-Language", "en"));

    Browser(Platform platform) {
        this.platform = platform;
    }

    /** Sends a header with every request from now on. */
    public Browser with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** Another browser with the same cookies. */
    public Browser copy() {
        var copy = new Browser(platform);
        copy.cookies.putAll(cookies);
        copy.headers.putAll(headers);
        return copy;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer head(String path) {
        return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    /** Submits a form: names and values in turn. */
    public Answer post(String path, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** Follows redirects to the page where they lead. */
    public Answer follow(Answer answer) {
        Answer next = answer;
        while (next.status() == 303) {
            next = get(next.location());
        }
        return next;
    }

    /** Asks for a code. */
    public Answer ask(String email) {
        return post("/sign-in", "email", email);
    }

    /** Sends a code, right or wrong. */
    public Answer confirm(String challenge, String code) {
        return post("/sign-in/code", "challenge", challenge, "code", code, "time_zone", "Europe/Berlin");
    }

    /** The challenge of the form that the browser has. */
    public String challenge() {
        return get("/sign-in/code").html().select("input[name=challenge]").attr("value");
    }

    /** Signs in; the browser has a session afterwards. */
    public Browser signIn(String email) {
        assertThat(ask(email).status()).isEqualTo(303);
        String challenge = challenge();
        Answer done = post(
                "/sign-in/code",
                "challenge",
                challenge,
                "code",
                platform.code(challenge),
                "time_zone",
                "Europe/Berlin");
        assertThat(done.status()).as(done.body()).isEqualTo(303);
        return this;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(platform.web() + path));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (int i = 1; i < MOST_TIMES && platform.isWhole() && response.statusCode() == 503; i++) {
                response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            }
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        assertThat(setCookie.length())
                .as("browsers discard a cookie that is longer, without a word")
                .isLessThan(4096);
        assertThat(setCookie).as("a clock that is wrong").doesNotContainIgnoringCase("expires");
        String pair = setCookie.replaceFirst(";.*", "");
        String name = pair.substring(0, pair.indexOf('='));
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }
}
