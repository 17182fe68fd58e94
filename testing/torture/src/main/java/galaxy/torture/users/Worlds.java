package galaxy.torture.users;

import galaxy.torture.users.Life.Afloat;
import galaxy.torture.users.Rules.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * All ways in which one user may have lived that fit what was told. Mostly one; more where the clock ran past an end while a
 * command was under way, or where a command was never answered. Belongs to one thread at a time.
 */
final class Worlds {
    /** Past it the user is no longer looked at so closely. */
    private static final int MANY = 200;

    private List<Life> lives;

    /** What is known of times when the clocks of the instances may differ. */
    private final long slack;

    Worlds(Life life, long slack) {
        this.lives = List.of(life);
        this.slack = slack;
    }

    /** One of the ways. */
    Life any() {
        return lives.getFirst();
    }

    List<Life> all() {
        return lives;
    }

    boolean areTooMany() {
        return lives.size() > MANY;
    }

    /** Something was sent once without an answer and may yet be carried out, once, whenever it likes. */
    void leaveAfloat(Command command, Told told) {
        for (Attempt attempt : told.unanswered()) {
            lives = lives.stream()
                    .map(life -> {
                        Life next = life.copy();
                        next.afloat.add(new Afloat(command, told.request().id(), attempt.sent()));
                        return next;
                    })
                    .toList();
        }
    }

    /**
     * A command was answered.
     *
     * @return why no way fits; empty when one does
     */
    Optional<String> answered(Command command, Told told, long from) {
        surface(told.last().received());
        List<Life> next = new ArrayList<>();
        Optional<String> difference = Optional.empty();
        for (Life life : lives) {
            for (Span span : spans(life, command, from, told.last().received())) {
                Outcome outcome = decide(life, command, told.request().id(), span);
                Optional<String> other = difference(outcome, told.last());
                if (other.isPresent()) {
                    difference = difference.or(() -> other);
                    continue;
                }
                if (outcome instanceof Outcome.Done done) {
                    Picture.settle(done.answer(), told.last().body());
                    next.add(done.after());
                } else {
                    next.add(life);
                }
            }
        }
        return keep(next, difference);
    }

    /** What a trial of a command would have to be told. Nothing is changed. */
    Optional<String> foretold(Command command, Told told) {
        surface(told.last().received());
        return looked(told, (life, span) -> difference(decide(life, command, "", span), told.last()), life -> {});
    }

    /** A command was never answered: it was carried out or not, once. */
    void left(Command command, Told told) {
        List<Life> next = new ArrayList<>(lives);
        for (Life life : lives) {
            for (Span span : spans(life, command, told.firstSent(), Wire.millis())) {
                if (decide(life, command, told.request().id(), span) instanceof Outcome.Done done
                        && done.after() != life) {
                    next.add(done.after());
                }
            }
        }
        lives = next;
    }

    /** Something was read. */
    Optional<String> read(Told told, Function<Life, Object> picture) {
        surface(told.last().received());
        JsonNode body = told.last().body();
        return looked(
                told,
                (life, span) -> told.last().isYes()
                        ? Picture.difference(picture.apply(life.at(span.from())), body)
                        : Optional.of(told.last().told()),
                life -> Picture.settle(picture.apply(life.at(told.last().sent())), body));
    }

    /** Which ways fit something that is seen now. */
    Optional<String> seen(long now, Function<Life, Optional<String>> difference) {
        surface(now);
        List<Life> fitting = new ArrayList<>();
        Optional<String> first = Optional.empty();
        for (Life life : lives) {
            Optional<String> other = difference.apply(life.at(now));
            first = first.or(() -> other);
            if (other.isEmpty()) {
                fitting.add(life);
            }
        }
        return keep(fitting, first);
    }

    /** A time between the instants at which something changes by itself. */
    private record Span(long from, long to) {}

    private Optional<String> looked(Told told, BiFunction<Life, Span, Optional<String>> look, Consumer<Life> settle) {
        List<Life> fitting = new ArrayList<>();
        Optional<String> first = Optional.empty();
        for (Life life : lives) {
            List<Span> spans = spans(
                    life,
                    new Command.Unblock(""),
                    told.last().sent(),
                    told.last().received());
            boolean fits = false;
            for (Span span : spans) {
                Optional<String> difference = look.apply(life, span);
                first = first.or(() -> difference);
                fits |= difference.isEmpty();
            }
            if (fits) {
                fitting.add(life);
                if (spans.size() == 1) {
                    settle.accept(life);
                }
            }
        }
        return keep(fitting, first);
    }

    private Optional<String> keep(List<Life> fitting, Optional<String> difference) {
        if (fitting.isEmpty()) {
            return Optional.of(difference.orElse("nothing fits"));
        }
        lives = fitting.stream().distinct().toList();
        return Optional.empty();
    }

    /** Whatever is afloat may have been carried out by now. */
    private void surface(long now) {
        if (lives.stream().allMatch(life -> life.afloat.isEmpty())) {
            return;
        }
        Map<String, Life> all = new LinkedHashMap<>();
        Deque<Life> open = new ArrayDeque<>();
        for (Life life : lives) {
            all.put(life.course(), life);
            open.add(life);
        }
        while (!open.isEmpty() && all.size() <= MANY) {
            for (Life next : surfaced(open.remove(), now)) {
                // Of attempts of one request the first may have been carried out at any time at which the others may.
                if (all.putIfAbsent(next.course(), next) == null) {
                    open.add(next);
                }
            }
        }
        lives = List.copyOf(all.values());
    }

    private List<Life> surfaced(Life life, long now) {
        List<Life> all = new ArrayList<>();
        for (int which = 0; which < life.afloat.size(); which++) {
            Afloat each = life.afloat.get(which);
            for (Span span : spans(life, each.command(), each.since(), now)) {
                if (decide(life, each.command(), each.request(), span) instanceof Outcome.Done done
                        && done.after() != life) {
                    Life next = done.after().copy();
                    next.afloat.remove(which);
                    all.add(next);
                }
            }
        }
        return all;
    }

    private Outcome decide(Life life, Command command, String request, Span span) {
        Moment now = Moment.between(span.from() - slack, span.to() + slack);
        Life current = life.at(span.from());
        Outcome outcome = Rules.decide(current, command, request, span.from(), now);
        return outcome instanceof Outcome.Done(Life after, var answer) && after == current
                ? new Outcome.Done(life, answer)
                : outcome;
    }

    private static Optional<String> difference(Outcome expected, Attempt told) {
        return switch (expected) {
            case Outcome.Done done ->
                told.isYes()
                        ? Picture.difference(done.answer(), told.body())
                        : Optional.of("yes was expected but " + told.told());
            case Outcome.Refused refused ->
                told.status() == refused.status() && told.error().equals(refused.code())
                        ? Optional.empty()
                        : Optional.of(
                                "%d %s was expected but %s".formatted(refused.status(), refused.code(), told.told()));
        };
    }

    private static List<Span> spans(Life life, Command command, long from, long to) {
        long[] bounds = LongStream.concat(life.bounds(), command.deadlines())
                .filter(each -> from < each && each <= to)
                .sorted()
                .distinct()
                .toArray();
        List<Span> all = new ArrayList<>();
        long begin = from;
        for (long bound : bounds) {
            all.add(new Span(begin, bound - 1));
            begin = bound;
        }
        all.add(new Span(begin, to));
        return all;
    }
}
