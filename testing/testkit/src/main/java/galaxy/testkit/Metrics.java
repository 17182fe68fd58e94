package galaxy.testkit;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Metrics as a scraper reads them.
 *
 * @param text in the text format of Prometheus
 */
public record Metrics(String text) {
    public static Metrics of(PrometheusRegistry registry) {
        var text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Metrics(text.toString(StandardCharsets.UTF_8));
    }

    /** The lines that begin so. */
    public List<String> lines(String prefix) {
        return text.lines().filter(line -> line.startsWith(prefix)).toList();
    }

    /** Whether there is a series of this metric. */
    public boolean has(String name) {
        return series(name).findAny().isPresent();
    }

    /** The sum of the series of this metric that have all these labels, each {@code name="value"}; 0 without one. */
    public double sum(String name, String... labels) {
        return series(name)
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** The same, of a metric that must be there. */
    public double value(String name, String... labels) {
        if (!has(name)) {
            throw new IllegalStateException("There is no metric " + name);
        }
        return sum(name, labels);
    }

    private Stream<String> series(String name) {
        return text.lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"));
    }
}
