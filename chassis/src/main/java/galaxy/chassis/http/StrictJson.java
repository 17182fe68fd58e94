package galaxy.chassis.http;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a body as one JSON object, or refuses it. Stricter than RFC 8259 where two readers might understand the same text
 * differently: well-formed UTF-8 without a byte order mark, no repeated key, nothing after the object, nesting of 16 at most,
 * no unpaired surrogate and no U+0000 in any string or key.
 */
final class StrictJson {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER = 100;

    /** What 64 bits hold; the digits of a number beyond are not even written out. */
    private static final int MAX_WHOLE_DIGITS = 19;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * @throws RefusedException {@code 400 invalid_request} that says what is wrong and never repeats the body
     */
    static Json.Members object(byte[] body) {
        var text = decode(body);
        if (text.isBlank()) {
            throw whole("the body is empty; send a JSON object");
        }
        if (text.charAt(0) == BYTE_ORDER_MARK) {
            throw whole("the body begins with a byte order mark; leave it out");
        }
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw whole("not a JSON object");
            }
            var object = members(parser);
            if (parser.nextToken() != null) {
                throw whole("something follows the JSON object");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw whole("nested deeper than " + MAX_DEPTH + ", or a number of more than " + MAX_NUMBER + " digits");
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw whole("not well-formed JSON"
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        }
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw whole("the body is not well-formed UTF-8");
        }
    }

    private static Json.Members members(JsonParser parser) {
        var fields = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = sound(parser.currentName());
            parser.nextToken();
            if (fields.put(name, value(parser)) != null) {
                throw RefusedException.invalid(Fields.shown(name), "the key is given more than once");
            }
        }
        return new Json.Members(fields);
    }

    private static Json.Items items(JsonParser parser) {
        var values = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return new Json.Items(values);
    }

    private static Json value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Json.Text(sound(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> new Json.Truth(true);
            case VALUE_FALSE -> new Json.Truth(false);
            case VALUE_NULL -> new Json.Nothing();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value can begin with " + parser.currentToken());
        };
    }

    private static Json number(String written) {
        try {
            var number = new BigDecimal(written).stripTrailingZeros();
            return number.scale() > 0 || (long) number.precision() - number.scale() > MAX_WHOLE_DIGITS
                    ? new Json.OtherNumber()
                    : new Json.Whole(number.longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return new Json.OtherNumber();
        }
    }

    /** The text, unless it holds U+0000 or half of a surrogate pair. */
    private static String sound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                throw whole("a string holds U+0000");
            }
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw whole("a string holds an unpaired surrogate");
                }
                i++;
            }
        }
        return text;
    }

    private static RefusedException whole(String reason) {
        return RefusedException.invalid("", reason);
    }
}
