package galaxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A program that uses the client sees Java, the kernel, the client's own values and JSON trees; no message and no library. */
final class PublicSignaturesTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Pattern TYPE = Pattern.compile("(?<![\\w$.])[a-z]\\w*(?:\\.[\\w$]+)+");
    private static final List<String> ALLOWED =
            List.of("java.", "galaxy.kernel.", "galaxy.client.", "tools.jackson.databind.node.");

    @Test
    void contain_no_message_of_a_contract_and_no_type_of_a_library() throws IOException {
        List<Class<?>> classes = publicClasses();
        assertThat(classes).hasSizeGreaterThan(50);
        assertThat(classes.stream().flatMap(PublicSignaturesTest::violations)).isEmpty();
    }

    @Test
    void a_message_in_a_signature_is_found() {
        assertThat(violations(Violation.class)).singleElement().asString().contains("com.google.protobuf.Timestamp");
    }

    /** Has a message in a signature. */
    public static final class Violation {
        public List<com.google.protobuf.Timestamp> times() {
            return List.of();
        }
    }

    private static Stream<String> violations(Class<?> type) {
        return Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors(), type.getDeclaredFields())
                .flatMap(Arrays::stream)
                .filter(member ->
                        Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()))
                .filter(member -> !member.isSynthetic())
                .map(PublicSignaturesTest::signature)
                .filter(signature -> TYPE.matcher(signature)
                        .results()
                        .anyMatch(name -> ALLOWED.stream().noneMatch(name.group()::startsWith)));
    }

    private static String signature(Member member) {
        return switch (member) {
            case Method method -> method.toGenericString();
            case Constructor<?> constructor -> constructor.toGenericString();
            case Field field -> field.toGenericString();
            default -> throw new AssertionError(member);
        };
    }

    private static List<Class<?>> publicClasses() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
