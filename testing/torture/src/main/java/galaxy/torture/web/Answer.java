package galaxy.torture.web;

import galaxy.torture.workload.Findings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response of the pages.
 *
 * @param location where it leads, or empty
 * @param retryAfter empty without the header
 */
record Answer(int status, String location, String retryAfter, String body) {
    static final String STATUS = "no 5xx of the pages but 503";
    static final String WHOLE = "a response of the pages is a page, or leads to one of ours";
    static final String SENTENCE = "a page that does not work says so and when to try again";

    /** No response. */
    static final Answer NONE = new Answer(0, "", "", "");

    private static final Pattern PAGE =
            Pattern.compile("<body data-page=\"([a-z-]+)\"(?: data-state=\")?([a-z0-9-]*)\"?>");
    private static final Pattern OURS = Pattern.compile("/([a-z][\\w/?=.-]*)?");
    private static final Pattern TOKEN = Pattern.compile("/c/([A-Za-z0-9_-]+)\"");
    private static final Pattern OF_PROGRAMMERS = Pattern.compile("\\bat galaxy\\.|\\w+Exception|NullPointer|NOSCRIPT");

    /** {@code 503 profile down}, or {@code 303 /profile}. */
    String what() {
        Matcher page = PAGE.matcher(body);
        String shown = page.find() ? page.group(1) + " " + page.group(2) : "";
        return (status + " " + (location.isEmpty() ? shown : location)).strip();
    }

    /** What an input of the page holds. */
    String field(String name) {
        Matcher field = Pattern.compile("<input[^>]* name=\"" + name + "\"[^>]* value=\"([^\"]*)\"")
                .matcher(body);
        return field.find() ? field.group(1) : "";
    }

    /** The token of the link that the page shows. */
    Optional<String> token() {
        return TOKEN.matcher(body).results().map(found -> found.group(1)).findFirst();
    }

    /** How often a text is on the page. */
    int count(String text) {
        return body.split(Pattern.quote(text), -1).length - 1;
    }

    private String shown() {
        return what() + " " + body.substring(0, Math.min(body.length(), 200));
    }

    /** Checks what holds for every response to a request for a page. */
    void check(String request, Findings findings) {
        findings.check(STATUS, status < 500 || status == 503, request, shown());
        boolean isPage = location.isEmpty()
                ? PAGE.matcher(body).find() && !OF_PROGRAMMERS.matcher(body).find()
                : OURS.matcher(location).matches();
        findings.check(WHOLE, isPage, request, shown());
        boolean isDown = what().endsWith(" down") || what().equals("503 error 503");
        findings.check(SENTENCE, status != 503 || (isDown && !retryAfter.isEmpty()), request, shown());
    }
}
