package galaxy.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The stored forms of values, as bytes in files beside a test: {@code golden/<name>.1.json}, {@code .2.json} and so on. The last one
 * is how the value is written today; all of them are read to it, for ever.
 */
public final class GoldenFiles {
    private final Class<?> test;

    public GoldenFiles(Class<?> test) {
        this.test = test;
    }

    /**
     * Checks a form.
     *
     * @param write how the value is stored today
     * @param read reads it
     * @throws AssertionError when the form has changed without a new file, or an earlier form is no longer read
     */
    public <T> void check(String name, T value, Supplier<String> write, Function<String, T> read) {
        List<String> forms = forms(name);
        String written = write.get();
        if (forms.isEmpty() || !forms.getLast().equals(written)) {
            throw new AssertionError(
                    "the stored form of " + name + " has changed: store.md says how it may; then add golden/" + name
                            + "." + (forms.size() + 1) + ".json with\n" + written);
        }
        for (int i = 0; i < forms.size(); i++) {
            T back = read.apply(forms.get(i));
            if (!back.equals(value)) {
                throw new AssertionError(
                        "golden/" + name + "." + (i + 1) + ".json is read as\n" + back + "\nand not as\n" + value);
            }
        }
    }

    private List<String> forms(String name) {
        List<String> forms = new ArrayList<>();
        while (true) {
            String file = "golden/" + name + "." + (forms.size() + 1) + ".json";
            if (test.getResource(file) == null) {
                return forms;
            }
            try (InputStream in = requireNonNull(test.getResourceAsStream(file))) {
                forms.add(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
