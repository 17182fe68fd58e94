package galaxy.torture.connections;

import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.LookupUsernameResponse;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.contracts.connections.v1.SetUsernameResponse;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A few usernames that the users of all clients want; each client has one user. */
final class NameStage extends Stage {
    static final String RULE = "the history of a username is as if one was served after another";
    static final String AGREE = "a look-up of a username finds the user who has it";

    private static final int ROOM = 14;
    private static final int NAMES = 3;
    private static final String NOBODY = "nobody";

    private final String user;
    private final List<String> names;
    private final History<NameModel> history = new History<>();
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();

    /** A user, of one client: what it is called as far as is known, and whether it is left alone. */
    private static final class Seat {
        private String name = "";
        private boolean isClear = true;
    }

    NameStage(String user, String prefix) {
        super(ROOM);
        this.user = user;
        this.names = IntStream.range(0, NAMES).mapToObj(i -> prefix + i).toList();
    }

    @Override
    void act(Tools tools, int client) throws InterruptedException {
        String id = user + "-" + client;
        Seat seat = seats.computeIfAbsent(id, any -> new Seat());
        String name = tools.any(names);
        int kind = tools.random().nextInt(10);
        if (kind < 6 && seat.isClear) {
            set(tools, id, seat, name);
        } else if (kind < 9) {
            lookUp(tools.caller(), name);
        } else {
            look(tools.caller(), id);
        }
    }

    private void set(Tools tools, String id, Seat seat, String name) throws InterruptedException {
        Reply<SetUsernameResponse> reply = tools.caller()
                .send(
                        tools.caller().draw(),
                        "SetUsername",
                        !seat.name.equals(name),
                        stub -> stub.setUsername(SetUsernameRequest.newBuilder()
                                .setUserId(id)
                                .setUsername(name)
                                .build()));
        String text = id + " sets " + name;
        boolean changes = !seat.name.equals(name);
        if (reply.yes().isPresent()) {
            // A username is claimed first, and in force a little later: to others it is taken, but nobody has it yet.
            history.told(text + ", claim", model -> model.claim(id, name), true, reply.begun(), reply.ended());
            history.told(text, model -> model.take(id, name), true, reply.begun(), reply.ended());
            seat.name = name;
        } else if (reply.isRefused("USERNAME_TAKEN") && !reply.mayGoOn()) {
            read(text, model -> model.isTaken(id, name), true, reply);
        } else {
            history.perhaps(text + ", claim", model -> model.claim(id, name), reply.begun());
            history.perhaps(text, model -> model.take(id, name), reply.begun());
        }
        boolean isUnsure = reply.isOpen() || reply.mayGoOn();
        seat.isClear &= !isUnsure;
        if (changes) {
            boolean isDone = reply.yes().isPresent();
            if (isDone || isUnsure) {
                tools.announcements()
                        .expect(reply.request(), isDone ? Announcements.PROFILE : Announcements.PROFILE.perhaps(1));
            }
        }
    }

    private void lookUp(Caller caller, String name) throws InterruptedException {
        Reply<LookupUsernameResponse> reply = caller.read(
                "LookupUsername",
                stub -> stub.lookupUsername(
                        LookupUsernameRequest.newBuilder().setUsername(name).build()));
        if (!reply.isOpen()) {
            read(name + " is looked up", model -> model.holder(name), holder(reply), reply);
        }
    }

    private void read(String text, Function<NameModel, Object> way, Object told, Reply<?> reply) {
        Attempt last = reply.last();
        history.read(text, way, told, last.begun(), last.ended());
    }

    private static String holder(Reply<LookupUsernameResponse> reply) {
        return reply.yes()
                .map(told -> told.getUsernameRecord().getUserId())
                .orElse(reply.isRefused("USERNAME_NOT_FOUND") ? NOBODY : reply.told());
    }

    /** The username of a user. */
    private Optional<String> look(Caller caller, String id) throws InterruptedException {
        var reply = caller.read(
                "GetUsername",
                stub -> stub.getUsername(
                        GetUsernameRequest.newBuilder().setUserId(id).build()));
        if (reply.isOpen()) {
            return Optional.empty();
        }
        String told = reply.yes()
                .map(known -> known.getUsernameRecord().getUsername())
                .orElse(reply.isRefused("USERNAME_NOT_FOUND") ? "" : reply.told());
        read(id + " is looked at", model -> model.name(id), told, reply);
        return Optional.of(told);
    }

    @Override
    void check(Caller reader, Findings findings) throws InterruptedException {
        Map<String, String> after = new TreeMap<>();
        for (String id : seats.keySet()) {
            look(reader, id).filter(name -> !name.isEmpty()).ifPresent(name -> after.put(id, name));
        }
        for (String name : names) {
            Reply<LookupUsernameResponse> found = reader.read(
                    "LookupUsername",
                    stub -> stub.lookupUsername(
                            LookupUsernameRequest.newBuilder().setUsername(name).build()));
            String holder = after.entrySet().stream()
                    .filter(each -> each.getValue().equals(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(NOBODY);
            findings.checkAcross(
                    AGREE, holder(found).equals(holder), () -> name + ": " + holder(found) + " but " + holder);
        }
        if (findings.recordsAll()) {
            history.check(findings, RULE, new NameModel(), after.toString());
        }
    }

    /** Who is called what. */
    static final class NameModel implements Model<NameModel> {
        private final Map<String, String> held = new TreeMap<>();
        private final Map<String, String> claimed = new TreeMap<>();

        @Override
        public NameModel copy() {
            NameModel copy = new NameModel();
            copy.held.putAll(held);
            copy.claimed.putAll(claimed);
            return copy;
        }

        @Override
        public Object state() {
            return look();
        }

        /** Nothing is under way at the end. */
        @Override
        public String look() {
            return claimed.isEmpty() ? held.toString() : held + " with claims " + claimed;
        }

        boolean claim(String user, String name) {
            if (isTaken(user, name)) {
                return false;
            }
            if (!name.equals(held.get(user))) {
                claimed.put(name, user);
            }
            return true;
        }

        boolean take(String user, String name) {
            if (user.equals(claimed.get(name))) {
                claimed.remove(name);
                held.put(user, name);
            }
            return name.equals(held.get(user));
        }

        boolean isTaken(String user, String name) {
            String by = claimed.get(name);
            return (by != null && !by.equals(user))
                    || held.entrySet().stream()
                            .anyMatch(each -> each.getValue().equals(name)
                                    && !each.getKey().equals(user));
        }

        String holder(String name) {
            return held.entrySet().stream()
                    .filter(each -> each.getValue().equals(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(NOBODY);
        }

        String name(String user) {
            return Objects.requireNonNullElse(held.get(user), "");
        }
    }
}
