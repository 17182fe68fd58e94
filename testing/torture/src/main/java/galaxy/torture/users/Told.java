package galaxy.torture.users;

import java.util.List;

/** All attempts of one request, in their order. At most the last was told yes or no. */
record Told(Request request, List<Attempt> attempts) {
    Told {
        attempts = List.copyOf(attempts);
    }

    Attempt last() {
        return attempts.getLast();
    }

    /** Whether it stays open: it may have happened or not. */
    boolean isOpen() {
        return !last().isAnswered();
    }

    /** The attempts that may have done something without telling, now or later. */
    List<Attempt> unanswered() {
        return attempts.stream()
                .filter(each -> !each.isAnswered() && each.mayHaveArrived())
                .toList();
    }

    long firstSent() {
        return attempts.getFirst().sent();
    }

    @Override
    public String toString() {
        return "%s %s %s%s was told %s%s"
                .formatted(
                        request.id(),
                        request.what(),
                        request.path().contains("?")
                                ? request.path().substring(request.path().indexOf('?')) + " "
                                : "",
                        request.body().orElse(""),
                        last().told(),
                        attempts.size() == 1 ? "" : " at the attempt " + attempts.size());
    }
}
