package galaxy.app.cli.geo;

import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.geoprofile.CountryProfile;
import galaxy.client.geoprofile.CountryReview;
import galaxy.client.geoprofile.CountryVersion;
import galaxy.client.geoprofile.MostObserved;
import galaxy.client.geoprofile.ObservedCountry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Declared countries as tables. */
final class GeoTables {
    private GeoTables() {}

    static Table version(CountryVersion version) {
        return Table.plain()
                .row("number", Integer.toString(version.number()))
                .row("country", version.country().value())
                .row("source", version.source())
                .row("state", state(version))
                .row("proposed (UTC)", step(version.proposal()))
                .row("decided", version.decision().map(GeoTables::step).orElse("-"))
                .row("effective", time(version.effectiveAt()))
                .row("ended", time(version.endedAt()));
    }

    static Table profile(CountryProfile profile) {
        return Table.plain()
                .row("user id", profile.userId())
                .row("effective", present(profile.effective()))
                .row("syncing", present(profile.syncing()))
                .row("proposed", present(profile.proposed()))
                .row("most observed", mostObserved(profile.mostObserved()))
                .row(
                        "next proposal (UTC)",
                        profile.nextProposalAt().map(TimeFormat::show).orElse("now"));
    }

    static Table versions(List<CountryVersion> versions) {
        Table table = new Table("NUMBER", "COUNTRY", "SOURCE", "STATE", "PROPOSED (UTC)", "DECIDED", "ENDED")
                .mayLeaveOut("ENDED", "SOURCE");
        versions.forEach(version -> table.row(
                Integer.toString(version.number()),
                version.country().value(),
                version.source(),
                state(version),
                step(version.proposal()),
                version.decision().map(GeoTables::step).orElse("-"),
                time(version.endedAt())));
        return table;
    }

    static Table reviews(List<CountryReview> reviews) {
        Table table = new Table("USER ID", "NUMBER", "COUNTRY", "SOURCE", "MOST OBSERVED", "PROPOSED (UTC)")
                .mayLeaveOut("SOURCE");
        reviews.forEach(review -> table.row(
                review.userId().value(),
                Integer.toString(review.version().number()),
                review.version().country().value(),
                review.version().source(),
                mostObserved(review.mostObserved()),
                step(review.version().proposal())));
        return table;
    }

    static Table observations(List<ObservedCountry> observed) {
        Table table = new Table("COUNTRY", "DAYS", "COUNT", "FIRST DAY", "LAST DAY");
        observed.forEach(each -> table.row(
                each.country().value(),
                Integer.toString(each.days()),
                Long.toString(each.count()),
                each.firstDay().toString(),
                each.lastDay().toString()));
        return table;
    }

    /** {@code DE (version 3)}. */
    private static String present(Optional<CountryVersion> version) {
        return version.map(known -> "%s (version %d)".formatted(known.country().value(), known.number()))
                .orElse("-");
    }

    /** {@code DE (12 days)}. */
    private static String mostObserved(Optional<MostObserved> most) {
        return most.map(known -> "%s (%d %s)"
                        .formatted(known.country().value(), known.days(), known.days() == 1 ? "day" : "days"))
                .orElse("-");
    }

    private static String state(CountryVersion version) {
        return version.state() + version.failure().map(why -> ": " + why).orElse("");
    }

    /** {@code 2026-03-01 12:00 moved (admin:ops-7)}. */
    private static String step(CountryVersion.Step step) {
        return "%s %s (%s%s)"
                .formatted(
                        TimeFormat.show(step.at()),
                        step.reason().value(),
                        step.actor().type(),
                        step.actor().id().map(id -> ":" + id).orElse(""));
    }

    private static String time(Optional<Instant> at) {
        return at.map(TimeFormat::show).orElse("-");
    }
}
