package galaxy.chassis.http;

import galaxy.chassis.identity.Access;
import galaxy.contracts.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/**
 * Files of pages under names that change with their content: {@code assets/page.0123456789abcdef.css}. Clients keep them
 * for ever and never ask again. Everything is prepared when the table is made.
 */
public final class StaticFiles {
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, StaticFile> files = new HashMap<>();

    /**
     * Reads the files.
     *
     * @param beside the class in whose folder the files are
     * @throws IllegalStateException when one is missing
     */
    public static StaticFiles of(Class<?> beside, String... names) {
        var all = new StaticFiles();
        for (var name : names) {
            all.add(name, StaticFile.read(beside, name));
        }
        return all;
    }

    /** The same table with a file that was made at start. */
    public StaticFiles with(String name, byte[] content) {
        var all = new StaticFiles();
        all.paths.putAll(paths);
        all.files.putAll(files);
        all.add(name, StaticFile.of(name, content));
        return all;
    }

    /** The files of both tables. */
    public StaticFiles and(StaticFiles others) {
        var all = new StaticFiles();
        all.paths.putAll(paths);
        all.files.putAll(files);
        all.paths.putAll(others.paths);
        all.files.putAll(others.files);
        return all;
    }

    private void add(String name, StaticFile file) {
        int dot = name.lastIndexOf('.');
        var hashed = name.substring(name.lastIndexOf('/') + 1, dot) + "." + file.hash() + name.substring(dot);
        paths.put(name, "assets/" + hashed);
        files.put(hashed, file);
    }

    private StaticFiles() {}

    /**
     * The path for links, without a slash at its start: relative to the root of the listener, which may be behind a prefix.
     *
     * @throws IllegalArgumentException for a name that is not in the table
     */
    public String path(String name) {
        var path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return path;
    }

    /** Serves all of them, to everybody. */
    public Route route() {
        return Route.get("/assets/{file}", Access.anyone(), exchange -> {
            var file = files.get(exchange.path("file"));
            return file == null ? Response.error(ErrorCode.ROUTE_NOT_FOUND) : file.response(exchange, FOREVER);
        });
    }
}
