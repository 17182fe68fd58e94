package galaxy.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** A picture of a page, from its first line to its last. */
final class Screenshot {
    private Screenshot() {}

    /** Writes the page that a browser shows as a file whose name ends with {@code .png} or {@code .webp}. */
    static void write(Browser browser, Path file) {
        int width = number(browser, "return document.documentElement.clientWidth");
        int height = number(browser, "return document.documentElement.scrollHeight");
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        String format = file.toString().endsWith(".webp") ? "webp" : "png";
        Object image = browser.driver()
                .executeCdpCommand("Page.captureScreenshot", Map.of("format", format))
                .get("data");
        browser.width(width);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(String.valueOf(image)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Browser browser, String script) {
        return browser.script(script) instanceof Number number ? number.intValue() : 0;
    }
}
