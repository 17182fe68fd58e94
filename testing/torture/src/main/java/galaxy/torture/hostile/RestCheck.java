package galaxy.torture.hostile;

import galaxy.contracts.ErrorCode;
import galaxy.testkit.http.RawRequest;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.openapi.Exchange;
import galaxy.testkit.openapi.Operation;
import java.io.IOException;
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

/** Checks every response of the REST service, whatever the request was. Safe for many threads. */
record RestCheck(Checks checks, Map<String, Integer> compared) {
    static final String PAGES = "each error of the pages is a page";
    private static final String ERRORS = "each REST error has the form of the contract";
    private static final String ERROR_PAGE = "<body data-page=\"error\" data-state=\"";
    static final String ENDS = "each connection of an attack gets a response or ends in time";
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> CODES =
            Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toUnmodifiableSet());
    /** A coding or a version that is not served, and a service that cannot work now. */
    private static final Set<Integer> EXPECTED = Set.of(501, 503, 505);

    /** The status of a request line longer than the listener takes, and a length that is near it. */
    private static final int TOO_LONG = 414;

    private static final int LONG = 15_000;

    private static final int COMPARED_ALIKE = 30;

    RestCheck(Checks checks) {
        this(checks, new ConcurrentHashMap<>());
    }

    /** The response to a request that is HTTP. Of errors that are alike only some are compared with the contract. */
    void check(String attack, RestService service, Operation operation, RawRequest request, RawResponse response) {
        check(attack, response, request.toString());
        if (response.status() == TOO_LONG && request.target().length() > LONG) {
            // No operation was reached.
            return;
        }
        String begin = response.body().substring(0, Math.min(50, response.body().length()));
        String kind = operation + " " + response.status() + begin;
        if (response.status() >= 400 && compared.merge(kind, 1, Integer::sum) > COMPARED_ALIKE) {
            return;
        }
        var problems = service.contract()
                .problems(new Exchange(
                        request.method(),
                        request.target(),
                        request.headers(),
                        request.body(),
                        response.status(),
                        response.headers(),
                        Optional.of(response.body())));
        checks.check("each REST response matches the contract", problems.isEmpty(), attack, request, problems);
    }

    /** All that a connection brought until its end, whatever was sent. */
    List<RawResponse> check(String attack, String sent, byte[] received) {
        checks.check(ENDS, true);
        try {
            List<RawResponse> responses = RawResponse.all(received);
            responses.forEach(response -> check(attack, response, sent));
            if (responses.isEmpty()) {
                checks.count(attack, "closed");
            }
            return responses;
        } catch (IOException e) {
            checks.check("responses are complete HTTP/1.1", false, attack, sent, e);
            return List.of();
        }
    }

    /** The response to any bytes. */
    void check(String attack, RawResponse response, String sent) {
        int status = response.status();
        checks.count(attack, Integer.toString(status));
        boolean isExpected = status < 500 || EXPECTED.contains(status);
        checks.check("no status from 500 on except 501, 503 and 505", isExpected, attack, sent, response);
        if (status >= 400) {
            boolean isOfPages = response.header("Content-Security-Policy").contains("trusted-types");
            boolean isWhole = isOfPages ? response.body().contains(ERROR_PAGE + status) : isError(response);
            checks.check(isOfPages ? PAGES : ERRORS, isWhole, attack, sent, response);
            checks.noAddress("an error", response.toString(), attack, sent);
        }
    }

    private static boolean isError(RawResponse response) {
        try {
            JsonNode error = JSON.readTree(response.body()).path("error");
            return CODES.contains(error.path("code").asString(""))
                    && error.path("message").isString()
                    && error.path("details").isArray()
                    && response.header("Content-Type").equals("application/json")
                    && response.header("X-Request-Id").matches("[A-Za-z0-9._-]{1,128}");
        } catch (JacksonException e) {
            return false;
        }
    }
}
