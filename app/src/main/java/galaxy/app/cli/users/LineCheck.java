package galaxy.app.cli.users;

import galaxy.client.users.Plan;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Parsed;
import galaxy.users.account.TimeZoneName;
import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the service refuses of a line, whatever it stores: the same rules, without the service. */
final class LineCheck {
    private LineCheck() {}

    /** Why the service would refuse the line; none if that depends on its users alone. */
    static Optional<String> problem(ImportLine line, Instant now) {
        List<String> problems = new ArrayList<>();
        add(problems, "preferred_language", LanguageTag.parse(line.language()));
        add(problems, "time_zone", TimeZoneName.parse(line.timeZone()));
        line.raceName().ifPresent(name -> add(problems, "race_name", RaceName.parse(name)));
        line.plan().ifPresent(plan -> plan(problems, plan, line.endsAt(), now));
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static void plan(List<String> problems, Plan plan, Optional<Instant> end, Instant now) {
        if (!Plan.known().contains(plan)) {
            problems.add("plan_code is none of " + Plan.known());
        } else if (plan.equals(Plan.PAID_LIFETIME) != end.isEmpty()) {
            problems.add("ends_at is for the monthly and yearly plans, which need it");
        } else if (end.filter(time -> !time.isAfter(now)).isPresent()) {
            problems.add("ends_at must be in the future");
        }
    }

    private static void add(List<String> problems, String field, Parsed<?> parsed) {
        if (parsed instanceof Parsed.Invalid<?>(String reason)) {
            problems.add(field + " " + reason);
        }
    }
}
