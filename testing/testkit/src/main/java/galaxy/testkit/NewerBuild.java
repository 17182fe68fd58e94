package galaxy.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A build that differs from this one as the next version may: its users service has one more sanction code, plan, and marker,
 * and its connections service stores one more field with a profile. It is compiled from the sources of this one, which have
 * to be there.
 */
public final class NewerBuild {
    public static final String SANCTION = "chat_block";
    public static final String PLAN = "paid_weekly";
    public static final String MARKER = "can_chat";

    /** In every profile that it writes. */
    public static final String FIELD = "\"pronouns\":\"they\"";

    private static final Path SOURCES = Path.of("users", "src", "main", "java", "galaxy", "users");
    private static final Path PROFILES =
            Path.of("connections", "src", "main", "java", "galaxy", "connections", "store", "ProfileFormat.java");

    /** What is added to a source, after the text that it follows. */
    private record Addition(Path source, Map<String, String> after) {
        String applied(Path root) throws IOException {
            String text = Files.readString(root.resolve(source));
            for (Map.Entry<String, String> each : after.entrySet()) {
                int place = text.indexOf(each.getKey());
                if (place < 0) {
                    throw new IllegalStateException(
                            source + " has no text \"" + each.getKey() + "\": change NewerBuild");
                }
                int end = place + each.getKey().length();
                text = text.substring(0, end) + each.getValue() + text.substring(end);
            }
            return text;
        }
    }

    private static final List<Addition> ADDITIONS = List.of(
            new Addition(
                    SOURCES.resolve(Path.of("account", "SanctionCode.java")),
                    Map.of(
                            "implements Comparable<SanctionCode> {",
                            "public static final SanctionCode CHAT_BLOCK = new SanctionCode(\"" + SANCTION + "\");",
                            "LOGIN_BLOCK, PRIVATE_GAME_CREATE_BLOCK,",
                            "CHAT_BLOCK,")),
            new Addition(
                    SOURCES.resolve(Path.of("account", "Plan.java")),
                    Map.of(
                            "record Plan(String code) {",
                            "public static final Plan PAID_WEEKLY = new Plan(\"" + PLAN + "\");",
                            "List.of(FREE,",
                            "PAID_WEEKLY,",
                            "return equals(PAID_MONTHLY)",
                            "|| equals(PAID_WEEKLY)")),
            new Addition(
                    SOURCES.resolve(Path.of("eligibility", "Marker.java")),
                    Map.of(
                            "CAN_LOGIN(\"can_login\", SanctionCode.LOGIN_BLOCK, Optional.empty()),",
                            "CAN_CHAT(\"" + MARKER + "\", SanctionCode.CHAT_BLOCK, Optional.empty()),")),
            new Addition(
                    PROFILES,
                    Map.of(
                            "static void write(JsonFields fields, PublicDetails details) {",
                            "fields.string(\"pronouns\", \"they\");")));

    private NewerBuild() {}

    /**
     * Makes it.
     *
     * @param folder for its files
     * @return the jar, which needs that of this build where it is
     */
    public static Path make(Path folder) {
        try {
            Path sources = Files.createDirectories(folder.resolve("sources"));
            Path classes = Files.createDirectories(folder.resolve("classes"));
            Path root = PackagedGalaxy.root();
            List<String> arguments = new ArrayList<>(
                    List.of("-proc:none", "-nowarn", "-cp", PackagedGalaxy.jar().toString(), "-d", classes.toString()));
            for (Addition each : ADDITIONS) {
                Path source = sources.resolve(each.source().getFileName());
                Files.writeString(source, each.applied(root));
                arguments.add(source.toString());
            }
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
                throw new IllegalStateException("The newer build cannot be compiled; its sources are in " + sources);
            }
            return jar(folder.resolve("newer.jar"), classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path jar, Path classes) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "galaxy.app.Main");
        main.put(Attributes.Name.CLASS_PATH, PackagedGalaxy.jar().toUri().toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                out.write(Files.readAllBytes(each));
                out.closeEntry();
            }
        }
        return jar;
    }
}
