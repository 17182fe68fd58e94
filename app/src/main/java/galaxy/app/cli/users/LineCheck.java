package galaxy.app.cli.users;

import galaxy.client.users.Plan;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Parsed;
import galaxy.users.account.TimeZoneName;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the service refuses of the lines of a file, whatever it stores: the same rules, without the service. */
final class LineCheck {
    private final RaceNamePolicy policy = new SkeletonPolicy();
    private final FirstLines names = new FirstLines();

    /** Why the service would refuse a line after those before; none if that depends on its users alone. */
    Optional<String> problem(ImportLine line, long number, Instant now) {
        List<String> problems = new ArrayList<>();
        add(problems, "preferred_language", LanguageTag.parse(line.language()));
        add(problems, "time_zone", TimeZoneName.parse(line.timeZone()));
        line.raceName().ifPresent(name -> {
            Parsed<RaceName> parsed = RaceName.parse(name);
            add(problems, "race_name", parsed);
            if (parsed instanceof Parsed.Valid<RaceName>(RaceName valid)) {
                name(problems, valid, number);
            }
        });
        line.plan().ifPresent(plan -> plan(problems, plan, line.endsAt(), now));
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private void name(List<String> problems, RaceName name, long number) {
        switch (policy.canonicalKeys(name)) {
            case RaceNamePolicy.Verdict.Refused(String reason) -> problems.add("race_name " + reason);
            case RaceNamePolicy.Verdict.Allowed(List<CanonicalKey> keys) ->
                keys.stream()
                        .map(key -> names.find(key.value()))
                        .flatMapToLong(OptionalLong::stream)
                        .findFirst()
                        .ifPresentOrElse(
                                line -> problems.add("race_name is or looks like that of line " + line),
                                () -> keys.forEach(key -> names.firstOf(key.value(), number)));
        }
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
