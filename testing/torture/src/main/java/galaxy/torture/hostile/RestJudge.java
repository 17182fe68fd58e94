package galaxy.torture.hostile;

import galaxy.contracts.ErrorCode;
import galaxy.testkit.openapi.Exchange;
import galaxy.testkit.openapi.OpenApi;
import galaxy.torture.workload.Findings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds every answer of the REST service against what is promised, whatever was asked. Safe for many threads. */
final class RestJudge {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> CODES =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toUnmodifiableSet());
    private static final int SHOWN = 300;
    private static final int ALIKE = 30;

    private final Map<String, Integer> compared = new ConcurrentHashMap<>();
    private final OpenApi contract = OpenApi.load(RestContract.FILE);
    private final Mark mark;
    private final Findings findings;
    private final Tally tally;

    RestJudge(Mark mark, Findings findings, Tally tally) {
        this.mark = mark;
        this.findings = findings;
        this.tally = tally;
    }

    /** An answer to a request that is HTTP, whatever it says. Errors that are all alike are not compared for ever. */
    void findings(String attack, String operation, RestRequest request, HttpReply reply) {
        findings(attack, reply, request.toString());
        String kind = operation
                + reply.status()
                + reply.body().substring(0, Math.min(50, reply.body().length()));
        if (reply.status() >= 400 && compared.merge(kind, 1, Integer::sum) > ALIKE) {
            return;
        }
        List<String> problems = contract.problems(new Exchange(
                request.method(),
                request.target(),
                request.headers(),
                request.body(),
                reply.status(),
                reply.headers(),
                Optional.of(reply.body())));
        findings.check(
                "every answer of the REST service fits its contract",
                problems.isEmpty(),
                () -> "%s: %s: %s".formatted(attack, clip(request.toString()), clip(problems.toString())));
    }

    /** An answer to anything at all. */
    void findings(String attack, HttpReply reply, String request) {
        tally.count(attack, Integer.toString(reply.status()));
        findings.check(
                "no status of 500 and more but 503",
                reply.status() < 500 || reply.status() == 503,
                () -> "%s: %s was answered %s".formatted(attack, clip(request), clip(reply.text())));
        if (reply.status() >= 400) {
            findings.check(
                    "every error of the REST service has the one shape",
                    isError(reply),
                    () -> "%s: %s was answered %s".formatted(attack, clip(request), clip(reply.text())));
            findings.check(
                    "no e-mail address in an error",
                    !mark.isIn(reply.text()),
                    () -> "%s: %s was answered %s".formatted(attack, clip(request), clip(reply.text())));
        }
    }

    /** Something came that is no HTTP. */
    void torn(String attack, String request, String why) {
        findings.check(
                "what comes back is whole answers of HTTP/1.1",
                false,
                () -> "%s: %s: %s".formatted(attack, clip(request), clip(why)));
    }

    private static boolean isError(HttpReply reply) {
        try {
            JsonNode error = JSON.readTree(reply.body()).path("error");
            return CODES.contains(error.path("code").asString(""))
                    && error.path("message").isString()
                    && error.path("details").isArray()
                    && reply.header("Content-Type").equals("application/json")
                    && reply.header("X-Request-Id").matches("[A-Za-z0-9._-]{1,128}");
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The beginning, in one line. */
    static String clip(String text) {
        String line = sendable(text).replaceAll("\\p{Cntrl}", "·");
        return line.length() <= SHOWN ? line : sendable(line.substring(0, SHOWN)) + "…";
    }

    /** As it is after it was written in UTF-8, which has no half characters. */
    static String sendable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /**
     * A request that is HTTP.
     *
     * @param target path and query, percent-encoded
     */
    record RestRequest(String method, String target, Map<String, String> headers, Optional<String> body) {
        RestRequest {
            headers = Map.copyOf(headers);
        }

        /** As it goes over the wire. */
        String text() {
            StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: galaxy\r\n");
            headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
            body.ifPresent(content ->
                    text.append("Content-Length: " + content.getBytes(StandardCharsets.UTF_8).length + "\r\n"));
            return text.append("\r\n").append(body.orElse("")).toString();
        }

        @Override
        public String toString() {
            return method + " " + target + " " + headers + " " + body.orElse("");
        }
    }
}
