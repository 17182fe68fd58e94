package galaxy.pages.cookie;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The cookie of a visit, sealed: what must outlive one response and must not stand in an address. */
public final class Visits {
    public static final Duration LIFE = Duration.ofMinutes(30);

    private static final String TARGET = "target";
    private static final String TOKEN = "token";
    private static final String NOTICE = "notice";

    private final String cookie;
    private final SealingKey key;
    private final SetCookie cookies;
    private final InstantSource clock;

    public Visits(String cookie, SealingKey key, SetCookie cookies, InstantSource clock) {
        this.cookie = cookie;
        this.key = key;
        this.cookies = cookies;
        this.clock = clock;
    }

    /**
     * What it holds.
     *
     * @param target where to go after signing in
     * @param token of the contact link that was opened
     * @param notice a word of the service for what the next page says first
     */
    public record Visit(Optional<Target> target, Optional<String> token, Optional<String> notice) {
        public static final Visit EMPTY = new Visit(Optional.empty(), Optional.empty(), Optional.empty());

        public Visit target(Target place) {
            return new Visit(Optional.of(place), token, notice);
        }

        public Visit token(String text) {
            return new Visit(target, Optional.of(text), notice);
        }

        public Visit notice(String word) {
            return new Visit(target, token, Optional.of(word));
        }

        /** The same after its notice was shown. */
        public Visit shown() {
            return new Visit(target, token, Optional.empty());
        }
    }

    /** That of a request; an empty one without a cookie that can be read. */
    public Visit read(CookieHeader header) {
        return header.find(cookie, value -> SealedFields.open(key, cookie, value, clock.instant()))
                .map(fields -> new Visit(fields.get(TARGET).map(Target::new), fields.get(TOKEN), fields.get(NOTICE)))
                .orElse(Visit.EMPTY);
    }

    /** The value of {@code Set-Cookie} that keeps a visit, or ends the cookie of one that is empty. */
    public String write(Visit visit) {
        if (visit.equals(Visit.EMPTY)) {
            return cookies.end(cookie);
        }
        Map<String, String> fields = new HashMap<>();
        visit.target().ifPresent(target -> fields.put(TARGET, target.path()));
        visit.token().ifPresent(token -> fields.put(TOKEN, token));
        visit.notice().ifPresent(notice -> fields.put(NOTICE, notice));
        String value =
                new SealedFields(fields).seal(key, cookie, clock.instant().plus(LIFE));
        return cookies.set(cookie, value, LIFE);
    }
}
