package galaxy.torture.stage;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program as it ships, and how {@code ./galaxy serve} starts it. */
public final class PackagedJar {
    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseG1GC",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    private final Path jar;
    private final Path torture;

    private PackagedJar(Path jar, Path torture) {
        this.jar = jar;
        this.torture = torture;
    }

    /**
     * {@code app/target/galaxy.jar} of the build that this class is of.
     *
     * @throws StageException when it has not been built
     */
    public static PackagedJar find() {
        Path torture = ownPlace();
        Path jar = torture.resolveSibling(Path.of("..", "..", "..", "app", "target", "galaxy.jar"))
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new StageException("there is no " + jar + ": build it with ./galaxy build");
        }
        return new PackagedJar(jar, torture);
    }

    /** {@code galaxy serve} with settings, each {@code key=value}. */
    List<String> serve(List<String> settings) {
        return serve(List.of(), settings);
    }

    /** The same in a JVM with options of its own. */
    public List<String> serve(List<String> options, List<String> settings) {
        List<String> command = java();
        command.addAll(options);
        Path cache = jar.resolveSibling("galaxy.aot");
        if (Files.isRegularFile(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off:stderr", "-Xlog:cds=off:stderr"));
        }
        command.addAll(List.of("-jar", jar.toString(), "serve"));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    /** The same program with a clock that is wrong by so much. */
    List<String> serve(List<String> settings, Duration ahead) {
        List<String> command = java();
        command.addAll(List.of(
                "-cp", jar + java.io.File.pathSeparator + torture, ShiftedGalaxy.class.getName(), ahead.toString()));
        command.addAll(settings);
        return command;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        return command;
    }

    /** {@code torture/target/galaxy-torture.jar}, or the folder of classes beside it. */
    private static Path ownPlace() {
        try {
            return Path.of(PackagedJar.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new StageException("the torture does not know where it is", e);
        }
    }
}
