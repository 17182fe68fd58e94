package galaxy.bench;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.client.connections.Avatar;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionCookie;
import galaxy.sessions.SessionId;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A player who has signed in and has something on each page.
 *
 * @param cookie a line of headers
 * @param link one of the player's links, with a use for each of its events
 * @param opened the path of another player's link
 */
record PagesPlayer(String cookie, String link, String opened) {
    private static final Codes CODES = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    private static final Reason REASON = new Reason(ReasonCode.of("griefing"), Actor.of("admin", "bench"));
    private static final int CONTACTS = 200;
    private static final int LINKS = 50;

    static PagesPlayer make(Lab lab) {
        try (var users = UsersClient.of(ClientSettings.of(lab.users()));
                var auth = AuthClient.of(ClientSettings.of(lab.auth()));
                var connections = ConnectionsClient.of(ConnectionsSettings.of(lab.connections()))) {
            byte[] secret = SessionCookie.freshSecret(new SecureRandom());
            ConfirmResult.SignedIn signedIn = signIn(auth.in(CallContext.none()), secret);
            history(users, signedIn.userId());
            UserRef player = UserRef.of(signedIn.userId());
            profile(connections, player, "bench-nova");
            List<UserRef> others = contacts(connections, player);
            String cookie = SessionCookie.of(SessionId.of(signedIn.sessionId().value()), secret)
                    .value();
            return new PagesPlayer(
                    "Cookie: galaxy-web=" + cookie + "\r\n",
                    links(connections, player, others).id().value(),
                    "/c/" + link(connections, others.getFirst(), 0).token().value());
        }
    }

    /** The paths of the pages that need a session. */
    List<String> pages() {
        return List.of(
                "/profile",
                "/settings",
                "/settings/username",
                "/settings/public-profile",
                "/settings/sessions",
                "/standing",
                "/contacts",
                "/contacts/links",
                "/contacts/links/" + link,
                "/contacts/links/" + link + "/qr.svg",
                opened,
                "/invites/new");
    }

    private static ConfirmResult.SignedIn signIn(AuthClient auth, byte[] secret) {
        var from = new PlayerAddress(InetAddress.getLoopbackAddress(), Optional.empty());
        var sent = (SendResult.Sent) auth.send(new CodeRequest("pages@bench.example.com", "en", Optional.empty(), from))
                .orElseThrow();
        var confirmation = new Confirmation(
                CODES.code("k1", sent.challengeId().value()).orElseThrow(),
                new Confirmation.Device(
                        new Credential.Cookie(SessionCookie.credential(secret).key()), Optional.of("Bench")),
                new Confirmation.Registration("en", "Europe/Berlin"),
                from);
        return (ConfirmResult.SignedIn)
                auth.confirm(sent.challengeId(), confirmation).orElseThrow();
    }

    /** Sanctions that are over, as many as the page shows, and one that is not. */
    private static void history(UsersClient users, UserId player) {
        var block =
                new UserCommand.ApplySanction(SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), new End.Never(), REASON);
        for (int i = 0; i < 20; i++) {
            users.perform(player, block, Delivery.once()).orElseThrow();
            users.perform(player, new UserCommand.RemoveSanction(SanctionCode.GAME_JOIN_BLOCK, REASON), Delivery.once())
                    .orElseThrow();
        }
        users.perform(player, block, Delivery.once()).orElseThrow();
    }

    private static void profile(ConnectionsClient connections, UserRef user, String username) {
        connections
                .setUserProfile(
                        user,
                        Username.of(username),
                        new ProfileDetails(
                                "Nova of Vega", Optional.of(new Avatar("pilots", "fox")), "Flies since 2019."))
                .orElseThrow();
    }

    private static List<UserRef> contacts(ConnectionsClient connections, UserRef player) {
        List<UserRef> others = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            UserRef other = UserRef.of("pages-contact-" + i);
            profile(connections, other, "bench-contact-" + i);
            connections.addContact(player, other).orElseThrow();
            others.add(other);
        }
        return others;
    }

    private static ContactLink link(ConnectionsClient connections, UserRef owner, int number) {
        return connections
                .createContactLink(
                        owner, IdempotencyKey.of("bench-" + number), new End.Never(), 0, "Bench link " + number)
                .orElseThrow();
    }

    /** The first of the links has been used by many. */
    private static ContactLink links(ConnectionsClient connections, UserRef player, List<UserRef> others) {
        ContactLink first = link(connections, player, 0);
        for (int i = 1; i < LINKS; i++) {
            ContactLink _ = link(connections, player, i);
            connections
                    .consumeContactLink(first.token(), others.get(i), IdempotencyKey.of("use"))
                    .orElseThrow();
        }
        return first;
    }
}
