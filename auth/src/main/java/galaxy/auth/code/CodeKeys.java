package galaxy.auth.code;

import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where code keys come from: a setting, or a file that is drawn once. No message shows a key. */
public final class CodeKeys {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/]{43}=)");
    private static final String RULE = "write id:base64 with the base64 of 32 bytes, separated by commas, newest first";

    private CodeKeys() {}

    /** The keys of {@code auth.code-keys}: {@code id:base64} of 32 bytes, separated by commas, newest first. */
    public static Parsed<List<CodeKey>> parse(Secret setting) {
        List<CodeKey> keys = new ArrayList<>();
        for (String entry : setting.reveal().split(",", -1)) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                return Parsed.invalid("not a list of keys; " + RULE);
            }
            String id = parts.group(1);
            if (keys.stream().anyMatch(key -> key.id().equals(id))) {
                return Parsed.invalid("ambiguous; give each key its own id");
            }
            keys.add(new CodeKey(id, Base64.getDecoder().decode(parts.group(2))));
        }
        return Parsed.valid(List.copyOf(keys));
    }

    /**
     * The key of a file, which only its owner can read; drawn and written if there is none.
     *
     * @throws IOException when it cannot be read or written, or has something else in it
     */
    public static List<CodeKey> ofFile(Path file, RandomGenerator random) throws IOException {
        if (!Files.exists(file)) {
            draw(file, random);
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (parse(Secret.of(text)) instanceof Parsed.Valid<List<CodeKey>>(List<CodeKey> keys)) {
            return keys;
        }
        throw new IOException(file + " has no code key in it; delete it to draw another one");
    }

    /** Whether others than its owner may read the file; unknown, and {@code false}, where files have no such modes. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).stream()
                    .anyMatch(each -> !each.name().startsWith("OWNER_"));
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    /** Written beside it and moved, so that it is never half there; another process that is faster wins. */
    private static void draw(Path file, RandomGenerator random) throws IOException {
        byte[] key = new byte[CodeKey.BYTES];
        random.nextBytes(key);
        byte[] id = new byte[4];
        random.nextBytes(id);
        String text = HexFormat.of().formatHex(id) + ":" + Base64.getEncoder().encodeToString(key) + "\n";
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path part =
                file.resolveSibling(file.getFileName() + "." + HexFormat.of().formatHex(id));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            int written = channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            if (written != text.length()) {
                throw new IOException(part + " cannot be written");
            }
        }
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
            // Another process has drawn one meanwhile.
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
