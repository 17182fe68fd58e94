package galaxy.models.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was sent to the addresses of one mailbox, and which wrong codes were given. */
final class Mailbox {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Rules.Limits rules;
    private final List<Instant> sends = new ArrayList<>();
    private final List<Instant> wrong = new ArrayList<>();
    private int wrongInARow;
    private Instant pausedUntil = Instant.MIN;

    Mailbox(Rules.Limits rules) {
        this.rules = rules;
    }

    /** Which mailbox an address is of: in lower case, without a tag, for two domains without dots. */
    static String of(String email) {
        String text = email.toLowerCase(Locale.ROOT);
        String domain = text.substring(text.lastIndexOf('@') + 1);
        String name = text.substring(0, text.lastIndexOf('@')).replaceFirst("(?<=.)\\+.*", "");
        return domain.equals("gmail.com") || domain.equals("googlemail.com")
                ? name.replace(".", "") + "@gmail.com"
                : name + "@" + domain;
    }

    /** When the next code may be sent, if not now. */
    Optional<Instant> nextSend(Instant now) {
        Instant next = latest(
                pausedUntil,
                latest(
                        latest(
                                full(sends, HOUR, rules.sendsPerHour(), now),
                                full(sends, DAY, rules.sendsPerDay(), now)),
                        gapEnd(now)));
        return next.isAfter(now) ? Optional.of(next) : Optional.empty();
    }

    /** When the next code may be compared, if not now. */
    Optional<Instant> nextConfirm(Instant now) {
        Instant next = latest(pausedUntil, full(wrong, DAY, rules.wrongPerDay(), now));
        return next.isAfter(now) ? Optional.of(next) : Optional.empty();
    }

    void sent(Instant now) {
        sends.add(now);
    }

    /** After too many in a row no code is taken for a day. */
    void wrong(Instant now) {
        wrong.add(now);
        wrongInARow++;
        if (wrongInARow >= rules.wrongInARow()) {
            pausedUntil = now.plus(DAY);
            wrongInARow = 0;
        }
    }

    void right() {
        wrongInARow = 0;
        pausedUntil = Instant.MIN;
    }

    private Instant gapEnd(Instant now) {
        if (sends.isEmpty()) {
            return Instant.MIN;
        }
        long ofHour = sends.stream().filter(at -> isWithin(at, HOUR, now)).count();
        long seconds = ofHour <= 1 ? 30 : ofHour == 2 ? 60 : 120;
        return sends.getLast().plusSeconds(seconds);
    }

    /** When there is room for another one in a span. */
    private static Instant full(List<Instant> times, Duration span, int most, Instant now) {
        List<Instant> within =
                times.stream().filter(at -> isWithin(at, span, now)).toList();
        return within.size() < most
                ? Instant.MIN
                : within.get(within.size() - most).plus(span);
    }

    private static boolean isWithin(Instant at, Duration span, Instant now) {
        return now.isBefore(at.plus(span));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
