package galaxy.browser;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through all pages as one player after the other, each of whom signs in once. */
final class Visitor implements AutoCloseable {
    private static final int MOST_TIMES = 4;

    private final Site site;
    private final Browser browser;
    private Optional<String> player = Optional.empty();

    /** @param browser that asks for the language of the players; is closed with it */
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
     * @param language of the players: {@code ar}
     * @param look at the page that is open
     */
    void all(String language, Consumer<PageState> look) throws InterruptedException {
        some(PageState.all(), language, look);
    }

    /** Opens these pages. */
    void some(List<PageState> states, String language, Consumer<PageState> look) throws InterruptedException {
        site.speak(language);
        String query = "?lang=" + language;
        for (PageState state : states) {
            become(state.player());
            open(state, query);
            if (!browser.page().equals(state.page())
                    || (!state.state().isEmpty() && !browser.state().equals(state.state()))) {
                throw new AssertionError("%s is %s %s at %s:%n%s"
                        .formatted(
                                state.name(),
                                browser.page(),
                                browser.state(),
                                browser.url().getPath(),
                                browser.text()));
            }
            look.accept(state);
        }
    }

    /** On a machine that is busy a page may say that it came too late; then a person opens it again. */
    private void open(PageState state, String query) throws InterruptedException {
        state.open().open(browser, site, query);
        for (int i = 1; i < MOST_TIMES && browser.state().matches("down|503"); i++) {
            browser.console();
            state.open().open(browser, site, query);
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
