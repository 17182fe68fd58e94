package galaxy.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is about a page or three, a method fits a screen, a constructor takes five things. */
final class LengthsTest {
    private static final Path ROOT = Path.of("..");

    /** What may be longer, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("store/src/main/java/galaxy/store/StoreMetrics.java: <init>", "one metric after the other"),
            Map.entry("app/src/test/java/galaxy/app/WrongInputIT.java:", "one table of bad input"),
            Map.entry("users/src/test/java/galaxy/users/api/StrictnessIT.java:", "one table of bad input"),
            Map.entry("users/src/test/java/galaxy/users/api/SignInIT.java:", "one table of bad input"),
            Map.entry("connections/src/test/java/galaxy/connections/api/ContactLinksIT.java:", "one life of a link"));

    private static final Pattern TORTURE =
            Pattern.compile("/testing/(?:torture|models)/src/main/java/galaxy/(?:torture|models)/(\\w+)");

    private static final Set<String> OWN_PACKAGES = Set.of("auth", "geoprofile", "gateway", "web");
    private static final String SHARED = "all others";

    /** Of torture and the models: what users and connections need, and what all services share. */
    private static final int MOST_OF_TORTURE = 9_000;

    /** Of torture and the model of a service, in packages of its own. */
    private static final int MOST_OF_A_SERVICE = 1_300;

    @TempDir
    private Path folder;

    @Test
    void what_ships_its_tools_and_its_tests_are_short_apart_from_the_exceptions() throws IOException {
        List<String> found = new ArrayList<>(Lengths.tooLong(ROOT, sources("main")));
        Lengths.tooLong(ROOT, sources("test")).stream()
                .filter(each -> each.endsWith(" lines") && !each.contains(" has "))
                .forEach(found::add);
        assertThat(found).as("too long").filteredOn(LengthsTest::isNoException).isEmpty();
        assertThat(EXCEPTIONS.keySet())
                .as("an exception that is needed")
                .allSatisfy(exception -> assertThat(found).anyMatch(each -> each.startsWith(exception)));
    }

    @Test
    void finds_what_is_too_long() throws IOException {
        String long41 = lines("        nothing();", Lengths.METHOD_LINES - 1);
        Path method = write("A", "class A {\n    void much() {\n" + long41 + "    }\n}\n");
        Path constructor = write("B", "class B {\n    B(int a, int b, int c, int d, int e, int f) {}\n}\n");
        Path file = write("C", lines("// nothing", Lengths.FILE_LINES) + "class C {}\n");
        Path allowed = write(
                "D",
                "record D(int a, int b, int c, int d, int e, int f) {\n    void most() {\n"
                        + lines("        nothing();", Lengths.METHOD_LINES - 2) + "    }\n}\n");
        assertThat(Lengths.tooLong(folder, List.of(method, constructor, file, allowed)))
                .containsExactly(
                        "A.java: much has 41 lines", "B.java: the constructor takes 6 parameters", "C.java: 301 lines");
    }

    @Test
    void torture_grows_by_services_alone() throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Path file : sources("main")) {
            Matcher part = TORTURE.matcher(file.toString());
            if (part.find()) {
                String service = part.group(1).replaceFirst("^geo$", "geoprofile");
                boolean isShared = !OWN_PACKAGES.contains(service);
                lines.merge(
                        isShared ? SHARED : service, Files.readAllLines(file).size(), Integer::sum);
            }
        }
        assertThat(lines).containsKeys(SHARED, "auth", "geoprofile");
        lines.forEach((service, count) -> assertThat(count)
                .as(service)
                .isLessThanOrEqualTo(service.equals(SHARED) ? MOST_OF_TORTURE : MOST_OF_A_SERVICE));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".java"), text);
    }

    private static String lines(String line, int count) {
        return IntStream.range(0, count).mapToObj(i -> line + "\n").collect(Collectors.joining());
    }

    private static boolean isNoException(String each) {
        return EXCEPTIONS.keySet().stream().noneMatch(each::startsWith);
    }

    private static List<Path> sources(String kind) throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/" + kind + "/java/"))
                    .toList();
        }
    }
}
