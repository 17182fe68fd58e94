package galaxy.torture.users;

import galaxy.models.users.Command;
import galaxy.models.users.UserModel;
import galaxy.models.users.UserModel.Result;
import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Moment;
import galaxy.torture.workload.Observed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Everything that one user may be, by the responses so far. Mostly one; more where something ended while a command was in
 * progress, or where the last command may still be carried out. Not thread-safe.
 */
final class PossibleUsers {
    private List<UserModel> users;

    /** How far clocks of the instances may be off, in milliseconds. */
    private final long skew;

    /** The last command, if it may still be carried out; then no other may follow. */
    private Optional<Pending> pending = Optional.empty();

    private record Pending(Command command, String request, long since) {}

    /** A time in which nothing ends. */
    private record Span(long from, long to) {}

    /** A user that explains a response, or why it does not. */
    private record Explanation(UserModel user, Optional<String> difference) {}

    PossibleUsers(UserModel user, long skew) {
        this.users = List.of(user);
        this.skew = skew;
    }

    UserModel any() {
        return users.getFirst();
    }

    List<UserModel> all() {
        return users;
    }

    boolean isPending() {
        return pending.isPresent();
    }

    /**
     * A command was sent.
     *
     * @param isDry whether it was tried without effect
     * @return why none explains its response; empty if one does, or if it has none
     */
    Optional<String> responded(Command command, Observed<Response> observed, boolean isDry) {
        boolean hasKey = command.kind().takesKey() && !isDry;
        long first = observed.attempts().getFirst().sent();
        if (!isDry && !observed.unclear().isEmpty() && (!hasKey || observed.isOpen())) {
            pending = Optional.of(new Pending(command, observed.request(), first));
        }
        if (observed.isOpen()) {
            return Optional.empty();
        }
        Response response = Response.of(observed);
        long from = hasKey ? first : observed.last().sent();
        long to = observed.last().received();
        return retain(
                to,
                user -> spans(user, command.end(), from, to).map(span -> {
                    Result result = decide(user, command, observed.request(), span);
                    Optional<String> difference = difference(result, response);
                    if (!isDry && difference.isEmpty() && result instanceof Result.Done done) {
                        Expected.settle(done.response(), response.body());
                    }
                    return new Explanation(isDry ? user : after(user, result), difference);
                }));
    }

    /** Something was read between two times: why no possible user shows it so; empty if one does. */
    Optional<String> read(JsonNode actual, long from, long to, Function<UserModel, Object> json) {
        return retain(to, user -> {
            List<Span> spans = spans(user, Command.NO_END, from, to).toList();
            return spans.stream().map(span -> {
                Object expected = json.apply(user.at(span.from()));
                Optional<String> difference = Expected.difference(expected, actual);
                if (difference.isEmpty() && spans.size() == 1) {
                    Expected.settle(expected, actual);
                }
                return new Explanation(user, difference);
            });
        });
    }

    private Optional<String> retain(long now, Function<UserModel, Stream<Explanation>> explain) {
        List<Explanation> all = users.stream()
                .flatMap(user -> Stream.concat(Stream.of(user), carriedOut(user, now)))
                .distinct()
                .flatMap(explain)
                .toList();
        Stream<Explanation> right =
                all.stream().filter(each -> each.difference().isEmpty());
        List<UserModel> explaining = right.map(Explanation::user).distinct().toList();
        if (explaining.isEmpty()) {
            return all.getFirst().difference();
        }
        users = explaining;
        return Optional.empty();
    }

    /** The user after the command that may still be carried out; once it was, it changes nothing again. */
    private Stream<UserModel> carriedOut(UserModel user, long now) {
        return pending.stream()
                .flatMap(last -> spans(user, last.command().end(), last.since(), now)
                        .map(span -> after(user, decide(user, last.command(), last.request(), span))));
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
    private static Stream<Span> spans(UserModel user, long end, long from, long to) {
        long[] starts = LongStream.concat(user.bounds(), LongStream.of(end, from))
                .filter(each -> from <= each && each <= to)
                .sorted()
                .distinct()
                .toArray();
        return IntStream.range(0, starts.length)
                .mapToObj(i -> new Span(starts[i], i + 1 < starts.length ? starts[i + 1] - 1 : to));
    }
}
