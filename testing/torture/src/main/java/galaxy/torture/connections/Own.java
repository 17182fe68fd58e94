package galaxy.torture.connections;

import galaxy.torture.workload.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One client's own users: a few at a time, each for a while. What is told of them is known beforehand. */
final class Own {
    private static final int AT_ONCE = 4;
    private static final int LIFE = 120;
    private static final int ODD = 5;
    private static final int FEW = 60;

    private final Tools tools;
    private final String prefix;
    private final Queue<OwnUser> census;
    private final List<OwnUser> circle = new ArrayList<>();
    private final OwnProfiles profiles;
    private final OwnContacts contacts;
    private final OwnLinks links;
    private final OwnMistakes mistakes;
    private int born;
    private int age;

    /**
     * What the deeds of a client need.
     *
     * @param tolerance by how much the clocks of the instances and ours may differ
     */
    record Tools(
            Caller caller, Findings findings, Announcements announcements, RandomGenerator random, Duration tolerance) {
        boolean oneIn(int count) {
            return random.nextInt(count) == 0;
        }

        <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }

    /** @param census takes all users that there ever were */
    Own(Tools tools, String run, int client, Queue<OwnUser> census) {
        this.tools = tools;
        this.prefix = run + "-" + client + "-";
        this.census = census;
        this.profiles = new OwnProfiles(tools, new OwnNames(run + "." + client + ".", tools));
        this.contacts = new OwnContacts(tools);
        this.links = new OwnLinks(tools);
        this.mistakes = new OwnMistakes(tools);
    }

    /** One of the things that users do. */
    void act() throws InterruptedException {
        if (circle.size() < AT_ONCE) {
            circle.add(birth());
        }
        if (++age % (LIFE / AT_ONCE) == 0) {
            circle.set(age / (LIFE / AT_ONCE) % circle.size(), birth());
        }
        OwnUser user = tools.any(circle);
        int kind = tools.random().nextInt(100);
        if (kind < 35) {
            profiles.act(user, circle);
        } else if (kind < 60) {
            contacts.act(user, circle);
        } else if (kind < 92) {
            links.act(user, circle);
        } else if (tools.oneIn(FEW)) {
            links.fillUp(birth());
        } else {
            mistakes.act(user);
        }
    }

    private OwnUser birth() {
        int number = born++;
        OwnUser user = new OwnUser("own-" + prefix + number + (number % ODD == 0 ? " ä:|{1}%" : ""));
        census.add(user);
        return user;
    }

    /** Usernames of the users of one client. */
    static final class OwnNames {
        private final String prefix;
        private final Tools tools;
        private final List<String> free = new ArrayList<>();
        private final Set<String> burnt = new HashSet<>();
        private int drawn;

        OwnNames(String prefix, Tools tools) {
            this.prefix = "n" + prefix;
            this.tools = tools;
        }

        /** A new one, or one that somebody had. */
        String draw() {
            return free.isEmpty() || tools.random().nextBoolean()
                    ? prefix + drawn++
                    : free.remove(tools.random().nextInt(free.size()));
        }

        void free(String name) {
            if (!burnt.contains(name)) {
                free.add(name);
            }
        }

        /** Nobody knows whose it is or will be. */
        void burn(String name) {
            burnt.add(name);
            free.remove(name);
        }

        List<String> free() {
            return free;
        }
    }
}
