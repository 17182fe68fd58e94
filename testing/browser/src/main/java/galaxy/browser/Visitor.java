package galaxy.browser;

import java.util.Optional;
import java.util.function.Consumer;

/** Goes through all pages as one player after the other, each of whom signs in once. */
final class Visitor implements AutoCloseable {
    private final Site site;
    private final Browser browser;
    private Optional<String> player = Optional.empty();

    /** @param browser is closed with it */
    Visitor(Site site, Browser browser) {
        this.site = site;
        this.browser = browser;
    }

    Browser browser() {
        return browser;
    }

    /**
     * Opens each page.
     *
     * @param query behind each path: {@code ?lang=ar}
     * @param look at the page that is open
     */
    void all(String query, Consumer<PageState> look) throws InterruptedException {
        for (PageState state : PageState.all()) {
            become(state.player());
            state.open().open(browser, site, query);
            if (!browser.page().equals(state.page())) {
                throw new AssertionError("%s is %s at %s:%n%s"
                        .formatted(state.name(), browser.page(), browser.url().getPath(), browser.text()));
            }
            look.accept(state);
        }
    }

    private void become(Optional<String> next) throws InterruptedException {
        if (next.isEmpty()) {
            browser.forget();
        } else if (!next.equals(player)) {
            site.signIn(browser, next.get());
        }
        player = next;
    }

    @Override
    public void close() {
        browser.close();
    }
}
