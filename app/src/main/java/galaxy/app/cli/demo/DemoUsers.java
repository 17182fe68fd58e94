package galaxy.app.cli.demo;

import galaxy.client.users.LimitCode;
import galaxy.client.users.Plan;
import galaxy.client.users.SanctionCode;
import galaxy.kernel.EmailAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Generates realistic users; the same seed makes the same ones. */
final class DemoUsers {
    private static final List<String> FIRST = List.of(
            "Amber",
            "Arctic",
            "Azure",
            "Bold",
            "Bright",
            "Copper",
            "Coral",
            "Cosmic",
            "Crimson",
            "Dawn",
            "Distant",
            "Dusty",
            "Echo",
            "Ember",
            "Emerald",
            "Frozen",
            "Ghost",
            "Golden",
            "Hidden",
            "Indigo",
            "Iron",
            "Ivory",
            "Jade",
            "Lone",
            "Lunar",
            "Magnetic",
            "Midnight",
            "Nova",
            "Onyx",
            "Orbital",
            "Polar",
            "Quantum",
            "Quiet",
            "Rapid",
            "Scarlet",
            "Silent",
            "Solar",
            "Stellar",
            "Velvet",
            "Wandering");
    private static final List<String> SECOND = List.of(
            "Albatross",
            "Anchor",
            "Antelope",
            "Arrow",
            "Badger",
            "Beacon",
            "Comet",
            "Condor",
            "Corsair",
            "Drifter",
            "Eagle",
            "Falcon",
            "Fox",
            "Harpoon",
            "Hawk",
            "Heron",
            "Hunter",
            "Jaguar",
            "Kestrel",
            "Kraken",
            "Lantern",
            "Lynx",
            "Mantis",
            "Meteor",
            "Nomad",
            "Otter",
            "Panther",
            "Pathfinder",
            "Pioneer",
            "Pulsar",
            "Quasar",
            "Raven",
            "Rover",
            "Seeker",
            "Sparrow",
            "Tiger",
            "Vagabond",
            "Voyager",
            "Wolf",
            "Zephyr");

    /** Country, language and time zone that go together, the frequent ones more than once. */
    private static final List<Home> HOMES = List.of(
            new Home("DE", "de", "Europe/Berlin"),
            new Home("DE", "en", "Europe/Berlin"),
            new Home("US", "en-US", "America/New_York"),
            new Home("US", "en-US", "America/Chicago"),
            new Home("US", "es-US", "America/Los_Angeles"),
            new Home("GB", "en-GB", "Europe/London"),
            new Home("FR", "fr", "Europe/Paris"),
            new Home("BR", "pt-BR", "America/Sao_Paulo"),
            new Home("JP", "ja", "Asia/Tokyo"),
            new Home("IN", "en-IN", "Asia/Kolkata"),
            new Home("PL", "pl", "Europe/Warsaw"),
            new Home("ES", "es", "Europe/Madrid"),
            new Home("SE", "sv", "Europe/Stockholm"),
            new Home("CA", "fr-CA", "America/Montreal"),
            new Home("AU", "en-AU", "Australia/Sydney"),
            new Home("KR", "ko", "Asia/Seoul"));

    private static final List<String> SANCTION_REASONS = List.of("griefing", "spam", "chat_abuse", "fair_play_review");

    private static final long DEFAULT_SEED = 42;

    private final long seed;

    DemoUsers(long seed) {
        this.seed = seed;
    }

    /** Country, language and time zone of a user. */
    record Home(String country, String language, String timeZone) {}

    /** @param lasts none for a lifetime plan */
    record Paid(Plan plan, Optional<Duration> lasts) {}

    /** @param lasts none until it is removed */
    record Sanctioned(SanctionCode code, String reason, Optional<Duration> lasts) {}

    record Limited(LimitCode code, int value) {}

    /** One user, with plan, sanction and limit. */
    record User(
            EmailAddress email,
            String raceName,
            Home home,
            boolean hasCountry,
            Optional<Paid> paid,
            Optional<Sanctioned> sanctioned,
            Optional<Limited> limited,
            boolean isBlocked) {}

    /** The user of this number, from 0. */
    User user(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        // The first number of the generator is similar for similar seeds.
        random.nextLong();
        int pairs = FIRST.size() * SECOND.size();
        // A step coprime to the number of pairs visits each pair before it repeats one.
        int pair = (int) Math.floorMod(number * 787L + seed * 31, (long) pairs);
        String first = FIRST.get(pair / SECOND.size());
        String second = SECOND.get(pair % SECOND.size());
        String round = number < pairs ? "" : " " + (number / pairs + 1);
        // Users of two seeds may be in one service, where a name is of one user.
        String people = seed == DEFAULT_SEED ? "" : " of " + Math.floorMod(seed, 1_000_000L);
        String email = "%s.%s.%d-%d@demo.example"
                .formatted(first.toLowerCase(Locale.ROOT), second.toLowerCase(Locale.ROOT), seed, number);
        return new User(
                EmailAddress.of(email),
                first + " " + second + round + people,
                HOMES.get(random.nextInt(HOMES.size())),
                random.nextInt(100) < 85,
                paid(random),
                sanctioned(random),
                limited(random),
                random.nextInt(100) < 2);
    }

    private static Optional<Paid> paid(Random random) {
        int of100 = random.nextInt(100);
        Duration lasts = Duration.ofDays(1 + random.nextInt(30));
        if (of100 < 16) {
            return Optional.of(new Paid(Plan.PAID_MONTHLY, Optional.of(lasts)));
        }
        if (of100 < 25) {
            return Optional.of(new Paid(Plan.PAID_YEARLY, Optional.of(lasts.multipliedBy(12))));
        }
        return of100 < 28 ? Optional.of(new Paid(Plan.PAID_LIFETIME, Optional.empty())) : Optional.empty();
    }

    private static Optional<Sanctioned> sanctioned(Random random) {
        boolean is = random.nextInt(100) < 7;
        SanctionCode code =
                SanctionCode.known().get(random.nextInt(SanctionCode.known().size()));
        String reason = SANCTION_REASONS.get(random.nextInt(SANCTION_REASONS.size()));
        Optional<Duration> lasts =
                Optional.of(Duration.ofDays(1 + random.nextInt(20))).filter(_ -> random.nextInt(4) > 0);
        return is ? Optional.of(new Sanctioned(code, reason, lasts)) : Optional.empty();
    }

    private static Optional<Limited> limited(Random random) {
        boolean is = random.nextInt(100) < 5;
        LimitCode code = LimitCode.known().get(random.nextInt(LimitCode.known().size()));
        return is ? Optional.of(new Limited(code, random.nextInt(13))) : Optional.empty();
    }
}
