package galaxy.app.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** {@code clients/typescript}, copied to the target folder, with its packages, and built there. */
final class NodeProject {
    private static final Path SOURCE =
            Path.of("..", "clients", "typescript").toAbsolutePath().normalize();
    private static final Path FOLDER = Path.of("target", "typescript").toAbsolutePath();
    private static final Set<String> MADE = Set.of("node_modules", "dist");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
    private static final int OLDEST = 20;
    private static final int MINUTES = 5;

    private NodeProject() {}

    /** The folder. Without Node 20 or npm, or where npm cannot reach the packages, the test is skipped. */
    static Path built() throws IOException {
        Matcher version = VERSION.matcher(output("node", "--version"));
        Assumptions.assumeTrue(
                version.matches() && Integer.parseInt(version.group(1)) >= OLDEST,
                "SKIPPED: Node 20 or later is not on the PATH, and the TypeScript client is not tested");
        copy();
        Assumptions.assumeTrue(
                run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                        .isOk(),
                "SKIPPED: npm could not install the packages of clients/typescript (" + FOLDER + "/npm.log)");
        Ended build = run(Map.of(), "npm", "run", "build");
        assertThat(build.isOk()).as(build.output()).isTrue();
        return FOLDER;
    }

    /** How a command ended, and what it printed. */
    record Ended(boolean isOk, String output) {}

    /** Runs a command in the folder. */
    static Ended run(Map<String, String> environment, String... command) throws IOException {
        Path log = FOLDER.resolve(command[0] + ".log");
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            boolean isDone = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Ended(isDone && process.exitValue() == 0, Files.readString(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String output(String... command) {
        try {
            Files.createDirectories(FOLDER);
            return run(Map.of(), command).output();
        } catch (IOException e) {
            return "";
        }
    }

    private static void copy() throws IOException {
        Files.walkFileTree(SOURCE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (MADE.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(FOLDER.resolve(SOURCE.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file, FOLDER.resolve(SOURCE.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
