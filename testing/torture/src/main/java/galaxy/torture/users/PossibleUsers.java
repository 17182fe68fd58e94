package galaxy.torture.users;

import galaxy.models.Expected;
import galaxy.models.Moment;
import galaxy.models.users.Command;
import galaxy.models.users.UserModel;
import galaxy.models.users.UserModel.Result;
import galaxy.torture.workload.Observed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Everything that one user may be, by the responses so far. Mostly one; more where something ended while a command was in
 * progress, or where a command had no response. Not thread-safe.
 */
final class PossibleUsers {
    /** With more the user is no longer followed. */
    private static final int MOST = 200;

    private List<Candidate> candidates;

    /** How far clocks of the instances may be off, in milliseconds. */
    private final long skew;

    /** A command without a response, which may still be carried out, once. */
    private record Pending(Command command, String request, long since) {}

    private record Candidate(UserModel user, List<Pending> pending) {
        /** What happened and what may still; two candidates of the same course differ in no more than times. */
        String course() {
            return user.course() + pending.stream().map(Pending::request).toList();
        }
    }

    /** A time in which nothing ends. */
    private record Span(long from, long to) {}

    /** A candidate that explains a response, or why it does not. */
    private record Explanation(Candidate candidate, Optional<String> difference) {}

    PossibleUsers(UserModel user, long skew) {
        this.candidates = List.of(new Candidate(user, List.of()));
        this.skew = skew;
    }

    /** One of them. */
    UserModel any() {
        return candidates.getFirst().user();
    }

    List<UserModel> all() {
        return candidates.stream().map(Candidate::user).toList();
    }

    boolean areTooMany() {
        return candidates.size() > MOST;
    }

    /**
     * A command was sent.
     *
     * @param isDry whether it was tried without effect
     * @return why none explains its response; empty if one does, or if it has none
     */
    Optional<String> responded(Command command, Observed<Response> observed, boolean isDry) {
        boolean hasKey = command.kind().takesKey() && !isDry;
        if (!isDry && (!hasKey || observed.isOpen())) {
            addPending(command, observed, hasKey ? 1 : Long.MAX_VALUE);
        }
        if (observed.isOpen()) {
            return Optional.empty();
        }
        Response response = Response.of(observed);
        long from = (hasKey ? observed.attempts().getFirst() : observed.last()).sent();
        long to = observed.last().received();
        return retain(
                to,
                each -> spans(each, command.end(), from, to).map(span -> {
                    Result result = decide(each.user(), command, observed.request(), span);
                    Optional<String> difference = difference(result, response);
                    if (!isDry && difference.isEmpty() && result instanceof Result.Done done) {
                        Expected.settle(done.response(), response.body());
                    }
                    UserModel after = isDry ? each.user() : after(each.user(), result);
                    return new Explanation(new Candidate(after, each.pending()), difference);
                }));
    }

    /** What had no response may still be carried out, once: a command with a key, or each attempt of one without. */
    private void addPending(Command command, Observed<Response> observed, long most) {
        List<Pending> added = observed.unclear().stream()
                .limit(most)
                .map(attempt -> new Pending(command, observed.request(), attempt.sent()))
                .toList();
        candidates = candidates.stream()
                .map(each -> new Candidate(
                        each.user(),
                        Stream.concat(each.pending().stream(), added.stream()).toList()))
                .toList();
    }

    /**
     * Something was read between two times.
     *
     * @param json how a user shows it
     * @return why none explains it; empty if one does
     */
    Optional<String> read(JsonNode actual, long from, long to, Function<UserModel, Object> json) {
        return retain(to, each -> {
            List<Span> spans = spans(each, Command.NO_END, from, to).toList();
            return spans.stream().map(span -> {
                Object expected = json.apply(each.user().at(span.from()));
                Optional<String> difference = Expected.difference(expected, actual);
                if (difference.isEmpty() && spans.size() == 1) {
                    Expected.settle(expected, actual);
                }
                return new Explanation(each, difference);
            });
        });
    }

    private Optional<String> retain(long now, Function<Candidate, Stream<Explanation>> explain) {
        carryOutPending(now);
        List<Explanation> all = candidates.stream().flatMap(explain).toList();
        List<Candidate> explaining = all.stream()
                .filter(each -> each.difference().isEmpty())
                .map(Explanation::candidate)
                .distinct()
                .toList();
        if (explaining.isEmpty()) {
            return all.getFirst().difference();
        }
        candidates = explaining;
        return Optional.empty();
    }

    private void carryOutPending(long now) {
        if (candidates.stream().allMatch(each -> each.pending().isEmpty())) {
            return;
        }
        Map<String, Candidate> all = new LinkedHashMap<>();
        candidates.forEach(each -> all.put(each.course(), each));
        Deque<Candidate> open = new ArrayDeque<>(candidates);
        while (!open.isEmpty() && all.size() <= MOST) {
            Candidate candidate = open.remove();
            for (Pending pending : candidate.pending()) {
                List<Pending> others = new ArrayList<>(candidate.pending());
                others.remove(pending);
                spans(candidate, pending.command().end(), pending.since(), now)
                        .map(span -> after(
                                candidate.user(), decide(candidate.user(), pending.command(), pending.request(), span)))
                        .filter(user -> !user.equals(candidate.user()))
                        .map(user -> new Candidate(user, others))
                        // Of the attempts of one request the first may be carried out whenever another may.
                        .filter(next -> all.putIfAbsent(next.course(), next) == null)
                        .forEach(open::add);
            }
        }
        candidates = List.copyOf(all.values());
    }

    private Result decide(UserModel user, Command command, String request, Span span) {
        Moment now = Moment.between(span.from() - skew, span.to() + skew);
        UserModel current = user.at(span.from());
        Result result = current.decide(command, request, span.from(), now);
        // What changes nothing does not move the user to a later time either: the response may have come before an end.
        return result instanceof Result.Done(UserModel after, var response) && after.equals(current)
                ? new Result.Done(user, response)
                : result;
    }

    private static UserModel after(UserModel user, Result result) {
        return result instanceof Result.Done done ? done.after() : user;
    }

    private static Optional<String> difference(Result expected, Response actual) {
        Optional<String> other = Optional.of("expected " + expected + " but was " + actual);
        return switch (expected) {
            case Result.Done(var after, var response) ->
                actual.status() == 200 ? Expected.difference(response, actual.body()) : other;
            case Result.Refused(int status, String code, var detail) ->
                actual.status() == status && actual.error().equals(code) ? Optional.empty() : other;
        };
    }

    /** The times between the bounds of a user, of which each may have another result. */
    private static Stream<Span> spans(Candidate candidate, long end, long from, long to) {
        long[] starts = LongStream.concat(candidate.user().bounds(), LongStream.of(end, from))
                .filter(each -> from <= each && each <= to)
                .sorted()
                .distinct()
                .toArray();
        return IntStream.range(0, starts.length)
                .mapToObj(i -> new Span(starts[i], i + 1 < starts.length ? starts[i + 1] - 1 : to));
    }
}
