package galaxy.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import galaxy.client.users.Delivery;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Plan;
import galaxy.client.users.Reason;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.Account;
import galaxy.contracts.gateway.v1.Session;
import galaxy.contracts.gateway.v1.SessionRevoke;
import galaxy.contracts.gateway.v1.Sessions;
import galaxy.contracts.gateway.v1.SessionsRevoked;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import galaxy.contracts.gateway.v1.UserSettingsUpdate;
import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.testkit.Servers;
import galaxy.testkit.Topology;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each message type does, and the refusals of the services behind it. */
final class CallsIT {
    private static final Reason BY_ADMIN = new Reason(ReasonCode.of("cheating"), Actor.of("admin", "admin-7"));
    private static final String UNKNOWN_SESSION = "dvs_00000000000000000000000000";

    private static Platform platform;
    private static Channel client;

    @BeforeAll
    static void start() {
        platform = Platform.open(Topology.STAND_ALONE.freshUri(), Map.of());
        client = new Channel(platform.target());
        client.awaitReady(platform.signIn());
    }

    @AfterAll
    static void stop() {
        client.close();
        platform.close();
    }

    private static <T> T execute(Device device, MessageType type, MessageLite payload, Parser<T> result) {
        try {
            return result.parseFrom(
                    client.execute(device.sign(device.request(type, payload))).getResult());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Account account(Device device) {
        return execute(device, MessageType.USER_ACCOUNT_GET, MessageType.USER_ACCOUNT_GET.payload(), Account.parser());
    }

    private static Session current(Device device) {
        return execute(device, MessageType.SESSION_CURRENT, MessageType.SESSION_CURRENT.payload(), Session.parser());
    }

    private static Channel.Refused refused(Device device, MessageType type, MessageLite payload) {
        return client.refused(device.sign(device.request(type, payload)));
    }

    private static UserProfileUpdate name(String name) {
        return UserProfileUpdate.newBuilder().setRaceName(name).build();
    }

    private static SessionRevoke revoke(String id) {
        return SessionRevoke.newBuilder().setDeviceSessionId(id).build();
    }

    @Test
    void the_account_with_all_that_a_player_may_see() {
        Device device = platform.signIn();
        platform.users.perform(
                device.userId(),
                new UserCommand.Grant(
                        Plan.PAID_MONTHLY,
                        Optional.empty(),
                        new End.At(Device.now().plusSeconds(86_400)),
                        Source.of("support"),
                        new Reason(ReasonCode.of("welcome"), Actor.of("service", "billing"))),
                Delivery.once());
        platform.users.perform(
                device.userId(),
                new UserCommand.ApplySanction(
                        SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), new End.Never(), BY_ADMIN),
                Delivery.once());
        platform.users.perform(
                device.userId(),
                new UserCommand.SetLimit(LimitCode.of("max_active_game_memberships"), 7, new End.Never(), BY_ADMIN),
                Delivery.once());
        var stored = platform.users.account(device.userId()).orElseThrow();
        Account account = account(device);
        assertThat(account.getUserId()).isEqualTo(device.userId().value());
        assertThat(account.getEmail()).isEqualTo(stored.email().value());
        assertThat(account.getRaceName()).isEqualTo(stored.raceName());
        assertThat(account.getPreferredLanguage()).isEqualTo("en");
        assertThat(account.getTimeZone()).isEqualTo("Europe/Berlin");
        assertThat(account.hasDeclaredCountry()).isFalse();
        assertThat(account.getCreatedAtMs()).isEqualTo(stored.createdAt().toEpochMilli());
        assertThat(account.getUpdatedAtMs()).isEqualTo(stored.updatedAt().toEpochMilli());
        assertThat(account.getEntitlement().getPlanCode()).isEqualTo("paid_monthly");
        assertThat(account.getEntitlement().getIsPaid()).isTrue();
        assertThat(account.getEntitlement().getActor().getId()).isEqualTo("billing");
        assertThat(account.getEntitlement().getEndsAtMs())
                .isEqualTo(stored.entitlement().endsAt().orElseThrow().toEpochMilli());
        assertThat(account.getActiveSanctions(0).getSanctionCode()).isEqualTo("game_join_block");
        assertThat(account.getActiveSanctions(0).getActor().getType()).isEqualTo("admin");
        assertThat(account.getActiveSanctions(0).getActor().hasId())
                .as("which administrator it was")
                .isFalse();
        assertThat(account.getActiveSanctions(0).hasExpiresAtMs()).isFalse();
        assertThat(account.getActiveLimits(0).getValue()).isEqualTo(7);
        assertThat(account.getEffectiveLimitsList()).anySatisfy(limit -> {
            assertThat(limit.getLimitCode()).isEqualTo("max_active_game_memberships");
            assertThat(limit.getOrigin()).isEqualTo("override");
        });
    }

    @Test
    void a_lost_response_is_repeated_and_renames_once() {
        Device device = platform.signIn();
        var request = device.request(
                MessageType.USER_PROFILE_UPDATE,
                name("Nova " + device.sessionId().substring(24)));
        client.execute(device.sign(request));
        long updated = account(device).getUpdatedAtMs();
        client.execute(device.sign(device.request(MessageType.USER_PROFILE_UPDATE, name("Other Name"))));
        client.execute(device.sign(request.setIssuedAtMs(Device.now().toEpochMilli())));
        assertThat(account(device).getRaceName())
                .as("a late copy changes nothing")
                .isEqualTo("Other Name");
        assertThat(account(device).getUpdatedAtMs()).isGreaterThanOrEqualTo(updated);
    }

    @Test
    void settings_change_in_what_is_given() {
        Device device = platform.signIn();
        Account changed = execute(
                device,
                MessageType.USER_SETTINGS_UPDATE,
                UserSettingsUpdate.newBuilder().setPreferredLanguage("de").build(),
                Account.parser());
        assertThat(changed.getPreferredLanguage()).isEqualTo("de");
        assertThat(changed.getTimeZone()).isEqualTo("Europe/Berlin");
        refused(
                        device,
                        MessageType.USER_SETTINGS_UPDATE,
                        UserSettingsUpdate.newBuilder().setTimeZone("Nowhere").build())
                .as(GatewayReason.INVALID_REQUEST)
                .field("time_zone")
                .words("invalid_request");
    }

    /** Codes to one address are sent some time apart. */
    private static void forgetLimits() {
        String script =
                "for _, key in ipairs(redis.call('KEYS', 'auth:*:limits:*')) do redis.call('DEL', key) end return 1";
        assertThat(Servers.standAlone().call("EVAL", script, "0")).isEqualTo("1");
    }

    @Test
    void sessions_are_shown_and_revoked() {
        String email = "many-%d@example.com".formatted(System.nanoTime());
        Device first = platform.signIn(email);
        forgetLimits();
        Device second = platform.signIn(email);
        forgetLimits();
        Device third = platform.signIn(email);
        Session current = current(first);
        assertThat(current.getDeviceSessionId()).isEqualTo(first.sessionId());
        assertThat(current.getCredentialKind()).isEqualTo("ed25519");
        assertThat(current.getDeviceName()).isEqualTo("Test device");
        assertThat(current.getStatus()).isEqualTo("active");
        assertThat(current.getCurrent()).isTrue();
        Sessions all = execute(first, MessageType.SESSION_LIST, MessageType.SESSION_LIST.payload(), Sessions.parser());
        assertThat(all.getSessionsList())
                .extracting(Session::getDeviceSessionId)
                .containsExactlyInAnyOrder(first.sessionId(), second.sessionId(), third.sessionId());
        assertThat(all.getSessionsList()).filteredOn(Session::getCurrent).hasSize(1);
        Session ended = execute(first, MessageType.SESSION_REVOKE, revoke(second.sessionId()), Session.parser());
        assertThat(ended.getEndReasonCode()).isEqualTo("revoked_by_user");
        SessionsRevoked revoked = execute(
                first,
                MessageType.SESSION_REVOKE_OTHERS,
                MessageType.SESSION_REVOKE_OTHERS.payload(),
                SessionsRevoked.parser());
        assertThat(revoked.getRevoked()).isEqualTo(1);
        Session own = execute(first, MessageType.SESSION_REVOKE, revoke(first.sessionId()), Session.parser());
        assertThat(own.getEndReasonCode()).isEqualTo("signed_out");
        assertThat(own.getStatus()).isEqualTo("revoked");
    }

    @Test
    void a_session_of_another_player_is_not_found() {
        Device device = platform.signIn();
        Device other = platform.signIn();
        for (String id : new String[] {other.sessionId(), UNKNOWN_SESSION, "", "x/../y"}) {
            refused(device, MessageType.SESSION_REVOKE, revoke(id))
                    .as(GatewayReason.SESSION_NOT_FOUND)
                    .words("session_not_found");
        }
        assertThat(current(other).getStatus()).isEqualTo("active");
    }

    @Test
    void refusals_of_users() {
        Device device = platform.signIn();
        Device other = platform.signIn();
        refused(device, MessageType.USER_PROFILE_UPDATE, name("--"))
                .as(GatewayReason.INVALID_REQUEST)
                .field("race_name")
                .words("invalid_request");
        refused(device, MessageType.USER_PROFILE_UPDATE, name(account(other).getRaceName()))
                .as(GatewayReason.CONFLICT)
                .words("conflict");
        platform.users.perform(
                device.userId(),
                new UserCommand.ApplySanction(
                        SanctionCode.PROFILE_UPDATE_BLOCK, Optional.empty(), new End.Never(), BY_ADMIN),
                Delivery.once());
        refused(device, MessageType.USER_PROFILE_UPDATE, name("Quiet Pilot"))
                .as(GatewayReason.PROFILE_UPDATE_BLOCKED)
                .words("profile_update_blocked");
    }

    @Test
    void a_block_ends_the_session_within_a_second() {
        Device device = platform.signIn();
        assertThat(account(device).getUserId()).isNotEmpty();
        platform.users.block(device.userId(), ReasonCode.of("chargeback"), Optional.of(Actor.of("admin", "a-1")));
        await().atMost(java.time.Duration.ofSeconds(2))
                .untilAsserted(
                        () -> refused(device, MessageType.USER_ACCOUNT_GET, MessageType.USER_ACCOUNT_GET.payload())
                                .as(GatewayReason.SESSION_REVOKED));
    }
}
