package galaxy.torture.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What a {@link Template} may compute: numbers, encodings, messages of gRPC and frames of HTTP/2 (RFC 9113, RFC 7541). */
final class Functions {
    private static final List<String> FRAMES = List.of(
            "DATA",
            "HEADERS",
            "PRIORITY",
            "RST_STREAM",
            "SETTINGS",
            "PUSH_PROMISE",
            "PING",
            "GOAWAY",
            "WINDOW_UPDATE",
            "CONTINUATION");
    private static final int FRAME_SIZE = 16_384;
    private static final Map<String, String> COMPRESSED = new ConcurrentHashMap<>();

    private Functions() {}

    /**
     * Calls one by its name.
     *
     * @param text its arguments, with a space between them; the last one may have more spaces
     */
    static String apply(String name, String text) {
        return switch (name) {
            case "length" -> Integer.toString(text.length());
            case "hex" -> Integer.toHexString(Integer.parseInt(text));
            case "octal" -> Integer.toOctalString(Integer.parseInt(text));
            case "odd" -> Integer.toString(2 * Integer.parseInt(text) + 1);
            case "even" -> Integer.toString(2 * Integer.parseInt(text));
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "url" -> text.replace("@", "%40");
            case "lf" -> text.replace("\r\n", "\n");
            case "cr" -> text.replace("\r\n", "\r");
            case "encode" -> latin1(first(text, 2)[1].getBytes(Charset.forName(first(text, 2)[0])));
            case "gzip", "deflate" -> COMPRESSED.computeIfAbsent(name + " " + text, Functions::compress);
            case "colliding" -> colliding(Integer.parseInt(text));
            case "field" -> field(Integer.parseInt(first(text, 2)[0]), first(text, 2)[1]);
            case "prefix" -> (char) integer(text, 0) + number(integer(text, 1));
            case "message" -> message(integer(text, 0), first(text, 2)[1]);
            case "string" -> string(text);
            case "header" -> "\0" + string(first(text, 2)[0]) + string(first(text, 2)[1]);
            case "block" -> block(first(text, 2)[0]) + first(text, 2)[1];
            case "last" -> last(first(text, 2)[0], first(text, 2)[1]);
            case "reset" -> frame(FRAMES.indexOf("RST_STREAM"), 0, Integer.parseInt(text), number(8));
            case "frame" -> frame(integer(text, 0), integer(text, 1), integer(text, 2), first(text, 4)[3]);
            default -> frame(name, text);
        };
    }

    private static String[] first(String text, int parts) {
        return text.split(" ", parts);
    }

    private static int integer(String text, int part) {
        return Integer.parseInt(first(text, part + 2)[part]);
    }

    private static String frame(String name, String text) {
        if (!FRAMES.contains(name)) {
            throw new IllegalArgumentException("there is no function or text " + name);
        }
        return frame(FRAMES.indexOf(name), integer(text, 0), integer(text, 1), first(text, 3)[2]);
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return number(payload.length()).substring(1) + (char) type + (char) flags + number(stream) + payload;
    }

    /** The last data of a stream, in frames of the largest size that every peer takes. */
    private static String last(String stream, String data) {
        StringBuilder frames = new StringBuilder();
        int at = 0;
        for (; data.length() - at > FRAME_SIZE; at += FRAME_SIZE) {
            frames.append(frame(0, 0, Integer.parseInt(stream), data.substring(at, at + FRAME_SIZE)));
        }
        return frames + frame(0, 1, Integer.parseInt(stream), data.substring(at));
    }

    /** The headers of a call, without an entry in the peer's table. */
    private static String block(String path) {
        return List.of(
                        ":method POST",
                        ":scheme http",
                        ":path " + path,
                        ":authority galaxy",
                        "content-type application/grpc",
                        "te trailers")
                .stream()
                .map(header -> apply("header", header))
                .reduce("", String::concat);
    }

    private static String string(String text) {
        return text.length() < 127 ? (char) text.length() + text : "\u007f" + varint(text.length() - 127) + text;
    }

    private static String field(int number, String text) {
        return (char) (number << 3 | 2) + varint(text.length()) + text;
    }

    private static String varint(int value) {
        return value < 128 ? "" + (char) value : (char) ((value & 127) | 128) + varint(value >> 7);
    }

    private static String message(int flag, String content) {
        return (char) flag + number(content.length()) + content;
    }

    private static String number(int value) {
        return latin1(ByteBuffer.allocate(4).putInt(value).array());
    }

    /** Fields whose names have one hash code in Java, as {@code Aa} and {@code BB} have. */
    private static String colliding(int count) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < count; i++) {
            json.append(",\"");
            for (int bit = 1; bit < count; bit <<= 1) {
                json.append((i & bit) == 0 ? "Aa" : "BB");
            }
            json.append("\":1");
        }
        return json.toString();
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
