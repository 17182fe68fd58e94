package galaxy.geoprofile.store;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.MOVED;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.memory.World.OPS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.observation.Observations;
import galaxy.geoprofile.profile.Conflict;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.RecordedResponse;
import galaxy.geoprofile.profile.RecordedResponse.Result;
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
    void a_state_that_only_a_newer_version_knows_is_not_taken_for_another() {
        byte[] newer = new String(GeoFormats.VERSION.write(proposed(3)), StandardCharsets.UTF_8)
                .replace("\"proposed\"", "\"newer\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> GeoFormats.VERSION.read(newer, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
