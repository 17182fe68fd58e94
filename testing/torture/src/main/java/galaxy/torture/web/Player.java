package galaxy.torture.web;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** A player who has signed in, and what the pages have acknowledged. For one thread at a time. */
final class Player {
    static final String SHOWN = "a page shows what a form has saved";
    static final String AGAIN = "a form that is sent again has its first result";
    static final String FOREIGN = "a form of another site is refused";
    static final String STRICT = "a form that is none of ours is refused";
    static final String BESIDE = "a cookie of another program signs no one out";
    static final String ENDED = "no page is shown to one who has signed out";

    private static final String PROFILE = "/profile";
    private static final String LINKS = "/contacts/links";
    private static final List<String> PAGES = List.of(
            PROFILE,
            "/settings",
            "/settings/username",
            "/settings/public-profile",
            "/settings/sessions",
            "/standing",
            "/contacts",
            LINKS,
            "/invites/new",
            "/",
            "/sign-in",
            "/nothing",
            "/c/none");

    /** Forms that are none: a field twice, an unknown one, a NUL, bytes that are not UTF-8. */
    private static final List<String[]> WRONG = List.of(
            new String[] {"race_name", "a", "race_name", "b"},
            new String[] {"other", "a"},
            new String[] {"race_name", "\0"},
            new String[] {"race_name", "a", "%FF", "b"});

    private static final List<Map.Entry<String, String>> SITES = List.of(
            Map.entry("Sec-Fetch-Site", "cross-site"),
            Map.entry("Sec-Fetch-Site", "same-site"),
            Map.entry("Sec-Fetch-Site", "x"),
            Map.entry("Origin", "null"),
            Map.entry("Origin", "https://127.0.0.1"),
            Map.entry("Origin", "http://torture.example"));
    private static final List<String> COOKIES = List.of(
            "prefs={\"a\":{\"b\":1}}",
            "from=site=(none)|kind=(a b)",
            "$v=1",
            "flag",
            "; ;",
            "galaxy-web=x",
            "galaxy-web-visit=" + "A".repeat(3000));

    private final Map<String, String> session;
    private final String id;
    private Optional<String> name = Optional.empty();
    private final Set<String> contacts = new HashSet<>();
    private int links;
    private boolean isClear = true;

    Player(Browser browser) {
        this.session = browser.cookies();
        this.id = browser.next();
    }

    /** Does any of what players do. */
    void next(Browser browser, Queue<String> tokens) throws InterruptedException {
        switch (browser.choices.random().nextInt(9)) {
            case 0, 1 -> {
                Observed<Answer> _ = browser.get(browser.choices.any(PAGES));
            }
            case 2, 3 -> rename(browser);
            case 4 -> link(browser, tokens);
            case 5 -> use(browser, Optional.ofNullable(tokens.peek()));
            case 6 -> foreign(browser);
            case 7 -> beside(browser);
            default -> wrong(browser);
        }
    }

    private void rename(Browser browser) throws InterruptedException {
        String wanted = browser.next().replaceFirst("web-\\w+-", "P");
        Observed<Answer> saved = browser.post(PROFILE + "/name", "race_name", wanted);
        if (saved.isDone() && !saved.mayContinue()) {
            name = Optional.of(wanted);
        } else if (!saved.isCertainlyNotDone()) {
            name = Optional.empty();
        }
    }

    private void link(Browser browser, Queue<String> tokens) throws InterruptedException {
        String requestId = browser.next();
        String[] fields = {"label", "L", "ends", "1d", "uses", "0", "request_id", requestId};
        Observed<Answer> made = browser.post(LINKS, fields);
        String place = Browser.answer(made).location();
        isClear &= made.isDone() || made.isCertainlyNotDone();
        if (made.isDone()) {
            links++;
            Answer again = Browser.answer(browser.post(LINKS, fields));
            browser.findings.checkRecorded(AGAIN, again.location().equals(place), place, again.what());
            Browser.answer(browser.get(place)).token().ifPresent(token -> tokens.add(id + " " + token));
            while (tokens.size() > 20) {
                tokens.poll();
            }
        }
    }

    /** Uses a link of someone, who may be oneself or a contact already: its owner and its token. */
    private void use(Browser browser, Optional<String> known) throws InterruptedException {
        if (known.isPresent()) {
            String[] link = known.get().split(" ", 2);
            Observed<Answer> _ = browser.get("/c/" + link[1]);
            Observed<Answer> used = browser.post("/c", "token", link[1], "request_id", browser.next());
            if (used.isDone()) {
                contacts.add(link[0]);
            }
            isClear &= used.isDone() || used.isCertainlyNotDone();
        }
    }

    private static void foreign(Browser browser) throws InterruptedException {
        Map.Entry<String, String> site = browser.choices.any(SITES);
        Answer refused = Browser.answer(browser.postFrom(site, PROFILE + "/name", "race_name", "Foreign"));
        boolean isRefused = refused.what().equals("403 error foreign") || refused.equals(Answer.NONE);
        browser.findings.check(FOREIGN, isRefused, site, refused.what());
    }

    private static void beside(Browser browser) throws InterruptedException {
        String cookie = browser.choices.any(COOKIES);
        Answer page = Browser.answer(browser.getBeside(cookie, "/settings"));
        browser.findings.checkRecorded(BESIDE, page.what().equals("200 settings"), cookie, page.what());
    }

    private static void wrong(Browser browser) throws InterruptedException {
        Answer refused = Browser.answer(browser.post(PROFILE + "/name", browser.choices.any(WRONG)));
        boolean isRefused = refused.status() == 400 || refused.status() == 403 || refused.equals(Answer.NONE);
        browser.findings.check(STRICT, isRefused, refused.what());
    }

    /** Reads everything back, and signs out. */
    void check(Browser reader, Findings findings) throws InterruptedException {
        reader.with(session);
        Answer profile = Browser.answer(reader.get(PROFILE));
        name.ifPresent(known ->
                findings.checkRecorded(SHOWN, profile.field("race_name").equals(known), known, profile.what()));
        if (isClear) {
            int shown = Browser.answer(reader.get("/contacts")).count("action=\"/contacts/remove\"");
            findings.checkRecorded(SHOWN, shown == contacts.size(), contacts, shown);
            int live = Browser.answer(reader.get(LINKS)).count("<a href=\"/contacts/links/lnk_");
            findings.checkRecorded(SHOWN, live == Math.min(links, 50), links, live);
        }
        Observed<Answer> _ = reader.post("/sign-out");
        boolean isEnded = Browser.answer(reader.get("/")).count("could not be ended now") == 0;
        Answer after = Browser.answer(reader.with(session).get(PROFILE));
        findings.checkRecorded(ENDED, !isEnded || after.what().equals("303 /sign-in"), after.what());
    }
}
