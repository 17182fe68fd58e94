package galaxy.app.cli.geo;

import galaxy.app.cli.CommandGroup;
import galaxy.app.cli.Table;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.geoprofile.CountryProfile;
import galaxy.client.geoprofile.CountryReview;
import galaxy.client.geoprofile.CountryVersion;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.geoprofile.GeoProfileJson;
import galaxy.client.geoprofile.ObservedCountry;
import galaxy.client.geoprofile.Proposal;
import galaxy.client.geoprofile.Refusal;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code galaxy geo …}. */
@Command(
        name = "geo",
        description = {"Shows and reviews the countries that users declare.", "Prints tables, or JSON with --json."},
        subcommands = {
            GeoCommands.Show.class,
            GeoCommands.Versions.class,
            GeoCommands.Observations.class,
            GeoCommands.Propose.class,
            GeoCommands.Approve.class,
            GeoCommands.Reject.class,
            GeoCommands.Withdraw.class,
            GeoCommands.Reviews.class
        })
public final class GeoCommands extends CommandGroup {
    @Command(
            name = "show",
            description = {
                "Shows the declared country of a user: what is effective, what is on the way to users, what waits for a"
                        + " decision.",
                "An unknown user has none."
            })
    static final class Show extends GeoServiceCommand {
        @Parameters(paramLabel = "USER", description = USER_RULE)
        private UserId user = UserId.of("");

        @Override
        void run(GeoProfileClient client) {
            CountryProfile profile = client.profile(user);
            if (isJson()) {
                out().println(GeoProfileJson.profile(profile));
            } else {
                GeoTables.profile(profile).print(out());
            }
        }
    }

    @Command(
            name = "versions",
            description = {
                "Lists every version of the declared country of a user, the highest number first.",
                "With --json one line for each version."
            })
    static final class Versions extends GeoListCommand<CountryVersion> {
        @Parameters(paramLabel = "USER", description = USER_RULE)
        private UserId user = UserId.of("");

        @Override
        Outcome<Page<CountryVersion, String>, Refusal> page(GeoProfileClient client, PageRequest request) {
            return client.versions(user, request);
        }

        @Override
        ObjectNode json(CountryVersion version) {
            return GeoProfileJson.version(version);
        }

        @Override
        Table table(List<CountryVersion> versions) {
            return GeoTables.versions(versions);
        }

        @Override
        String none() {
            return "the user has declared no country";
        }
    }

    @Command(
            name = "observations",
            description = {
                "Lists the countries in which a user was seen within 90 days, most days first.",
                "With --json one line for each country."
            })
    static final class Observations extends GeoServiceCommand {
        @Parameters(paramLabel = "USER", description = USER_RULE)
        private UserId user = UserId.of("");

        @Override
        void run(GeoProfileClient client) {
            List<ObservedCountry> observed = client.observations(user);
            if (isJson()) {
                observed.forEach(each -> out().println(GeoProfileJson.observed(each)));
            } else if (observed.isEmpty()) {
                note("the user was seen in no country");
            } else {
                GeoTables.observations(observed).print(out());
            }
        }
    }

    /** Where the country of a proposal comes from. */
    enum Source {
        ADMIN,
        OBSERVED,
        USER
    }

    @Command(
            name = "propose",
            description = {
                "Proposes a country for a user, in the place of a proposal that waits.",
                "A country of the source admin is approved at once, and sent to users."
            })
    static final class Propose extends GeoChange {
        @Parameters(index = "1", paramLabel = "COUNTRY", description = "The country, as a code of ISO 3166-1: DE.")
        private CountryCode country = CountryCode.of("ZZ");

        @Option(
                names = "--source",
                paramLabel = "SOURCE",
                defaultValue = "admin",
                description = "Where it comes from: ${COMPLETION-CANDIDATES}. Default: admin.")
        private Source source = Source.ADMIN;

        @Override
        Outcome<CountryVersion, Refusal> perform(Change change) {
            var proposal = new Proposal(country, source.name().toLowerCase(Locale.ROOT), change.reason());
            return change.client().propose(change.user(), proposal, change.key());
        }
    }

    @Command(
            name = "approve",
            description = {
                "Approves a version, and sends it to users. It is effective when they have acknowledged it.",
                "One that is approved already is shown as it is."
            })
    static final class Approve extends GeoChange {
        @Parameters(index = "1", paramLabel = "NUMBER", description = NUMBER_RULE)
        private VersionNumber number = new VersionNumber(1);

        @Override
        Outcome<CountryVersion, Refusal> perform(Change change) {
            return change.client().approve(change.user(), number.value(), change.reason(), change.key());
        }
    }

    @Command(name = "reject", description = "Rejects a version that waits for a decision.")
    static final class Reject extends GeoChange {
        @Parameters(index = "1", paramLabel = "NUMBER", description = NUMBER_RULE)
        private VersionNumber number = new VersionNumber(1);

        @Override
        Outcome<CountryVersion, Refusal> perform(Change change) {
            return change.client().reject(change.user(), number.value(), change.reason(), change.key());
        }
    }

    @Command(name = "withdraw", description = "Takes back a version that waits for a decision.")
    static final class Withdraw extends GeoChange {
        @Parameters(index = "1", paramLabel = "NUMBER", description = NUMBER_RULE)
        private VersionNumber number = new VersionNumber(1);

        @Override
        Outcome<CountryVersion, Refusal> perform(Change change) {
            return change.client().withdraw(change.user(), number.value(), change.reason(), change.key());
        }
    }

    /** What a version waits for. */
    enum Status {
        PROPOSED,
        SYNCING
    }

    @Command(
            name = "reviews",
            description = {
                "Lists the versions that wait for a decision or for users, the earliest proposal first.",
                "With --json one line for each version. The command for the next page is printed on the error output."
            })
    static final class Reviews extends GeoListCommand<CountryReview> {
        @Option(
                names = "--status",
                paramLabel = "STATUS",
                defaultValue = "proposed",
                description = "proposed: waits for a decision; syncing: approved, and not acknowledged by users."
                        + " Default: proposed.")
        private Status status = Status.PROPOSED;

        @Override
        Outcome<Page<CountryReview, String>, Refusal> page(GeoProfileClient client, PageRequest request) {
            return client.reviews(status.name().toLowerCase(Locale.ROOT), request);
        }

        @Override
        ObjectNode json(CountryReview review) {
            return GeoProfileJson.review(review);
        }

        @Override
        Table table(List<CountryReview> reviews) {
            return GeoTables.reviews(reviews);
        }

        @Override
        String none() {
            return "no version is " + status.name().toLowerCase(Locale.ROOT);
        }
    }
}
