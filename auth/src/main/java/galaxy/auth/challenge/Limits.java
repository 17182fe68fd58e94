package galaxy.auth.challenge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was sent to an address and how many wrong codes were given for it, over all of its challenges. All times are whole milliseconds.
 *
 * @param sends times of the last day, oldest first
 * @param wrong times of wrong codes of the last day, oldest first; each is counted before it is compared
 * @param wrongInARow since the last right code
 * @param pausedUntil no code is taken until then
 */
public record Limits(List<Instant> sends, List<Instant> wrong, int wrongInARow, Optional<Instant> pausedUntil) {
    public static final Limits NONE = new Limits(List.of(), List.of(), 0, Optional.empty());

    /** How long a code can be waited for after too many wrong ones in a row. */
    public static final Duration PAUSE = Duration.ofDays(1);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FIRST_GAP = Duration.ofSeconds(30);
    private static final Duration SECOND_GAP = Duration.ofMinutes(1);
    private static final Duration LATER_GAP = Duration.ofMinutes(2);

    /** How many there may be. */
    public record Rules(int sendsPerHour, int sendsPerDay, int wrongPerDay, int wrongInARow) {
        public static final Rules STANDARD = new Rules(5, 10, 50, 100);
    }

    /** Why something has to wait. */
    public record Wait(String limit, Duration time) {}

    public Limits {
        sends = List.copyOf(sends);
        wrong = List.copyOf(wrong);
    }

    /** When a code may be sent, if not now. */
    public Optional<Wait> beforeSend(Rules rules, Instant now) {
        return Stream.of(
                        pausedUntil.map(end -> wait("paused", end, now)),
                        afterLast(sends, HOUR, rules.sendsPerHour(), now).map(end -> wait("sends_per_hour", end, now)),
                        afterLast(sends, DAY, rules.sendsPerDay(), now).map(end -> wait("sends_per_day", end, now)),
                        gapEnd(now).map(end -> wait("gap", end, now)))
                .flatMap(Optional::stream)
                .filter(wait -> wait.time().isPositive())
                .max((one, other) -> one.time().compareTo(other.time()));
    }

    /** When a code may be compared, if not now. */
    public Optional<Wait> beforeConfirm(Rules rules, Instant now) {
        return Stream.of(
                        pausedUntil.map(end -> wait("paused", end, now)),
                        afterLast(wrong, DAY, rules.wrongPerDay(), now).map(end -> wait("wrong_per_day", end, now)))
                .flatMap(Optional::stream)
                .filter(wait -> wait.time().isPositive())
                .max((one, other) -> one.time().compareTo(other.time()));
    }

    public Limits sent(Instant now) {
        return new Limits(with(sends, now), wrong, wrongInARow, pausedUntil);
    }

    /** One more code is going to be compared: it counts as wrong until it is right. */
    public Limits counted(Instant now) {
        return new Limits(sends, with(wrong, now), wrongInARow + 1, pausedUntil);
    }

    /** The code that was counted at a time was right. */
    public Limits right(Instant counted) {
        List<Instant> rest = new ArrayList<>(wrong);
        if (!rest.remove(counted) && !rest.isEmpty()) {
            rest.removeLast();
        }
        return new Limits(sends, rest, 0, Optional.empty());
    }

    /** Whether too many were wrong, one after another, and the pause has not begun. */
    public boolean isToBePaused(Rules rules) {
        return wrongInARow >= rules.wrongInARow();
    }

    public Limits paused(Instant now) {
        return new Limits(sends, wrong, 0, Optional.of(now.plus(PAUSE)));
    }

    private Optional<Instant> gapEnd(Instant now) {
        if (sends.isEmpty()) {
            return Optional.empty();
        }
        long ofHour =
                sends.stream().filter(time -> now.isBefore(time.plus(HOUR))).count();
        Duration gap = ofHour <= 1 ? FIRST_GAP : ofHour == 2 ? SECOND_GAP : LATER_GAP;
        return Optional.of(sends.getLast().plus(gap));
    }

    /** When fewer than so many lie within a span again. */
    private static Optional<Instant> afterLast(List<Instant> times, Duration span, int most, Instant now) {
        List<Instant> within =
                times.stream().filter(time -> now.isBefore(time.plus(span))).toList();
        return within.size() < most
                ? Optional.empty()
                : Optional.of(within.get(within.size() - most).plus(span));
    }

    private static Wait wait(String limit, Instant end, Instant now) {
        return new Wait(limit, Duration.between(now, end));
    }

    private static List<Instant> with(List<Instant> times, Instant now) {
        return Stream.concat(times.stream().filter(time -> now.isBefore(time.plus(DAY))), Stream.of(now))
                .toList();
    }
}
