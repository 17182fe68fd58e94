package galaxy.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What a {@link RequestTemplate} may compute: numbers, encodings, messages of gRPC and frames of HTTP/2 (RFC 9113, RFC 7541). */
final class TemplateFunctions {
    private static final int FRAME_SIZE = 16_384;
    private static final Map<String, String> COMPRESSED = new ConcurrentHashMap<>();

    private TemplateFunctions() {}

    /**
     * Calls one by its name.
     *
     * @param text its arguments, with a space between them; the last one may have more spaces
     */
    static String apply(String name, String text) {
        return switch (name) {
            case "length" -> Integer.toString(text.length());
            case "hex" -> Integer.toHexString(number(text, 0));
            case "octal" -> Integer.toOctalString(number(text, 0));
            case "odd" -> Integer.toString(2 * number(text, 0) + 1);
            case "even" -> Integer.toString(2 * number(text, 0));
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "url" -> text.replace("@", "%40");
            case "lf" -> text.replace("\r\n", "\n");
            case "cr" -> text.replace("\r\n", "\r");
            case "encode" -> latin1(rest(text, 1).getBytes(Charset.forName(text.split(" ", 2)[0])));
            case "gzip", "deflate" -> COMPRESSED.computeIfAbsent(name + " " + text, TemplateFunctions::compress);
            case "colliding" -> colliding(number(text, 0));
            case "field" ->
                (char) (number(text, 0) << 3 | 2) + varint(rest(text, 1).length()) + rest(text, 1);
            case "prefix" -> (char) number(text, 0) + int32(number(text, 1));
            case "message" -> (char) number(text, 0) + int32(rest(text, 1).length()) + rest(text, 1);
            case "string" -> string(text);
            case "header" -> "\0" + string(text.split(" ", 2)[0]) + string(rest(text, 1));
            case "last" -> last(number(text, 0), rest(text, 1));
            case "frame" -> frame(number(text, 0), number(text, 1), number(text, 2), rest(text, 3));
            default -> throw new IllegalArgumentException("there is no text " + name + ", and it is no function");
        };
    }

    private static int number(String text, int argument) {
        return Integer.parseInt(text.split(" ", argument + 2)[argument]);
    }

    /** What follows so many arguments. */
    private static String rest(String text, int arguments) {
        return text.split(" ", arguments + 1)[arguments];
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return int32(payload.length()).substring(1) + (char) type + (char) flags + int32(stream) + payload;
    }

    /** The last data of a stream, in frames of the largest size that every peer takes. */
    private static String last(int stream, String data) {
        StringBuilder frames = new StringBuilder();
        int at = 0;
        for (; data.length() - at > FRAME_SIZE; at += FRAME_SIZE) {
            frames.append(frame(0, 0, stream, data.substring(at, at + FRAME_SIZE)));
        }
        return frames + frame(0, 1, stream, data.substring(at));
    }

    private static String string(String text) {
        return text.length() < 127 ? (char) text.length() + text : "\u007f" + varint(text.length() - 127) + text;
    }

    private static String varint(int value) {
        return value < 128 ? "" + (char) value : (char) ((value & 127) | 128) + varint(value >> 7);
    }

    private static String int32(int value) {
        return latin1(ByteBuffer.allocate(4).putInt(value).array());
    }

    /** One of 2 048 names that have one hash code in Java, as {@code Aa} and {@code BB} have. */
    private static String colliding(int number) {
        String bits = Integer.toBinaryString(2048 + number).substring(1);
        return bits.replace("0", "Aa").replace("1", "BB");
    }

    private static String compress(String call) {
        String[] parts = call.split(" ", 3);
        byte[] piece = parts[2].getBytes(ISO_8859_1);
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (OutputStream out =
                parts[0].equals("gzip") ? new GZIPOutputStream(small) : new DeflaterOutputStream(small)) {
            for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
                out.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return latin1(small.toByteArray());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
