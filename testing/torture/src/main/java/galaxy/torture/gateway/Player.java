package galaxy.torture.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.Account;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.SessionRevoke;
import galaxy.contracts.gateway.v1.Sessions;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import galaxy.contracts.gateway.v1.UserSettingsUpdate;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A player of one client, whom no other client changes: what is acknowledged is known exactly. Not thread-safe. */
final class Player {
    static final String SHOWN = "the gateway shows what it acknowledged";
    static final String ENDED = "a session that has ended is refused";
    static final String SERVED = "a request of a signed-in player is carried out";
    static final String ANNOUNCED = "the stream announces each change, or says to read all again";

    private static final List<String> LANGUAGES = List.of("en", "de", "pt-BR", "fr");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/Lima");
    /** While faults follow each other a stream may not be opened: a guard that lost its memory lets clients wait. */
    private static final Duration IN_THE_END = Duration.ofMinutes(5);

    private static final Duration OPENING = Duration.ofSeconds(20);

    final String user;
    final Device device;
    /** Names that were acknowledged, in their order. */
    final List<String> names = new ArrayList<>();
    /** The last one, if it may have come or not. */
    Optional<String> unclear = Optional.empty();

    private final String email;
    private Optional<Follower> follower = Optional.empty();
    private Optional<String> language = Optional.empty();
    private Optional<String> zone = Optional.empty();
    private boolean isOver;
    private boolean hasEnded;
    private boolean isBlocked;

    Player(String email, String user, Device device) {
        this.email = email;
        this.user = user;
        this.device = device;
    }

    boolean isOver() {
        return isOver;
    }

    /** Whether the end of the session was acknowledged. */
    boolean hasEnded() {
        return hasEnded;
    }

    void follow(Client client) throws InterruptedException {
        int instance = client.choices
                .random()
                .nextInt(client.shared.context().instances().size());
        Follower opened = new Follower(client.shared, device, client.findings, instance);
        follower = Optional.of(opened);
        if (!opened.awaitOpen(OPENING)) {
            opened.close();
            follower = Optional.empty();
        }
    }

    void next(Client client) throws InterruptedException {
        int kind = client.choices.random().nextInt(20);
        if (kind < 6) {
            rename(client);
        } else if (kind < 9) {
            changeSettings(client);
        } else if (kind < 12) {
            boolean _ = read(client);
        } else if (kind < 13) {
            list(client);
        } else if (kind < 18) {
            client.replay();
        } else if (kind < 19) {
            end(client);
        } else {
            block(client);
        }
    }

    private Observed<ExecuteResponse> call(Client client, String id, MessageType type, MessageLite payload)
            throws InterruptedException {
        Observed<ExecuteResponse> observed = client.call(device, id, type, payload);
        client.findings.checkRecorded(SERVED, observed.isOpen() || observed.isDone(), observed);
        return observed;
    }

    /** Now and then it is sent once more under its id after its response, which changes nothing more. */
    private void rename(Client client) throws InterruptedException {
        String name = client.newName();
        String id = client.newId();
        var payload = UserProfileUpdate.newBuilder().setRaceName(name).build();
        follower.ifPresent(Follower::changes);
        unclear = Optional.of(name);
        isOver = true;
        if (call(client, id, MessageType.USER_PROFILE_UPDATE, payload).isDone()) {
            names.add(name);
            unclear = Optional.empty();
            isOver = false;
            if (client.choices.percent(20)) {
                Observed<ExecuteResponse> _ = call(client, id, MessageType.USER_PROFILE_UPDATE, payload);
            }
        }
    }

    private void changeSettings(Client client) throws InterruptedException {
        String newLanguage = client.choices.any(LANGUAGES);
        String newZone = client.choices.any(ZONES);
        var payload = UserSettingsUpdate.newBuilder()
                .setPreferredLanguage(newLanguage)
                .setTimeZone(newZone)
                .build();
        Observed<ExecuteResponse> observed = call(client, client.newId(), MessageType.USER_SETTINGS_UPDATE, payload);
        isOver = !observed.isDone();
        language = Optional.of(newLanguage).filter(_ -> observed.isDone());
        zone = Optional.of(newZone).filter(_ -> observed.isDone());
    }

    /** Whether it is carried out. */
    private boolean read(Client client) throws InterruptedException {
        Observed<ExecuteResponse> observed =
                call(client, client.newId(), MessageType.USER_ACCOUNT_GET, MessageType.USER_ACCOUNT_GET.payload());
        if (observed.isDone()) {
            Account account = parsed(observed, Account.parser());
            shows(account.getRaceName(), account.getPreferredLanguage(), account.getTimeZone(), client.findings);
        }
        return observed.isDone();
    }

    private void shows(String itsName, String itsLanguage, String itsZone, Findings findings) {
        boolean hasName = unclear.filter(itsName::equals).isPresent()
                || names.isEmpty()
                || names.getLast().equals(itsName);
        findings.checkRecorded(
                SHOWN,
                hasName
                        && language.orElse(itsLanguage).equals(itsLanguage)
                        && zone.orElse(itsZone).equals(itsZone),
                user,
                itsName,
                itsLanguage,
                itsZone,
                "but",
                names,
                language,
                zone);
    }

    private void list(Client client) throws InterruptedException {
        Observed<ExecuteResponse> observed =
                call(client, client.newId(), MessageType.SESSION_LIST, MessageType.SESSION_LIST.payload());
        if (observed.isDone()) {
            Sessions sessions = parsed(observed, Sessions.parser());
            boolean isListed = sessions.getSessionsList().stream()
                    .anyMatch(each -> each.getDeviceSessionId().equals(device.session) && each.getCurrent());
            client.findings.checkRecorded(SHOWN, isListed, device.session, "is not in", sessions);
        }
    }

    private static <M> M parsed(Observed<ExecuteResponse> observed, Parser<M> parser) {
        try {
            return parser.parseFrom(observed.response().orElseThrow().getResult());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs out. What is repeated may find the session ended. */
    private void end(Client client) throws InterruptedException {
        var payload =
                SessionRevoke.newBuilder().setDeviceSessionId(device.session).build();
        Observed<ExecuteResponse> observed = client.call(device, client.newId(), MessageType.SESSION_REVOKE, payload);
        isOver = true;
        hasEnded = observed.isDone()
                || (observed.isRefused(GatewayReason.SESSION_REVOKED.name())
                        && !observed.unclear().isEmpty());
        client.findings.checkRecorded(SERVED, observed.isOpen() || hasEnded, observed);
        if (hasEnded) {
            checkEnded(client);
        }
    }

    void block(Client client) throws InterruptedException {
        isOver = true;
        isBlocked = client.block(email).isDone();
    }

    /** Whether a request is refused as the session has ended; empty if there is no response. */
    Optional<Boolean> isRefused(Client client) throws InterruptedException {
        MessageType type = MessageType.USER_ACCOUNT_GET;
        Observed<ExecuteResponse> observed = client.call(device, client.newId(), type, type.payload());
        return Optional.of(observed.isRefused(GatewayReason.SESSION_REVOKED.name()))
                .filter(_ -> !observed.isOpen());
    }

    private void checkEnded(Client client) throws InterruptedException {
        Optional<Boolean> isRefused = isRefused(client);
        client.findings.checkRecorded(ENDED, isRefused.orElse(true), device.session, "is not refused");
    }

    /** Its client leaves it: the stream announces every change, or ends with the session. */
    void leave(Client client) throws InterruptedException {
        if (follower.isPresent()) {
            try (Follower last = follower.get()) {
                if (hasEnded) {
                    // Where the end is lost, which is another rule, the stream goes on.
                    boolean isRight =
                            last.awaitEnd(OPENING) || !isRefused(client).orElse(true) || last.awaitEnd(IN_THE_END);
                    client.findings.checkAcross(ENDED, isRight, "the stream of", device.session, "goes on");
                } else if (!isOver) {
                    client.findings.checkRecorded(ANNOUNCED, last.awaitAnnounced(IN_THE_END), user, last);
                }
            }
        }
    }

    /** What services without load say. */
    void check(Client reader) throws InterruptedException {
        reader.account(user)
                .response()
                .ifPresent(account -> shows(
                        account.text("race_name"),
                        account.text("preferred_language"),
                        account.text("time_zone"),
                        reader.findings));
        if (hasEnded || (isBlocked && reader.shared.context().promise().oneClock())) {
            checkEnded(reader);
        } else if (!isOver) {
            // The session may be lost, and then a block does not end it.
            isOver = !read(reader);
        }
    }
}
