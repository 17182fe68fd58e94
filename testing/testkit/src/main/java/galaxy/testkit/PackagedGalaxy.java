package galaxy.testkit;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program as it is released, {@code app/target/galaxy.jar}, and how {@code ./galaxy} runs it. */
public final class PackagedGalaxy {
    /** Of the JVM. */
    static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    /** More of these for {@code serve}, which bound its memory. */
    private static final List<String> BOUNDS = List.of(
            "-Xmx96m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:TrimNativeHeapInterval=5000");

    private PackagedGalaxy() {}

    /** The options of the JVM that {@code ./galaxy} gives. */
    public static List<String> options() {
        return OPTIONS;
    }

    /** What {@code ./galaxy} adds to these for {@code serve}. */
    public static List<String> bounds() {
        return BOUNDS;
    }

    /**
     * The program of the build that this class is of. {@code serve} has its memory bounded, as {@code ./galaxy} does it.
     *
     * @throws IllegalStateException if it was not built; the message is for people
     */
    public static JvmProcess.Program program(String... arguments) {
        var program = new JvmProcess.Program(List.of("-jar", jar().toString()), arguments);
        return arguments.length > 0 && arguments[0].equals("serve") ? bounded(program) : program;
    }

    /** A program with its memory bounded as {@code ./galaxy} does it for {@code serve}. */
    public static JvmProcess.Program bounded(JvmProcess.Program program) {
        return program.withJvmOptions(BOUNDS.toArray(String[]::new)).withEnvironment(Map.of("MALLOC_ARENA_MAX", "2"));
    }

    /** The same program with the cache for a fast start, if it was made for the jar. */
    public static JvmProcess.Program withFastStart(JvmProcess.Program program) {
        Path cache = jar().resolveSibling("galaxy.aot");
        return Files.isRegularFile(cache)
                ? program.withJvmOptions("-XX:AOTCache=" + cache, "-Xlog:aot=off:stderr", "-Xlog:cds=off:stderr")
                : program;
    }

    /** The same program of another build. */
    public static JvmProcess.Program of(Path jar, JvmProcess.Program program) {
        return program.withCode("-jar", jar.toString());
    }

    /** The same program, started by another class beside those of the jar of a build. */
    public static JvmProcess.Program withMain(Class<?> main, Path jar, JvmProcess.Program program) {
        return program.withCode("-cp", jar + File.pathSeparator + codeOf(main), main.getName());
    }

    /** The folder with the sources of the build that this class is of. */
    static Path root() {
        return jar().resolveSibling(Path.of("..", "..")).normalize();
    }

    /**
     * The jar of the build that this class is of.
     *
     * @throws IllegalStateException if it was not built; the message is for people
     */
    public static Path jar() {
        for (Path folder = codeOf(PackagedGalaxy.class); folder != null; folder = folder.getParent()) {
            Path jar = folder.resolve(Path.of("app", "target", "galaxy.jar"));
            if (Files.isRegularFile(jar)) {
                return jar;
            }
        }
        throw new IllegalStateException("app/target/galaxy.jar is missing. Build it with ./galaxy build");
    }

    /** The folder or the jar with a class. */
    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
