package galaxy.web.own;

import galaxy.client.connections.UserRef;
import galaxy.kernel.UserId;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser without scripts: keeps cookies, sends forms, and goes where a redirect leads only by {@link #follow}. */
final class Browser {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** On a machine that is busy a page may come too late; what is sent again then does no harm. */
    private static final int MOST_TIMES = 10;

    private final Platform platform;
    private final Optional<UserId> user;
    private final Map<String, String> cookies;

    Browser(Platform platform, Optional<UserId> user, Map<String, String> cookies) {
        this.platform = platform;
        this.user = user;
        this.cookies = new HashMap<>(cookies);
    }

    /** Who has signed in. */
    UserId user() {
        return user.orElseThrow();
    }

    UserRef ref() {
        return UserRef.of(user());
    }

    /** The same player with the cookies of another browser beside the own session. */
    Browser withCookiesOf(Browser other) {
        Map<String, String> all = new HashMap<>(other.cookies);
        all.putAll(cookies);
        return new Browser(platform, user, all);
    }

    /** A response. */
    record Reply(int status, Map<String, String> headers, String body) {
        Document html() {
            return Jsoup.parse(body);
        }

        /** Status, page and state: {@code 200 profile}, {@code 409 link too-many}. */
        String what() {
            var page = html().body();
            return (status + " " + page.attr("data-page") + " " + page.attr("data-state")).strip();
        }

        /** {@code 303 /contacts}. */
        String went() {
            return status + " " + header("location");
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** What the form field holds. */
        String value(String name) {
            var field = html().select("[name=" + name + "]").first();
            if (field == null) {
                return "no field";
            }
            return switch (field.tagName()) {
                case "textarea" -> field.wholeText().replaceFirst("^\n", "");
                case "select" -> field.select("option[selected]").val();
                default ->
                    field.attr("type").equals("radio")
                            ? html().select("[name=" + name + "][checked]").val()
                            : field.val();
            };
        }

        /** The error beside a field. */
        String error(String name) {
            return html().select("#f-" + name + "-error").text();
        }

        /** What is wrong, first on the page. */
        String problems() {
            return html().select(".notice.danger").text();
        }

        String notice() {
            return html().select("[role=status]").text();
        }
    }

    Reply get(String path, String... headers) {
        return send(request(path).GET(), headers);
    }

    Reply head(String path) {
        return send(request(path).HEAD());
    }

    /** Sends a form: name, value, name, value. */
    Reply post(String path, String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", platform.web().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** How many bytes come over the wire with a response, its headers too, if the browser takes compressed ones. */
    int onTheWire(String path) {
        HttpResponse<byte[]> response =
                sent(request(path).header("Accept-Encoding", "gzip").GET(), HttpResponse.BodyHandlers.ofByteArray());
        int head = response.headers().map().entrySet().stream()
                .flatMapToInt(header -> header.getValue().stream()
                        .mapToInt(value -> header.getKey().length() + value.length() + ": \r\n".length()))
                .sum();
        return head + response.body().length;
    }

    /** Where a redirect leads. */
    Reply follow(Reply redirect) {
        return get(redirect.header("location"));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(platform.web().resolve(path));
        return cookies.isEmpty()
                ? request
                : request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining("; ")));
    }

    private Reply send(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response = sent(request, HttpResponse.BodyHandlers.ofString());
        for (int i = 1; i < MOST_TIMES && platform.isWhole() && response.statusCode() == 503; i++) {
            response = sent(request, HttpResponse.BodyHandlers.ofString());
        }
        response.headers().allValues("set-cookie").forEach(this::keep);
        Map<String, String> all = new HashMap<>();
        response.headers().map().forEach((name, values) -> all.put(name, values.getFirst()));
        return new Reply(response.statusCode(), all, response.body());
    }

    private static <T> HttpResponse<T> sent(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }
}
