package galaxy.chassis.http;

import galaxy.kernel.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A file of the class path as clients get it: with a strong {@code ETag}, {@code 304} for who has it, and compressed for who
 * takes that. It is read, digested and compressed once.
 */
public final class StaticFile {
    private static final int HASH_DIGITS = 16;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("yaml", "application/yaml"));

    private final String contentType;
    private final String hash;
    private final byte[] plain;
    private final byte[] compressed;

    private StaticFile(String contentType, byte[] plain) {
        this.contentType = contentType;
        this.hash = HexFormat.of().formatHex(Sha256.of(plain)).substring(0, HASH_DIGITS);
        this.plain = plain;
        this.compressed = Gzip.compress(plain);
    }

    /**
     * Reads it.
     *
     * @param beside the class in whose folder a relative path starts
     * @throws IllegalStateException when it is missing, or the end of its name tells no content type
     */
    public static StaticFile read(Class<?> beside, String path) {
        try (var in = beside.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            return of(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One that was made.
     *
     * @throws IllegalStateException when the end of its name tells no content type
     */
    static StaticFile of(String name, byte[] content) {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException(name + " has an unknown type");
        }
        return new StaticFile(type, content.clone());
    }

    /** Sixteen hexadecimal digits that change with the content. */
    String hash() {
        return hash;
    }

    /**
     * The response to a request for it.
     *
     * @param cacheControl how long a client may use it without asking
     */
    public Response response(Exchange exchange, String cacheControl) {
        boolean isCompressed = compressed.length < plain.length && Gzip.isTaken(exchange.headers("Accept-Encoding"));
        var tag = isCompressed ? "\"" + hash + "-gzip\"" : "\"" + hash + "\"";
        var response = isKnown(exchange.headers("If-None-Match"), tag)
                ? Response.empty(304)
                : Response.shared(contentType, isCompressed ? compressed : plain);
        response = response.with("ETag", tag)
                .with("Cache-Control", cacheControl)
                .with("Vary", "Accept-Encoding")
                .with("X-Content-Type-Options", "nosniff");
        return isCompressed ? response.with("Content-Encoding", "gzip") : response;
    }

    private static boolean isKnown(List<String> headers, String tag) {
        return ListHeader.elements(headers).stream()
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
