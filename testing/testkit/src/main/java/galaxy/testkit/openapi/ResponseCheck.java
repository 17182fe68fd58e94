package galaxy.testkit.openapi;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Compares an answer with a response of the file. */
final class ResponseCheck {
    private final Document document;

    ResponseCheck(Document document) {
        this.document = document;
    }

    /** What is wrong with the answer, for an operation's node. */
    List<String> problems(JsonNode operation, Exchange exchange) {
        JsonNode response = operation.path("responses").path(String.valueOf(exchange.status()));
        if (response.isMissingNode()) {
            return List.of("status " + exchange.status() + " is not in the contract: "
                    + exchange.responseBody().orElse("no body"));
        }
        return problemsUnder(document.resolve(response), exchange);
    }

    /** What is wrong with the answer, for a response's node. */
    List<String> problemsUnder(JsonNode response, Exchange exchange) {
        List<String> problems = new ArrayList<>();
        response.path("headers").propertyStream().forEach(entry -> {
            JsonNode header = document.resolve(entry.getValue());
            String value = exchange.responseHeaders().get(entry.getKey());
            if (value != null) {
                document.problems(header.path("schema"), StringNode.valueOf(value))
                        .forEach(problem -> problems.add("header " + entry.getKey() + ": " + problem));
            } else if (header.path("required").asBoolean(false)) {
                problems.add("header " + entry.getKey() + " is missing");
            }
        });
        checkBody(response.path("content"), exchange, problems);
        return problems;
    }

    private void checkBody(JsonNode contents, Exchange exchange, List<String> problems) {
        if (contents.isEmpty()) {
            exchange.responseBody().ifPresent(body -> problems.add("the answer has a body, the contract has none"));
            return;
        }
        String mediaType = MediaTypes.bare(exchange.responseHeaders().getOrDefault("Content-Type", ""));
        JsonNode content = contents.path(mediaType);
        if (content.isMissingNode()) {
            problems.add("the answer is of media type '" + mediaType + "', which the contract does not have");
            return;
        }
        try {
            JsonNode body = MediaTypes.read(mediaType, exchange.responseBody().orElse(""));
            if (body.isMissingNode()) {
                problems.add("the answer has no body");
                return;
            }
            document.problems(content.path("schema"), body)
                    .forEach(problem -> problems.add("response body: " + problem));
        } catch (JacksonException e) {
            problems.add("response body: not JSON, " + e.getOriginalMessage());
        }
    }
}
