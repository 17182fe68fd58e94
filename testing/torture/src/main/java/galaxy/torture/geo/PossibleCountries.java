package galaxy.torture.geo;

import galaxy.models.geoprofile.CountryModel;
import galaxy.models.geoprofile.Request;
import galaxy.models.geoprofile.Response;
import galaxy.models.geoprofile.Version;
import galaxy.models.geoprofile.Version.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the declared country of one user may be, after the responses that its one client got: a version that is syncing may have
 * become effective at any time since. Not thread-safe.
 */
final class PossibleCountries {
    /** The cool-down does not end within a run, so the time does not matter. */
    private static final Instant NOW = Instant.EPOCH;

    private static final CountryModel.Rules RULES = new CountryModel.Rules(false, Duration.ofDays(90));

    private Set<CountryModel> possible = Set.of(CountryModel.empty(RULES));

    /**
     * Leaves what explains a response.
     *
     * @return whether anything does
     */
    boolean learn(Request request, Response response) {
        Set<CountryModel> next = new HashSet<>();
        for (CountryModel before : withAcknowledgement()) {
            CountryModel.Step step = before.serve(request, NOW);
            later(step.next())
                    .filter(after -> response(step, after).equals(response))
                    .forEach(next::add);
        }
        return leave(next);
    }

    /** The response if the request is answered when the state is this. */
    private static Response response(CountryModel.Step step, CountryModel after) {
        return step.response() instanceof Response.Done(Version version)
                ? new Response.Done(after.find(version.number()).orElseThrow())
                : step.response();
    }

    /** Leaves what explains the versions that a profile shows. */
    boolean learnProfile(Optional<Version> effective, Optional<Version> syncing, Optional<Version> proposed) {
        return leave(withAcknowledgement().stream()
                .filter(each -> each.in(State.EFFECTIVE).equals(effective)
                        && each.in(State.SYNCING).equals(syncing)
                        && each.in(State.PROPOSED).equals(proposed))
                .collect(Collectors.toSet()));
    }

    /** Leaves what explains all versions, the lowest number first. */
    boolean learnAll(List<Version> versions) {
        return leave(withAcknowledgement().stream()
                .filter(each -> each.versions().equals(versions))
                .collect(Collectors.toSet()));
    }

    /** The number of the newest version, 0 without one. */
    int newest() {
        return possible.iterator().next().versions().size();
    }

    /** The versions that users have certainly acknowledged. */
    List<Version> acknowledged() {
        return possible.iterator().next().versions().stream()
                .filter(version -> possible.stream().allMatch(each -> wasEffective(each, version.number())))
                .toList();
    }

    private static boolean wasEffective(CountryModel model, int number) {
        return model.find(number)
                .filter(version -> version.state() == State.EFFECTIVE || version.state() == State.SUPERSEDED)
                .isPresent();
    }

    private Set<CountryModel> withAcknowledgement() {
        return possible.stream().flatMap(PossibleCountries::later).collect(Collectors.toSet());
    }

    private static Stream<CountryModel> later(CountryModel model) {
        return Stream.of(model, model.acknowledged(NOW)).distinct();
    }

    private boolean leave(Set<CountryModel> next) {
        if (!next.isEmpty()) {
            possible = Set.copyOf(next);
        }
        return !next.isEmpty();
    }

    @Override
    public String toString() {
        return possible.stream().map(each -> each.versions().toString()).collect(Collectors.joining(" or "));
    }
}
