package galaxy.torture.connections;

import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.torture.connections.Caller.Surroundings;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Reads everything back through the service. */
final class ReadBack {
    static final String ANSWERED = "a service that is left alone answers";

    private static final int READERS = 8;
    private static final int FIRST_READER = 1000;
    private static final int THOROUGH = 4;

    private final Surroundings around;
    private final Findings findings;

    private interface Work {
        void run(Caller caller) throws InterruptedException;
    }

    ReadBack(Surroundings around, Findings findings) {
        this.around =
                new Surroundings(around.wire(), around.target(), around.journal(), findings, around.run() + "-check");
        this.findings = findings;
    }

    void check(Collection<OwnUser> users, Collection<Stage> stages) throws InterruptedException {
        Queue<Work> work = new ConcurrentLinkedQueue<>();
        int number = 0;
        for (OwnUser user : users) {
            boolean isThorough = number++ % THOROUGH == 0;
            work.add(caller -> check(caller, user, isThorough));
        }
        stages.forEach(stage -> work.add(caller -> stage.check(caller, findings)));
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            RandomGenerator random = RandomGeneratorFactory.getDefault().create(i);
            Caller caller = new Caller(around, FIRST_READER + i, random);
            readers.add(Thread.ofVirtual().name("reader " + i).start(() -> work(caller, work)));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        findings.check("everything was read back", work.isEmpty(), () -> work.size() + " were not");
    }

    private void work(Caller caller, Queue<Work> work) {
        try {
            for (Work next = work.poll(); next != null; next = work.poll()) {
                try {
                    next.run(caller);
                } catch (RuntimeException e) {
                    findings.check("everything was read back", false, e::toString);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(Caller caller, OwnUser user, boolean isThorough) throws InterruptedException {
        checkProfile(caller, user);
        Walks walks = new Walks(caller, findings);
        for (int size : isThorough ? List.of(1, 3, 7, 50) : List.of(50)) {
            answered(walks.contacts(user.id(), size)).ifPresent(listed -> OwnContacts.check(findings, user, listed));
        }
        for (int size : isThorough ? List.of(2, 5, 50) : List.of(50)) {
            answered(walks.links(user.id(), size)).ifPresent(listed -> OwnLinks.check(findings, user, listed));
        }
        for (OwnLink link : user.links()) {
            for (int size : isThorough ? List.of(1, 3) : List.of(50)) {
                answered(walks.events(user.id(), link.id(), size))
                        .ifPresent(events -> OwnLinks.check(findings, link, events));
            }
        }
    }

    private void checkProfile(Caller caller, OwnUser user) throws InterruptedException {
        var reply = caller.read(
                "GetUserProfile",
                stub -> stub.getUserProfile(
                        GetUserProfileRequest.newBuilder().setUserId(user.id()).build()));
        findings.check(ANSWERED, !reply.isOpen(), () -> reply.request());
        Optional<UserProfile> seen = reply.yes().map(told -> told.getUserProfile());
        findings.checkRecorded(
                OwnProfiles.RULE,
                user.profile().fits(seen),
                () -> "%s: %s but %s".formatted(user, seen, user.profile().states()));
        Optional<String> name = seen.map(UserProfile::getUsername).filter(known -> !known.isEmpty());
        if (name.isPresent()) {
            var found = caller.read(
                    "LookupUserProfile",
                    stub -> stub.lookupUserProfile(LookupUserProfileRequest.newBuilder()
                            .setUsername(name.get())
                            .build()));
            boolean isSame = found.yes().map(told -> told.getUserProfile()).equals(seen);
            findings.checkAcross(NameStage.AGREE, isSame, () -> "%s: %s but %s".formatted(name.get(), found, seen));
        }
    }

    private <T> Optional<T> answered(Optional<T> answer) {
        findings.checkRecorded(ANSWERED, answer.isPresent(), () -> "a page was refused, or did not come");
        return answer;
    }
}
