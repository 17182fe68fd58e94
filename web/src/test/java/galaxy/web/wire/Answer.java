package galaxy.web.wire;

import java.net.http.HttpResponse;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What the pages responded. */
public record Answer(HttpResponse<String> response) {
    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public Document html() {
        return Jsoup.parse(response.body());
    }

    /** The values of a header. */
    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /** The value of a header, or an empty text. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public String location() {
        return header("Location");
    }

    /** {@code data-page} and {@code data-state}, such as {@code code ended}. */
    public String page() {
        var body = html().body();
        return (body.attr("data-page") + " " + body.attr("data-state")).strip();
    }

    /** Status and place, or status and page: {@code 303 /sign-in}, {@code 410 code ended}. */
    public String summary() {
        return status() + " " + (location().isEmpty() ? page() : location());
    }

    /** The text that people read. */
    public String text() {
        return html().body().text();
    }

    /** The error of a field. */
    public String error(String field) {
        return html().select("#f-" + field + "-error").text();
    }
}
