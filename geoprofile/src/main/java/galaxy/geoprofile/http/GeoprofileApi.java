package galaxy.geoprofile.http;

import galaxy.chassis.http.BodyKind;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.Role;
import galaxy.geoprofile.observation.CountObservations;
import galaxy.geoprofile.observation.CountObservations.Observation;
import galaxy.geoprofile.observation.ObservationStore;
import galaxy.geoprofile.profile.ProfileStore;
import galaxy.geoprofile.profile.Profiles;
import galaxy.geoprofile.profile.Proposals;
import galaxy.geoprofile.profile.Review.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/** Every route of the geo profile service, and who may call it. */
public final class GeoprofileApi {
    private static final String BASE = "/api/v1/internal";
    private static final String OPENAPI = "/galaxy/contracts/geoprofile.openapi.yaml";
    private static final String VERSIONS = "/users/{user_id}/country-versions";
    private static final String VERSION = VERSIONS + "/{number}";
    private static final int MOST_OBSERVATIONS = 500;

    /** A row takes up to 140 bytes. */
    private static final int OBSERVATIONS_BYTES = 128 * 1024;

    private static final Access PLAYERS = Access.only(Role.GATEWAY, Role.WEB);
    private static final Access ALL = Access.only(Role.GATEWAY, Role.WEB, Role.ADMIN, Role.CONSOLE);
    private static final Access HISTORY = Access.only(Role.WEB, Role.ADMIN, Role.CONSOLE);
    private static final Access ADMIN = Access.only(Role.ADMIN, Role.CONSOLE);

    /** The commit, and what users take for the version that it approves. */
    private static final Duration WITH_USERS = Duration.ofSeconds(5);

    private GeoprofileApi() {}

    /** What the routes give access to. */
    public record Features(
            Profiles profiles,
            Proposals proposals,
            ProfileStore store,
            ObservationStore observations,
            CountObservations counting) {}

    /** The table. */
    public static List<Route> routes(Features features, PageTokens tokens, InstantSource clock) {
        var versions = new VersionHandlers(features.profiles(), features.proposals());
        var reads = new ReadHandlers(
                features.profiles(),
                features.store(),
                features.observations(),
                new ReadHandlers.View(features.proposals().rules(), tokens, clock));
        return List.of(
                post(VERSIONS, ALL, versions::propose).within(WITH_USERS),
                post(VERSION + "/approve", ADMIN, versions.decide(Verdict.APPROVE))
                        .within(WITH_USERS),
                post(VERSION + "/reject", ADMIN, versions.decide(Verdict.REJECT)),
                post(VERSION + "/withdraw", ALL, versions.decide(Verdict.WITHDRAW)),
                get("/users/{user_id}/country-profile", ALL, reads::profile),
                get(VERSIONS, HISTORY, reads::versions).query(Decode.SIZE, Decode.TOKEN),
                get("/country-reviews", ADMIN, reads::reviews).query("status", Decode.SIZE, Decode.TOKEN),
                post("/country-observations", PLAYERS, exchange -> observed(exchange, features.counting()))
                        .taking(new BodyKind.Json(OptionalInt.of(OBSERVATIONS_BYTES))),
                get("/users/{user_id}/country-observations", ADMIN, reads::observations),
                Route.get("/openapi.yaml", Access.anyone(), exchange -> contract()));
    }

    private static Response observed(Exchange exchange, CountObservations counting) {
        Fields body = exchange.body();
        List<Observation> reported = body.objects("observations", 1, MOST_OBSERVATIONS).stream()
                .flatMap(row -> Decode.observation(row).stream())
                .toList();
        body.finish();
        counting.report(reported);
        return Response.ok(fields -> fields.number("accepted", reported.size()));
    }

    private static Route get(String path, Access access, Handler handler) {
        return Route.get(BASE + path, access, handler);
    }

    private static Route post(String path, Access access, Handler handler) {
        return Route.post(BASE + path, access, handler);
    }

    private static Response contract() {
        try (InputStream in = GeoprofileApi.class.getResourceAsStream(OPENAPI)) {
            if (in == null) {
                throw new IllegalStateException(OPENAPI + " is missing from the jar");
            }
            return Response.encoded(200, "application/yaml", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
