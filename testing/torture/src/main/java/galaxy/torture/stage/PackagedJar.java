package galaxy.torture.stage;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The program as it is released, and how {@code ./galaxy serve} starts it, with a heap of limited size.
 *
 * @param jar {@code app/target/galaxy.jar}
 * @param torture {@code torture/target/galaxy-torture.jar}, or the folder of classes beside it
 */
public record PackagedJar(Path jar, Path torture) {
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseG1GC",
            "-Xmx512m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    /**
     * The program of the build that this class is of.
     *
     * @throws StageException if it was not built
     */
    public static PackagedJar find() {
        Path torture;
        try {
            torture = Path.of(PackagedJar.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new StageException("The folder of the torture is unknown", e);
        }
        Path jar = torture.resolveSibling(Path.of("..", "..", "..", "app", "target", "galaxy.jar"))
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new StageException(jar + " is missing. Build it with ./galaxy build");
        }
        return new PackagedJar(jar, torture);
    }

    /** {@code galaxy serve} with settings, each {@code key=value}, and with a clock that is this far ahead. */
    List<String> serve(List<String> settings, Duration ahead) {
        List<String> command = java();
        if (!ahead.isZero()) {
            command.addAll(List.of(
                    "-cp", jar + File.pathSeparator + torture, ShiftedGalaxy.class.getName(), ahead.toString()));
            command.addAll(settings);
            return command;
        }
        Path cache = jar.resolveSibling("galaxy.aot");
        if (Files.isRegularFile(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off:stderr", "-Xlog:cds=off:stderr"));
        }
        command.addAll(List.of("-jar", jar.toString(), "serve"));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        return command;
    }
}
