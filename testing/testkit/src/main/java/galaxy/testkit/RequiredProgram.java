package galaxy.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that a test needs besides a JDK, and besides the shell and the core utilities without which {@code ./galaxy} does
 * not run. {@code .ci/packages} lists the Debian packages of all of them, which {@code .ci/run} installs.
 */
public enum RequiredProgram {
    CHROMEDRIVER("chromedriver", "chromium-driver"),
    CHROMIUM("chromium", "chromium"),
    H2LOAD("h2load", "nghttp2-client"),
    NPM("npm", "npm"),
    POSTFIX("postfix", "postfix"),
    PYTHON("python3", "python3"),
    SCRIPT("script", "bsdutils"),
    SETPRIV("setpriv", "util-linux"),
    SYSTEMD_ANALYZE("systemd-analyze", "systemd"),
    TAR("tar", "tar"),
    WRK("wrk", "wrk");

    private final String command;
    private final String debianPackage;

    RequiredProgram(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** The Debian package that contains it, a space and its name: a line of {@code .ci/packages}. */
    String line() {
        return debianPackage + " " + command;
    }

    /** Where it is on the PATH. Without it the test is skipped, or fails where {@code CI} is {@code true}. */
    public Path require() {
        return require(System.getenv());
    }

    Path require(Map<String, String> environment) {
        return find(environment)
                .orElseGet(() -> missing(
                        "%s is not on the PATH. Install the Debian package %s.".formatted(command, debianPackage),
                        environment));
    }

    /** Where it is on the PATH, for a program that does without it if need be. */
    public Optional<Path> find() {
        return find(System.getenv());
    }

    private Optional<Path> find(Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, command);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Ends a test that lacks what it needs: it is skipped, or fails where {@code CI} is {@code true}. */
    public static void missing(String what) {
        Path _ = missing(what, System.getenv());
    }

    private static Path missing(String what, Map<String, String> environment) {
        return "true".equals(environment.get("CI")) ? Assertions.fail(what) : Assumptions.abort(what);
    }
}
