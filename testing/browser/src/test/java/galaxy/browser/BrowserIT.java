package galaxy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests rely on: faults of a page are found, and only they. */
class BrowserIT {
    private static final String GOOD = """
            <!DOCTYPE html><html lang="en"><title>Good</title><meta name="viewport" content="width=device-width">
            <body data-page="good"><main><h1>Good</h1><p>All is in its place.</p><a href="#x">On</a></main>
            """;
    private static final String BAD = """
            <!DOCTYPE html><html><title></title>
            <body data-page="bad" style="margin:0"><main><h1 style="width:600px">Too wide</h1>
            <div style="overflow:hidden;width:40px;white-space:nowrap">cut off by its box</div>
            <p style="position:absolute;top:200px">One text</p><p style="position:absolute;top:205px">Another text</p>
            <button style="width:10px;height:10px;padding:0"></button><img src="data:,"></main>
            """;

    private static URI page(Path folder, String html) throws IOException {
        return Files.writeString(folder.resolve("page.html"), html).toUri();
    }

    @Test
    void faults_of_a_page_are_found(@TempDir Path folder) throws IOException {
        try (Browser browser = Browser.open().width(Browser.NARROW)) {
            browser.go(page(folder, GOOD));
            assertThat(Layout.faults(browser)).isEmpty();
            assertThat(Layout.smallTargets(browser)).isEmpty();
            assertThat(Axe.violations(browser)).isEmpty();
            assertThat(browser.page()).isEqualTo("good");
            browser.go(page(folder, BAD));
            assertThat(String.join("\n", Layout.faults(browser)))
                    .contains("scrolls sideways")
                    .contains("beyond the edge")
                    .contains("cut off: div")
                    .contains("on one another: p");
            assertThat(Layout.smallTargets(browser)).hasSize(1);
            assertThat(String.join("\n", Axe.violations(browser)))
                    .contains("button-name")
                    .contains("image-alt")
                    .contains("html-has-lang");
        }
    }

    @Test
    void scripts_can_be_off(@TempDir Path folder) throws IOException {
        try (Browser browser = Browser.open(false, "de")) {
            browser.go(
                    page(
                            folder,
                            "<!DOCTYPE html><title>x</title><body><main>as it was<script>document.body.textContent = 'changed'</script></main>"));
            assertThat(browser.text()).isEqualTo("as it was");
        }
    }
}
