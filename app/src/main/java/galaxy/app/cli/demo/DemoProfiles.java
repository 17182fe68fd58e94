package galaxy.app.cli.demo;

import galaxy.client.connections.Avatar;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.Username;
import galaxy.client.users.SanctionCode;
import galaxy.kernel.End;
import galaxy.kernel.Span;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Generates what the users of {@link DemoUsers} show to others, whom they know, and where they are signed in. */
final class DemoProfiles {
    private static final int NEIGHBOURS = 10;
    private static final int MOST_CONTACTS = 9;

    /** Each session takes a mail, and there are at most 300 a minute. */
    private static final int WITH_SESSIONS = 100;

    private static final List<Avatar> AVATARS = Stream.of(
                    "pilots/captain",
                    "pilots/ace",
                    "pilots/navigator",
                    "pilots/mechanic",
                    "pilots/veteran",
                    "pilots/android",
                    "pilots/fox",
                    "pilots/octopus",
                    "pilots/diver",
                    "ships/rocket",
                    "ships/interceptor",
                    "ships/saucer",
                    "ships/sunsail",
                    "ships/lander",
                    "worlds/homeworld",
                    "worlds/ringed-giant",
                    "worlds/ice",
                    "worlds/twins")
            .map(avatar -> avatar.split("/", 2))
            .map(ids -> new Avatar(ids[0], ids[1]))
            .toList();

    private static final List<String> BIOS = List.of(
            "Flies freighters by day, races by night.",
            "Looks for a crew of four.",
            "Explorer of the outer belt.\nAlways ready to trade maps.",
            "Plays on Fridays.",
            "New here. Teach me!",
            "Sammelt Monde. Schreibt gern auf Deutsch.",
            "Piloto de fim de semana.",
            "",
            "");

    private static final List<Plan> LINKS = List.of(
            new Plan("Crew of the Aurora", new End.Never(), 0, false),
            new Plan("Sunday race", days(7), 10, false),
            new Plan("For a friend", days(30), 1, false),
            new Plan("Poster of last year", new End.Never(), 0, true));

    private static final List<Device> DEVICES = List.of(
            new Device("Firefox on Linux", true),
            new Device("Chrome on Windows", true),
            new Device("Safari on iPhone", true),
            new Device("Pixel 9, game client", false),
            new Device("Steam Deck", false));

    private final DemoUsers users;
    private final long seed;

    DemoProfiles(DemoUsers users, long seed) {
        this.users = users;
        this.seed = seed;
    }

    private record Plan(String label, End end, int maxUses, boolean isRevoked) {}

    /** @param isBrowser else a game client, which has a key */
    record Device(String name, boolean isBrowser) {}

    /**
     * A contact link.
     *
     * @param maxUses 0 for no bound
     * @param usedBy numbers of users
     */
    record Link(String label, End end, int maxUses, boolean isRevoked, Set<Integer> usedBy) {}

    /**
     * What one user has beside the account.
     *
     * @param contacts numbers of users
     */
    record Person(
            Optional<Username> username,
            Optional<ProfileDetails> details,
            Set<Integer> contacts,
            List<Link> links,
            Optional<Device> device) {
        private static final Person NONE =
                new Person(Optional.empty(), Optional.empty(), Set.of(), List.of(), Optional.empty());

        /** Whether every page of the user has something to show. */
        boolean isComplete() {
            return details.isPresent() && !contacts.isEmpty() && !links.isEmpty() && device.isPresent();
        }
    }

    /** The person of this number, from 0. A user who is blocked has nothing. */
    Person person(int number) {
        DemoUsers.User user = users.user(number);
        if (user.isBlocked()) {
            return Person.NONE;
        }
        Random random = new Random(seed * 7_368_787 + number);
        // The first number of the generator is similar for similar seeds.
        random.nextLong();
        Optional<Username> username = Optional.of(username(user)).filter(_ -> random.nextInt(100) < 85);
        Optional<ProfileDetails> details =
                Optional.of(details(user, random)).filter(_ -> username.isPresent() && random.nextInt(100) < 90);
        int contacts = random.nextInt(100) < 70 ? 1 + random.nextInt(MOST_CONTACTS) : 0;
        List<Link> links = random.nextInt(100) < 40
                ? LINKS.subList(0, 1 + random.nextInt(LINKS.size())).stream()
                        .map(plan -> link(plan, number, random))
                        .toList()
                : List.of();
        Optional<Device> device = Optional.of(DEVICES.get(random.nextInt(DEVICES.size())))
                .filter(_ -> random.nextInt(100) < 40 && number < WITH_SESSIONS && maySignIn(user));
        return new Person(username, details, neighbours(number, contacts, random), links, device);
    }

    /** The first of some users with something on every page, else the first. */
    int example(int count) {
        return Stream.iterate(0, number -> number < count, number -> number + 1)
                .filter(number -> person(number).isComplete())
                .findFirst()
                .orElse(0);
    }

    private static End days(int days) {
        return new End.After(new Span(Period.ofDays(days), Duration.ZERO));
    }

    private static boolean maySignIn(DemoUsers.User user) {
        return user.sanctioned()
                .filter(sanctioned -> sanctioned.code().equals(SanctionCode.LOGIN_BLOCK))
                .isEmpty();
    }

    private static Username username(DemoUsers.User user) {
        return Username.of(
                user.raceName().toLowerCase(Locale.ROOT).replace(" of ", ".").replace(' ', '.'));
    }

    private static ProfileDetails details(DemoUsers.User user, Random random) {
        String name = random.nextInt(4) > 0 ? user.raceName() : user.raceName().split(" ", 2)[0] + " of Vega";
        Optional<Avatar> avatar =
                Optional.of(AVATARS.get(random.nextInt(AVATARS.size()))).filter(_ -> random.nextInt(10) > 0);
        return new ProfileDetails(name, avatar, BIOS.get(random.nextInt(BIOS.size())));
    }

    private Link link(Plan plan, int owner, Random random) {
        int uses = plan.maxUses() == 1 ? 1 : random.nextInt(4);
        return new Link(plan.label(), plan.end(), plan.maxUses(), plan.isRevoked(), neighbours(owner, uses, random));
    }

    /** Users of near numbers, so that they are the same however many there are. */
    private Set<Integer> neighbours(int number, int most, Random random) {
        Set<Integer> chosen = new TreeSet<>();
        for (int i = 0; i < most; i++) {
            int other = number + random.nextInt(2 * NEIGHBOURS + 1) - NEIGHBOURS;
            if (other >= 0 && other != number && !users.user(other).isBlocked()) {
                chosen.add(other);
            }
        }
        return chosen;
    }
}
