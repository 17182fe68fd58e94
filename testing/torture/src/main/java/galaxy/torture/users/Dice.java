package galaxy.torture.users;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Draws commands for a user. */
final class Dice {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "pt-BR", "ja");
    private static final List<String> ZONES = List.of("Europe/Berlin", "UTC", "Asia/Tokyo", "America/New_York");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "JP", "BR", "US", "NZ");
    private static final List<String> FINITE = List.of("paid_monthly", "paid_yearly");
    private static final List<String> SCOPES = List.of("auth", "lobby", "profile", "galaxy");

    private final Client client;
    private final RandomGenerator random;

    /** Whether ends may come within seconds: not where nobody knows what time it is. */
    private final boolean mayEndSoon;

    Dice(Client client, boolean mayEndSoon) {
        this.client = client;
        this.random = client.random();
        this.mayEndSoon = mayEndSoon;
    }

    static String language(RandomGenerator random) {
        return one(LANGUAGES, random);
    }

    static String zone(RandomGenerator random) {
        return one(ZONES, random);
    }

    /**
     * Any command. Not all fit the user: those must be refused.
     *
     * @param life as the user is now, or nearly
     */
    Command command(Life life) {
        String reason = client.newReason();
        return switch (random.nextInt(24)) {
            case 0, 1 -> new Command.Rename(client.newName(), Command.Name.FREE);
            case 2 -> new Command.Rename(respelled(life), Command.Name.FREE);
            case 3, 4 -> new Command.Settings(language(random), zone(random));
            case 5, 6 -> new Command.Country(one(COUNTRIES, random));
            case 7, 8, 9 -> grant(reason);
            case 10, 11 -> new Command.Extend(later(life), reason);
            case 12 -> new Command.Revoke(reason);
            case 13, 14, 15 ->
                new Command.Sanction(one(Life.SANCTIONS, random), one(SCOPES, random), perhapsAnEnd(), reason);
            case 16 -> again(life, reason);
            case 17 -> new Command.Unsanction(one(Life.SANCTIONS, random), reason);
            case 18, 19, 20 -> new Command.Limit(one(Life.LIMITS, random), random.nextInt(4), perhapsAnEnd(), reason);
            case 21 -> new Command.Unlimit(one(Life.LIMITS, random), reason);
            case 22 -> new Command.Block(random.nextBoolean(), reason);
            default -> new Command.Unblock(reason);
        };
    }

    private static String respelled(Life life) {
        String name = life.name.toString();
        String other = name.replace(" ", "-");
        return other.equals(name) ? name.toUpperCase(Locale.ROOT) : other;
    }

    /** The same as is in force already, which changes nothing. */
    private Command again(Life life, String reason) {
        if (life.sanctions.isEmpty()) {
            return new Command.Sanction(one(Life.SANCTIONS, random), one(SCOPES, random), perhapsAnEnd(), reason);
        }
        Life.Entry old = life.sanctions.firstEntry().getValue();
        return new Command.Sanction(old.code(), (String) old.detail(), old.expires(), old.reason());
    }

    private Command grant(String reason) {
        long starts =
                random.nextInt(4) == 0 ? Wire.millis() - Duration.ofDays(2).toMillis() : Life.ENDLESS;
        return random.nextInt(4) == 0
                ? new Command.Grant("paid_lifetime", starts, Life.ENDLESS, reason)
                : new Command.Grant(one(FINITE, random), starts, end(), reason);
    }

    /** Mostly later than the end of the plan. */
    private long later(Life life) {
        return random.nextInt(4) == 0 || life.plan.ends() == Life.ENDLESS
                ? end()
                : life.plan.ends() + Duration.ofDays(1 + random.nextInt(30)).toMillis();
    }

    private long perhapsAnEnd() {
        return random.nextBoolean() ? Life.ENDLESS : end();
    }

    private long end() {
        if (mayEndSoon && random.nextInt(8) == 0) {
            return Wire.millis() + random.nextInt(2000, 5000);
        }
        return Wire.millis() + Duration.ofDays(10 + random.nextInt(300)).toMillis() + random.nextInt(100_000);
    }

    static <T> T one(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
