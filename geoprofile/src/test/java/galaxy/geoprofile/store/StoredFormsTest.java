package galaxy.geoprofile.store;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.MOVED;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.memory.World.OPS;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.observation.Observations;
import galaxy.geoprofile.profile.Conflict;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.RecordedResponse;
import galaxy.geoprofile.profile.RecordedResponse.Result;
import galaxy.geoprofile.profile.ReviewKey;
import galaxy.geoprofile.profile.Sending;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.CountryVersion.Step;
import galaxy.geoprofile.version.Failure;
import galaxy.geoprofile.version.VersionSource;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.store.Format;
import galaxy.testkit.GoldenFiles;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each form in which profiles, versions, responses and observations are stored, held against its golden files. */
class StoredFormsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(StoredFormsTest.class);
    private static final Step CHECKED =
            new Step(NOON.plusSeconds(1), new Actor("admin", Optional.empty()), ReasonCode.of("checked"));

    private static <T> void check(String name, Format<T> format, T value) {
        GOLDEN.check(
                name,
                value,
                () -> new String(format.write(value), StandardCharsets.UTF_8),
                text -> format.read(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    private static CountryVersion proposed(int number) {
        return CountryVersion.proposed(number, DE, VersionSource.USER, new Step(NOON, World.pilot(), MOVED));
    }

    private static CountryVersion effective() {
        return proposed(3).approved(CHECKED).effective(NOON.plusSeconds(2));
    }

    @Test
    void versions_in_a_final_state() {
        check("version-rejected", GeoFormats.VERSION, proposed(3).rejected(CHECKED));
        check("version-withdrawn", GeoFormats.VERSION, proposed(3).withdrawn(CHECKED));
        check(
                "version-failed",
                GeoFormats.VERSION,
                proposed(3).approved(CHECKED).failed(NOON.plusSeconds(2), Failure.USER_NOT_FOUND));
        check("version-superseded", GeoFormats.VERSION, effective().superseded(NOON.plusSeconds(3)));
    }

    @Test
    void profiles() {
        check("profile-empty", GeoFormats.PROFILE, Profile.NONE);
        CountryVersion syncing = CountryVersion.proposed(4, FR, VersionSource.ADMIN, new Step(NOON, OPS, MOVED))
                .approved(CHECKED);
        CountryVersion proposed = CountryVersion.proposed(5, NL, VersionSource.OBSERVED, new Step(NOON, OPS, MOVED));
        check(
                "profile",
                GeoFormats.PROFILE,
                new Profile(
                        6,
                        Optional.of(proposed),
                        Optional.of(syncing),
                        Optional.of(effective()),
                        Optional.of(NOON.plusSeconds(2)),
                        new Sending(7, true, true, 2, Optional.of(NOON.plusSeconds(9)))));
    }

    @Test
    void responses() {
        check(
                "response-version",
                GeoFormats.RESPONSE,
                new RecordedResponse("fingerprint", new Result.OfVersion(3), NOON));
        check(
                "response-conflict",
                GeoFormats.RESPONSE,
                new RecordedResponse(
                        "fingerprint",
                        new Result.OfConflict(
                                new Conflict(Conflict.State.COOLING_DOWN, Optional.of(NOON.plusSeconds(1)))),
                        NOON));
    }

    @Test
    void observations() {
        check(
                "observations",
                GeoFormats.OBSERVATIONS,
                new Observations(List.of(
                        new Observations.Count(LocalDate.parse("2026-03-01"), DE, 3),
                        new Observations.Count(LocalDate.parse("2026-03-02"), FR, 1))));
    }

    @Test
    void places_of_versions_that_wait() {
        check(
                "review",
                new Format<ReviewKey>() {
                    @Override
                    public byte[] write(ReviewKey key) {
                        return key.text().getBytes(StandardCharsets.UTF_8);
                    }

                    @Override
                    public ReviewKey read(byte[] stored, int from) {
                        return ReviewKey.parse(new String(stored, StandardCharsets.UTF_8));
                    }
                },
                ReviewKey.of(World.PILOT, proposed(3)));
    }

    @Test
    void codes_that_only_a_newer_version_knows_are_kept() {
        CountryVersion failed = proposed(3).approved(CHECKED).failed(NOON.plusSeconds(2), Failure.REFUSED);
        String newer = new String(GeoFormats.VERSION.write(failed), StandardCharsets.UTF_8)
                .replace("\"failed\"", "\"frozen\"")
                .replace("\"user\",\"state", "\"partner\",\"state")
                .replace("\"refused\"", "\"too_old\"");
        CountryVersion read = GeoFormats.VERSION.read(newer.getBytes(StandardCharsets.UTF_8), 0);
        assertThat(List.of(
                        read.state().code(),
                        read.source().code(),
                        read.failure().orElseThrow().code()))
                .containsExactly("frozen", "partner", "too_old");
        assertThat(new String(GeoFormats.VERSION.write(read), StandardCharsets.UTF_8))
                .isEqualTo(newer);
        String response = "{\"fingerprint\":\"f\",\"at\":1,\"conflict\":\"frozen\"}";
        RecordedResponse recorded = GeoFormats.RESPONSE.read(response.getBytes(StandardCharsets.UTF_8), 0);
        assertThat(recorded.result())
                .isEqualTo(new Result.OfConflict(new Conflict(new Conflict.State("frozen"), Optional.empty())));
        assertThat(new String(GeoFormats.RESPONSE.write(recorded), StandardCharsets.UTF_8))
                .isEqualTo(response);
    }
}
