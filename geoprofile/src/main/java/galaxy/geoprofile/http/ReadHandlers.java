package galaxy.geoprofile.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Query;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.chassis.paging.PageTokens;
import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.observation.Observations;
import galaxy.geoprofile.profile.ApprovalRules;
import galaxy.geoprofile.profile.ObservedProfile;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.profile.ProfileStore.Waiting;
import galaxy.geoprofile.profile.Profiles;
import galaxy.geoprofile.profile.ReviewKey;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.Page;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Profiles, histories, reviews and observations, as they read now. What is unknown is empty. */
final class ReadHandlers {
    private final Profiles profiles;
    private final ProfileStore store;
    private final ObservationStore observations;
    private final View view;

    /** @param tokens for pages */
    @SuppressWarnings("MissingSummary")
    record View(ApprovalRules rules, PageTokens tokens, InstantSource clock) {}

    ReadHandlers(Profiles profiles, ProfileStore store, ObservationStore observations, View view) {
        this.profiles = profiles;
        this.store = store;
        this.observations = observations;
        this.view = view;
    }

    Response profile(Exchange exchange) {
        Optional<UserId> userId = Decode.userId(exchange);
        Instant now = view.clock().instant();
        ObservedProfile found = userId.map(store::readObserved).orElse(ObservedProfile.NONE);
        Profile profile = found.profile();
        return Response.ok(fields -> {
            fields.string("user_id", exchange.path("user_id"))
                    .object("effective", profile.effective(), Encode::version)
                    .object("syncing", profile.syncing(), Encode::version)
                    .object("proposed", profile.proposed(), Encode::version);
            Encode.mostObserved(fields, found.observations().mostRecent(now));
            fields.time("next_proposal_at", view.rules().nextProposalAt(profile, now));
        });
    }

    Response versions(Exchange exchange) {
        Query query = exchange.query();
        int size = Decode.size(query);
        String walk = "country-versions/" + exchange.path("user_id");
        Optional<Integer> before = Decode.cursor(query, view.tokens(), walk).map(Integer::valueOf);
        query.finish();
        List<CountryVersion> found = Decode.userId(exchange).map(profiles::versions).orElse(List.of()).stream()
                .filter(version -> before.stream().allMatch(number -> version.number() < number))
                .toList();
        Page<CountryVersion, Integer> page = Page.of(found, size, CountryVersion::number);
        return Response.ok(fields -> fields.array("items", page.items(), Encode::version)
                .string(
                        "next_page_token",
                        page.next().map(number -> view.tokens().issue(walk, Integer.toString(number)))));
    }

    Response reviews(Exchange exchange) {
        Query query = exchange.query();
        int size = Decode.size(query);
        VersionState state = query.string("status", ReadHandlers::waiting).orElse(VersionState.PROPOSED);
        String walk = "country-reviews/" + state.code();
        Optional<ReviewKey> after = Decode.cursor(query, view.tokens(), walk).map(ReviewKey::parse);
        query.finish();
        Page<Waiting, ReviewKey> page = store.reviews(state, after, size);
        List<Row> rows = rows(page.items());
        return Response.ok(fields -> fields.array("items", rows, this::review)
                .string("next_page_token", page.next().map(key -> view.tokens().issue(walk, key.text()))));
    }

    private record Row(Waiting waiting, Observations seen) {}

    private List<Row> rows(List<Waiting> page) {
        List<Observations> seen =
                observations.readAll(page.stream().map(Waiting::userId).toList());
        return IntStream.range(0, page.size())
                .mapToObj(i -> new Row(page.get(i), seen.get(i)))
                .toList();
    }

    private void review(JsonFields fields, Row row) {
        fields.string("user_id", row.waiting().userId().value())
                .object("version", inner -> Encode.version(inner, row.waiting().version()));
        Encode.mostObserved(fields, row.seen().mostRecent(view.clock().instant()));
    }

    private static Parsed<VersionState> waiting(String raw) {
        return switch (raw) {
            case "proposed" -> Parsed.valid(VersionState.PROPOSED);
            case "syncing" -> Parsed.valid(VersionState.SYNCING);
            default -> Parsed.invalid("must be proposed or syncing");
        };
    }

    Response observations(Exchange exchange) {
        Observations seen = Decode.userId(exchange)
                .map(userId -> observations.read(userId).observations())
                .orElse(Observations.NONE);
        return Response.ok(
                fields -> fields.array("items", seen.summary(view.clock().instant()), Encode::observed));
    }
}
