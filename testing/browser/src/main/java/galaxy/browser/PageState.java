package galaxy.browser;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page in a state that it can be in.
 *
 * @param name of its picture
 * @param player who looks at it; none: signed out
 * @param page its word in {@code data-page}
 * @param state its word in {@code data-state}; empty without one
 * @param open opens it
 */
record PageState(String name, Optional<String> player, String page, String state, Opening open) {
    /** How a person comes to the page. */
    @FunctionalInterface
    interface Opening {
        /**
         * Opens it.
         *
         * @param query behind the path, with its question mark
         */
        void open(Browser browser, Site site, String query) throws InterruptedException;
    }

    /** All pages, those of one player side by side. */
    static List<PageState> all() {
        return Stream.of(ofAnyone(), ofTheNew(), ofNova(), withLinksOfNova(), ofTheRestricted())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PageState> ofAnyone() {
        return List.of(
                signedOut("landing", "landing", "/"),
                signedOut("sign-in", "sign-in", "/sign-in"),
                new PageState(
                        "sign-in-refused",
                        Optional.empty(),
                        "sign-in",
                        "",
                        (browser, site, query) -> browser.go(site.page("/sign-in" + query))
                                .fill("email", "no address")
                                .submit("/sign-in")),
                new PageState("code", Optional.empty(), "code", "", PageState::code),
                new PageState("code-wrong", Optional.empty(), "code", "", (browser, site, query) -> {
                    code(browser, site, query);
                    browser.fill("code", "00000000").submit("/sign-in/code");
                }),
                new PageState(
                        "c-signed-out",
                        Optional.empty(),
                        "c",
                        "",
                        (browser, site, query) ->
                                browser.go(site.page("/c/" + site.link().token().value() + query))),
                new PageState(
                        "c-revoked",
                        Optional.empty(),
                        "c",
                        "revoked",
                        (browser, site, query) -> browser.go(
                                site.page("/c/" + site.revokedLink().token().value() + query))),
                signedOut("c-unknown", "c", "unknown", "/c/AAAAAAAAAAAAAAAAAAAAAA"),
                signedOut("error-404", "error", "404", "/no-such-page"));
    }

    private static List<PageState> ofTheNew() {
        return List.of(
                of(Site.NEW, "profile-new", "profile", "/profile"),
                of(Site.NEW, "username-new", "username", "/settings/username"),
                of(Site.NEW, "public-profile-new", "public-profile", "/settings/public-profile"),
                of(Site.NEW, "contacts-empty", "contacts", "/contacts"),
                of(Site.NEW, "links-empty", "links", "/contacts/links"),
                of(Site.NEW, "standing-new", "standing", "/standing"),
                new PageState(
                        "c",
                        Optional.of(Site.NEW),
                        "c",
                        "",
                        (browser, site, query) ->
                                browser.go(site.page("/c/" + site.link().token().value() + query))));
    }

    private static List<PageState> ofNova() {
        return List.of(
                of(Site.NOVA, "profile", "profile", "/profile"),
                of(Site.NOVA, "settings", "settings", "/settings"),
                of(Site.NOVA, "username", "username", "/settings/username"),
                new PageState(
                        "username-confirm",
                        Optional.of(Site.NOVA),
                        "username",
                        "confirm",
                        (browser, site, query) -> browser.go(site.page("/settings/username" + query))
                                .fill("username", "nova.two")
                                .submit("/settings/username")),
                of(Site.NOVA, "public-profile", "public-profile", "/settings/public-profile"),
                of(Site.NOVA, "sessions", "sessions", "/settings/sessions"),
                of(Site.NOVA, "contacts", "contacts", "/contacts"),
                new PageState(
                        "contacts-found",
                        Optional.of(Site.NOVA),
                        "contacts",
                        "found",
                        (browser, site, query) -> browser.go(site.page("/contacts" + query))
                                .fill("username", "@orion")
                                .submit("/contacts/find")));
    }

    private static List<PageState> withLinksOfNova() {
        return List.of(
                of(Site.NOVA, "links", "links", "/contacts/links"),
                new PageState(
                        "link",
                        Optional.of(Site.NOVA),
                        "link",
                        "",
                        (browser, site, query) -> browser.go(
                                site.page("/contacts/links/" + site.link().id().value() + query))),
                new PageState(
                        "c-own",
                        Optional.of(Site.NOVA),
                        "c",
                        "own",
                        (browser, site, query) ->
                                browser.go(site.page("/c/" + site.link().token().value() + query))),
                of(Site.NOVA, "invite", "invite", "/invites/new"),
                new PageState(
                        "invite-verified",
                        Optional.of(Site.NOVA),
                        "invite",
                        "verified",
                        (browser, site, query) -> browser.go(site.page("/invites/new" + query))
                                .fill("recipient", "@lyra")
                                .press("button[value='verify']")),
                of(Site.NOVA, "standing", "standing", "/standing"));
    }

    private static List<PageState> ofTheRestricted() {
        return List.of(
                of(Site.RESTRICTED, "standing-restricted", "standing", "/standing"),
                of(Site.RESTRICTED, "profile-restricted", "profile", "/profile"),
                of(Site.RESTRICTED, "public-profile-restricted", "public-profile", "/settings/public-profile"),
                new PageState("sign-in-blocked", Optional.empty(), "standing", "blocked", (browser, site, query) -> {
                    String email = site.blockedAddress();
                    browser.go(site.page("/sign-in" + query))
                            .fill("email", email)
                            .submit("/sign-in");
                    browser.fill("code", site.code(email)).submit("/sign-in/code");
                }));
    }

    private static PageState signedOut(String name, String page, String path) {
        return signedOut(name, page, "", path);
    }

    private static PageState signedOut(String name, String page, String state, String path) {
        return new PageState(
                name, Optional.empty(), page, state, (browser, site, query) -> browser.go(site.page(path + query)));
    }

    private static PageState of(String player, String name, String page, String path) {
        return new PageState(
                name, Optional.of(player), page, "", (browser, site, query) -> browser.go(site.page(path + query)));
    }

    private static void code(Browser browser, Site site, String query) {
        browser.go(site.page("/sign-in" + query))
                .fill("email", site.freshAddress())
                .submit("/sign-in");
    }
}
