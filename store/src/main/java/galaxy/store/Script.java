package galaxy.store;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts. Each is in a {@code .lua} file of its name beside this class, whose header names keys, arguments and replies. */
enum Script {
    COMMIT(ScriptOutputType.STATUS),
    COMMIT_ALL(ScriptOutputType.MULTI),
    CLAIM(ScriptOutputType.VALUE),
    RELEASE(ScriptOutputType.INTEGER),
    SETTLE(ScriptOutputType.INTEGER),
    NAME_POLICY(ScriptOutputType.INTEGER),
    PUBLISH(ScriptOutputType.MULTI),
    TRIM(ScriptOutputType.INTEGER),
    MOVE_CHECKPOINT(ScriptOutputType.INTEGER),
    RATE_LIMIT(ScriptOutputType.INTEGER),
    REPLAY_GUARD(ScriptOutputType.MULTI),
    REPLAY_PROBE(ScriptOutputType.MULTI),
    SCAN(ScriptOutputType.MULTI),
    GET_MANY(ScriptOutputType.MULTI),
    READ_LINKED(ScriptOutputType.MULTI),
    WRITE_PROBE(ScriptOutputType.INTEGER);

    private final ScriptOutputType reply;
    private final String text;
    private final String digest;

    Script(ScriptOutputType reply) {
        this.reply = reply;
        this.text = this.name().equals("COMMIT_ALL") ? commitAll() : read(operation() + ".lua");
        this.digest = sha1(text);
    }

    /** The name of the script in metrics. */
    String operation() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may change anything that replicas have. */
    boolean writes() {
        return this != SCAN && this != GET_MANY && this != READ_LINKED && this != RATE_LIMIT && this != WRITE_PROBE;
    }

    ScriptOutputType reply() {
        return reply;
    }

    String text() {
        return text;
    }

    String digest() {
        return digest;
    }

    private static String commitAll() {
        String commit = read("commit.lua");
        String first = "#!lua\n";
        return first + "local function commit(KEYS, ARGV)\n" + commit.substring(first.length()) + "end\n"
                + read("commit_all.lua");
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the script " + file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
