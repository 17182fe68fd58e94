package galaxy.torture.geo;

import galaxy.models.geoprofile.Request;
import galaxy.models.geoprofile.Request.Verdict;
import galaxy.models.geoprofile.Version;
import galaxy.torture.users.Api;
import galaxy.torture.users.Response;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The declared country of a user of one client alone, and what its responses say of it. Not thread-safe. */
final class OwnCountry {
    static final String EXPLAINED = "a response about a declared country is what the responses before lead to";
    static final String SHOWN = "a version is shown as effective when users have its country, and not before";
    static final String LATE = "a late duplicate of an older version changes nothing at users";

    private static final List<String> COUNTRIES = List.of("DE", "FR", "IT", "NL");
    private static final List<String> SOURCES = List.of("user", "admin", "admin", "observed");
    private static final Map<String, Object> BY =
            Map.of("reason_code", "torture", "actor", Map.of("type", "admin", "id", "ops-7"));

    final String user;
    private final Client client;
    private final Findings findings;
    private final PossibleCountries possible = new PossibleCountries();
    private boolean isChangedByOthers;
    private boolean isOver;

    OwnCountry(Client client, Findings findings, String user) {
        this.client = client;
        this.findings = findings;
        this.user = user;
    }

    /** Whether what it is can no longer be known. */
    boolean isOver() {
        return isOver;
    }

    /** Whether only geoprofile has changed the country at users. */
    boolean isOwn() {
        return !isChangedByOthers;
    }

    void next() throws InterruptedException {
        int drawn = client.choices.random().nextInt(20);
        if (drawn < 7) {
            ask(new Request.Propose(client.choices.any(COUNTRIES), client.choices.any(SOURCES), false));
        } else if (drawn < 13) {
            int number = Math.max(1, possible.newest() - client.choices.random().nextInt(2));
            Verdict verdict =
                    client.choices.any(List.of(Verdict.APPROVE, Verdict.APPROVE, Verdict.REJECT, Verdict.WITHDRAW));
            ask(new Request.Decide(number, verdict));
        } else if (drawn < 17) {
            read();
        } else if (drawn < 19) {
            sendLateDuplicate();
        } else {
            changeByOthers();
        }
    }

    private void ask(Request request) throws InterruptedException {
        String id = client.newId();
        Observed<Response> observed = client.geo(
                Api.Request.post(id, path(request), body(request), true).withKey(id));
        if (observed.isOpen()) {
            isOver = true;
            return;
        }
        JsonNode body = Response.of(observed).body();
        boolean isExplained = GeoJson.response(body)
                .filter(response -> possible.learn(request, response))
                .isPresent();
        findings.checkRecorded(EXPLAINED, isExplained, user, request, body, "but", possible);
        isOver |= !isExplained;
    }

    private String path(Request request) {
        String versions = "/users/" + user + "/country-versions";
        return switch (request) {
            case Request.Propose _ -> versions;
            case Request.Decide(int number, Verdict verdict) ->
                "%s/%d/%s".formatted(versions, number, verdict.name().toLowerCase(Locale.ROOT));
        };
    }

    private static Map<String, Object> body(Request request) {
        return switch (request) {
            case Request.Propose(String country, String source, boolean _) ->
                Map.of(
                        "reason_code",
                        "torture",
                        "actor",
                        Map.of("type", "admin", "id", "ops-7"),
                        "country",
                        country,
                        "source",
                        source);
            case Request.Decide _ -> BY;
        };
    }

    /** What is shown as effective is what users have, or one that was on its way has come since. */
    private void read() throws InterruptedException {
        Optional<JsonNode> profile = profile(client);
        if (profile.isEmpty()) {
            return;
        }
        learnProfile(profile.get(), findings);
        Optional<Version> effective = GeoJson.version(profile.get(), "effective");
        Optional<Version> syncing = GeoJson.version(profile.get(), "syncing");
        if (effective.isPresent() && !isChangedByOthers) {
            Optional<String> country = country(client);
            findings.checkRecorded(
                    SHOWN,
                    country.isEmpty()
                            || Stream.concat(effective.stream(), syncing.stream())
                                    .anyMatch(version -> country.get().equals(version.country())),
                    user,
                    profile.get(),
                    "but users have",
                    country);
        }
    }

    /** An attempt of a version that users have acknowledged arrives once more. */
    private void sendLateDuplicate() throws InterruptedException {
        List<Version> all = possible.acknowledged();
        Optional<JsonNode> before =
                profile(client).filter(known -> known.path("syncing").isNull());
        Optional<String> expected =
                before.flatMap(known -> GeoJson.version(known, "effective")).map(Version::country);
        if (all.isEmpty() || expected.isEmpty() || isChangedByOthers) {
            return;
        }
        Version version = client.choices.any(all);
        String attempt = "geo.%s.%d.1".formatted(user, version.number());
        Map<String, Object> body = Map.of("declared_country", version.country());
        client.users(
                Api.Request.post(attempt, sync(), body, false).withKey("geo:%s:%d".formatted(user, version.number())));
        Optional<String> after = country(client);
        findings.checkRecorded(
                LATE, after.isEmpty() || after.equals(expected), user, after, "after", attempt, "not", expected);
    }

    private void changeByOthers() throws InterruptedException {
        isChangedByOthers = true;
        Map<String, Object> body = Map.of("declared_country", client.choices.any(COUNTRIES));
        client.users(Api.Request.post(client.newId(), sync(), body, true));
    }

    private String sync() {
        return "/users/" + user + "/declared-country/sync";
    }

    private Optional<JsonNode> profile(Client reader) throws InterruptedException {
        return reader.geo(Api.Request.get(reader.newId(), "/users/" + user + "/country-profile"))
                .response()
                .map(Response::body);
    }

    /** What users have; empty text for none. */
    private Optional<String> country(Client reader) throws InterruptedException {
        return reader.users(Api.Request.get(reader.newId(), "/users/" + user))
                .response()
                .map(account -> account.text("declared_country"));
    }

    private void learnProfile(JsonNode profile, Findings into) {
        boolean isExplained = possible.learnProfile(
                GeoJson.version(profile, "effective"),
                GeoJson.version(profile, "syncing"),
                GeoJson.version(profile, "proposed"));
        into.checkRecorded(EXPLAINED, isExplained || isOver, user, profile, "but", possible);
        isOver |= !isExplained;
    }

    /** The country that is effective and the one that users have, if they differ. */
    Optional<String> disagreement(Client reader) throws InterruptedException {
        Optional<JsonNode> profile = profile(reader);
        Optional<String> country = country(reader);
        if (profile.isEmpty() || country.isEmpty()) {
            return Optional.of("no response");
        }
        Optional<String> effective = GeoJson.version(profile.get(), "effective").map(Version::country);
        boolean isQuiet = profile.get().path("syncing").isNull();
        boolean isSame =
                effective.orElse(isChangedByOthers ? country.get() : "").equals(country.get());
        return isQuiet && isSame
                ? Optional.empty()
                : Optional.of("users have %s but %s".formatted(country.get(), profile.get()));
    }

    /** Compares the whole history with what is known. */
    void readAll(Client reader, Findings into) throws InterruptedException {
        String path = "/users/" + user + "/country-versions?page_size=200";
        Optional<Response> all =
                reader.geo(Api.Request.get(reader.newId(), path)).response();
        if (isOver || all.isEmpty()) {
            return;
        }
        List<Version> versions =
                all.get().items().stream().map(GeoJson::version).toList().reversed();
        into.checkRecorded(EXPLAINED, possible.learnAll(versions), user, versions, "but", possible);
    }
}
