package galaxy.testkit.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Compares a request with the operation that it is for. */
final class RequestCheck {
    private final Document document;

    RequestCheck(Document document) {
        this.document = document;
    }

    List<String> problems(JsonNode operation, Routes.Match match, Exchange exchange) {
        List<String> problems = new ArrayList<>();
        Map<String, List<String>> query = parseQuery(exchange.target());
        List<String> known = new ArrayList<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = document.resolve(reference);
            String name = parameter.path("name").asString();
            switch (parameter.path("in").asString()) {
                case "query" -> {
                    known.add(name);
                    checkQuery(parameter, query.getOrDefault(name, List.of()), problems);
                }
                case "header" ->
                    checkValue(
                            parameter,
                            Optional.ofNullable(exchange.requestHeaders().get(name)),
                            problems);
                case "path" ->
                    checkValue(
                            parameter,
                            Optional.ofNullable(match.pathParameters().get(name)),
                            problems);
                default -> problems.add("the file has a parameter of an unknown place: " + parameter);
            }
        }
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add("query parameter '" + name + "' is not in the contract"));
        checkBody(document.resolve(operation.path("requestBody")), exchange, problems);
        return problems;
    }

    /** The value as its schema would read it: digits are a number only where the schema wants one. */
    JsonNode typed(JsonNode parameter, String text) {
        JsonNode type = document.resolve(parameter.path("schema")).path("type");
        if (type.asString("").equals("integer") && text.matches("-?[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return StringNode.valueOf(text);
    }

    private void checkQuery(JsonNode parameter, List<String> values, List<String> problems) {
        if (values.size() > 1) {
            problems.add("query parameter '" + parameter.path("name").asString() + "' is repeated");
        }
        checkValue(parameter, values.stream().findFirst(), problems);
    }

    private void checkValue(JsonNode parameter, Optional<String> value, List<String> problems) {
        String label = parameter.path("in").asString() + " parameter '"
                + parameter.path("name").asString() + "'";
        if (value.isEmpty()) {
            if (parameter.path("required").asBoolean(false)) {
                problems.add(label + " is missing");
            }
            return;
        }
        document.problems(parameter.path("schema"), typed(parameter, value.get()))
                .forEach(problem -> problems.add(label + ": " + problem));
    }

    private void checkBody(JsonNode requestBody, Exchange exchange, List<String> problems) {
        if (requestBody.isMissingNode()) {
            if (exchange.requestBody().isPresent()) {
                problems.add("the request has a body, the contract has none");
            }
            return;
        }
        if (exchange.requestBody().isEmpty()) {
            if (requestBody.path("required").asBoolean(false)) {
                problems.add("the request body is missing");
            }
            return;
        }
        String mediaType = MediaTypes.bare(exchange.requestHeaders().getOrDefault("Content-Type", ""));
        JsonNode content = requestBody.path("content").path(mediaType);
        if (content.isMissingNode()) {
            problems.add("the request body is of media type '" + mediaType + "', which the contract does not have");
            return;
        }
        try {
            document.problems(
                            content.path("schema"),
                            MediaTypes.read(mediaType, exchange.requestBody().get()))
                    .forEach(problem -> problems.add("request body: " + problem));
        } catch (JacksonException e) {
            problems.add("request body: not JSON, " + e.getOriginalMessage());
        }
    }

    private static Map<String, List<String>> parseQuery(String target) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        int question = target.indexOf('?');
        if (question < 0 || question == target.length() - 1) {
            return query;
        }
        for (String pair : target.substring(question + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
        }
        return query;
    }

    /** Percent-decoding as RFC 3986 has it, in which a plus sign is a plus sign. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
