package galaxy.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that a test needs besides a JDK. {@code .ci/packages} lists the Debian packages of all of them, which
 * {@code .ci/run} installs.
 */
public enum RequiredProgram {
    CHROMIUM("chromium", "chromium"),
    POSTFIX("postfix", "postfix"),
    PYTHON("python3", "python3"),
    SYSTEMD_ANALYZE("systemd-analyze", "systemd");

    private final String command;
    private final String debianPackage;

    RequiredProgram(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** The Debian package that contains it. */
    public String debianPackage() {
        return debianPackage;
    }

    /** Where it is on the PATH. Without it the test is skipped, or fails where {@code CI} is {@code true}. */
    public Path require() {
        return require(System.getenv());
    }

    Path require(Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, command);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        String missing = "%s is not on the PATH. Install the Debian package %s.".formatted(command, debianPackage);
        return "true".equals(environment.get("CI")) ? Assertions.fail(missing) : Assumptions.abort(missing);
    }
}
