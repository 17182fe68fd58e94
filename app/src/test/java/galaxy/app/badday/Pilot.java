package galaxy.app.badday;

import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient.Reply;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One e-mail address and what was tried and acknowledged with it. Belongs to one thread at a time. */
final class Pilot {
    enum Step {
        ENSURE,
        RENAME,
        GRANT,
        SANCTION
    }

    private final String email;
    private final String name;
    private final Set<Step> tried = EnumSet.noneOf(Step.class);
    private final Set<Step> acknowledged = EnumSet.noneOf(Step.class);
    private Optional<String> userId = Optional.empty();

    Pilot(String email, String name) {
        this.email = email;
        this.name = name;
    }

    String email() {
        return email;
    }

    String name() {
        return name;
    }

    /** The id that the creation returned. */
    Optional<String> userId() {
        return userId;
    }

    boolean hasTried(Step step) {
        return tried.contains(step);
    }

    boolean hasAcknowledged(Step step) {
        return acknowledged.contains(step);
    }

    /** Takes every step once, as far as it gets; gives the status of the last. */
    int live(UsersCaller callers) {
        tried.add(Step.ENSURE);
        Reply made = callers.ensure(email);
        if (!made.isOk()) {
            return made.status();
        }
        acknowledged.add(Step.ENSURE);
        String id = made.text("user_id");
        userId = Optional.of(id);
        int last = made.status();
        for (Step step : EnumSet.range(Step.RENAME, Step.SANCTION)) {
            tried.add(step);
            last = take(callers, step, id).status();
            if (last == 200) {
                acknowledged.add(step);
            }
        }
        return last;
    }

    private Reply take(UsersCaller callers, Step step, String id) {
        return switch (step) {
            case ENSURE -> callers.ensure(email);
            case RENAME -> callers.rename(id, name);
            case GRANT -> callers.grant(id);
            case SANCTION -> callers.sanction(id);
        };
    }
}
