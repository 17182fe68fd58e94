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
        return Stream.of(ofAnyone(), ofTheNew(), ofNova(), withLinksOfNova(), withInvitesOfNova(), ofTheRestricted())
                .flatMap(List::stream)
                .toList();
    }

    /** What more there is to look at, made of the same parts. */
    static List<PageState> others() {
        return List.of(
                new PageState(
                        "landing-signed-out",
                        Optional.empty(),
                        "landing",
                        "",
                        (browser, site, query) -> site.signIn(browser, site.freshAddress())
                                .go(site.page("/standing" + query))
                                .submit("/sign-out")),
                new PageState(
                        "contacts-removed",
                        Optional.of(Site.NEW),
                        "contacts",
                        "",
                        (browser, site, query) -> browser.go(site.page("/contacts" + query))
                                .fill("username", "@lyra")
                                .submit("/contacts/find")
                                .submit("/contacts/add")
                                .submit("/contacts/remove")),
                link("link-used-up", ExamplePlayers.USED_UP),
                link("link-expired", ExamplePlayers.EXPIRED),
                new PageState(
                        "invite-refused",
                        Optional.of(Site.NOVA),
                        "invite",
                        "",
                        (browser, site, query) -> browser.go(site.page("/invites/new" + query))
                                .fill("recipient", "orion")
                                .press("button[value='verify']")));
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
                new PageState("code-ended", Optional.empty(), "code", "ended", (browser, site, query) -> {
                    code(browser, site, query);
                    for (int i = 0; !browser.state().equals("ended") && i < 9; i++) {
                        // What the pages before it wrote to the console is not of this one.
                        browser.console();
                        browser.fill("code", "0000000" + i).submit("/sign-in/code");
                    }
                }),
                opened("c-signed-out", Optional.empty(), "", ExamplePlayers.LIVE),
                opened("c-revoked", Optional.empty(), "revoked", ExamplePlayers.REVOKED),
                opened("c-expired", Optional.empty(), "expired", ExamplePlayers.EXPIRED),
                opened("c-used-up", Optional.empty(), "used-up", ExamplePlayers.USED_UP),
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
                opened("c", Optional.of(Site.NEW), "", ExamplePlayers.LIVE),
                form(Site.NEW, "profile-refused", "profile", "/profile", "/profile/name", "race_name", "--"),
                form(Site.NEW, "contacts-unknown", "contacts", "/contacts", "/contacts/find", "username", "@vega"),
                form(
                        Site.NEW,
                        "username-taken",
                        "username",
                        "/settings/username",
                        "/settings/username",
                        "username",
                        "orion"),
                form(
                        Site.NEW,
                        "public-profile-refused",
                        "public-profile",
                        "/settings/public-profile",
                        "/settings/public-profile",
                        "bio",
                        "Too long. ".repeat(30)),
                form(Site.NEW, "links-refused", "links", "/contacts/links", "/contacts/links", "label", "x".repeat(65)),
                new PageState(
                        "c-already",
                        Optional.of(Site.ORION),
                        "c",
                        "already",
                        (browser, site, query) -> browser.go(
                                        site.page("/c/" + site.link().token().value() + query))
                                .submit("/c")));
    }

    private static List<PageState> ofNova() {
        return List.of(
                of(Site.NOVA, "profile", "profile", "/profile"),
                form(Site.NOVA, "profile-saved", "profile", "/profile", "/profile/name", "race_name", "Nova Pilot"),
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
                link("link", ExamplePlayers.LIVE),
                new PageState(
                        "link-confirm",
                        Optional.of(Site.NOVA),
                        "link",
                        "confirm",
                        (browser, site, query) -> browser.go(site.page(
                                        "/contacts/links/" + site.link().id().value() + query))
                                .press("form[action$='/revoke'] button")),
                link("link-revoked", ExamplePlayers.REVOKED),
                opened("c-own", Optional.of(Site.NOVA), "own", ExamplePlayers.LIVE),
                of(Site.NOVA, "standing", "standing", "/standing"));
    }

    private static List<PageState> withInvitesOfNova() {
        return List.of(
                of(Site.NOVA, "invite", "invite", "/invites/new"),
                new PageState(
                        "invite-verified",
                        Optional.of(Site.NOVA),
                        "invite",
                        "verified",
                        (browser, site, query) -> browser.go(site.page("/invites/new" + query))
                                .fill("recipient", "@lyra")
                                .press("button[value='verify']")),
                new PageState(
                        "invite-would-send",
                        Optional.of(Site.NOVA),
                        "invite",
                        "would-send",
                        (browser, site, query) -> browser.go(site.page("/invites/new" + query))
                                .fill("recipient", "@lyra")
                                .press("button[value='verify']")
                                .press("button[value='create']")));
    }

    private static List<PageState> ofTheRestricted() {
        return List.of(
                of(Site.RESTRICTED, "standing-restricted", "standing", "/standing"),
                of(Site.RESTRICTED, "profile-restricted", "profile", "/profile"),
                of(Site.RESTRICTED, "public-profile-restricted", "public-profile", "/settings/public-profile"),
                new PageState(
                        "signed-out",
                        Optional.empty(),
                        "contacts",
                        "signed-out",
                        (browser, site, query) -> site.signIn(browser, Site.NOVA)
                                .go(site.page("/contacts" + query))
                                .forget()
                                .fill("username", "@orion")
                                .submit("/contacts/find")),
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

    /** What Nova sees of a link. */
    private static PageState link(String name, String label) {
        return new PageState(
                name,
                Optional.of(Site.NOVA),
                "link",
                "",
                (browser, site, query) -> browser.go(
                        site.page("/contacts/links/" + site.link(label).id().value() + query)));
    }

    /** A link of Nova that is opened. */
    private static PageState opened(String name, Optional<String> player, String state, String label) {
        return new PageState(
                name,
                player,
                "c",
                state,
                (browser, site, query) ->
                        browser.go(site.page("/c/" + site.link(label).token().value() + query)));
    }

    /** What comes of one field of a form. */
    private static PageState form(
            String player, String name, String page, String path, String action, String field, String value) {
        return new PageState(
                name,
                Optional.of(player),
                page,
                "",
                (browser, site, query) ->
                        browser.go(site.page(path + query)).fill(field, value).submit(action));
    }

    private static void code(Browser browser, Site site, String query) {
        browser.go(site.page("/sign-in" + query))
                .fill("email", site.freshAddress())
                .submit("/sign-in");
    }
}
