package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkLabel;
import galaxy.connections.link.LinkToken;
import galaxy.connections.link.LinkUse;
import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.store.Format;
import galaxy.store.Naming;
import galaxy.testkit.GoldenFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each form in which something of connections is stored, held against its golden files. */
class StoredFormsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(StoredFormsTest.class);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));
    private static final UserRef OWNER = UserRef.of("owner");
    private static final UserRef USER = UserRef.of("a user");
    private static final IdempotencyKey KEY = IdempotencyKey.of("key-1");
    private static final Cause CAUSE =
            new Cause("api", Optional.of("gateway"), Optional.of("request-1"), Optional.of("00-trace-01"));
    private static final LinkToken TOKEN = LinkToken.of("AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    private static final PublicDetails DETAILS =
            new PublicDetails(DisplayName.of("Nova"), Optional.of(new Avatar("set", "asset")), Bio.of("a bio"));

    private static <T> void check(String name, Format<T> format, T value) {
        GOLDEN.check(
                name,
                value,
                () -> new String(format.write(value), StandardCharsets.UTF_8),
                text -> format.read(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    private static Profile profile() {
        return new Profile(
                OWNER,
                Optional.of(new Profile.HeldUsername(Username.of("nova"), NOON, LATER)),
                Optional.of(new Profile.PublicPart(DETAILS, LATER)),
                NOON,
                LATER);
    }

    @Test
    void profiles() {
        var naming = new Naming(
                List.of(new Naming.Held("nova", "token-1")),
                Optional.of(new Naming.Pending(List.of("supernova"), "token-2", "details", "cause")),
                List.of(new Naming.Held("old", "token-0")));
        check("profile", ProfileFormat.PROFILE, ProfileRecord.nothing(OWNER));
        check(
                "profile-with-everything",
                ProfileFormat.PROFILE,
                new ProfileRecord(OWNER, Optional.of(profile()), naming, Optional.of(LATER)));
        check("outcome-done", ProfileFormat.OUTCOME, Optional.of(new ProfileOutcome.Done(profile())));
        check("outcome-taken", ProfileFormat.OUTCOME, Optional.of(new ProfileOutcome.UsernameTaken()));
        assertThat(ProfileFormat.OUTCOME.read("{\"id\":\"usr-1\",\"held\":true}".getBytes(StandardCharsets.UTF_8), 0))
                .as("of another version")
                .isEmpty();
        NameCause cause = new NameCause(CAUSE, Optional.of(DETAILS));
        GOLDEN.check("name-cause", cause, cause::text, NameCause::parse);
    }

    @Test
    void contacts() {
        Contact contact = new Contact(OWNER, USER, NOON, LATER);
        check("contact", ContactFormat.CONTACT, Optional.of(contact));
        check("contact-removed", ContactFormat.CONTACT, Optional.empty());
        check("used", LinkFormats.USED, contact);
    }

    @Test
    void links() {
        LinkId id = LinkId.of(TOKEN);
        check(
                "link",
                LinkFormats.LINK,
                new ContactLink(TOKEN, OWNER, NOON, Optional.of(LATER), Optional.of(LATER), 5, 2, LinkLabel.NONE));
        check(
                "link-with-label",
                LinkFormats.LINK,
                new ContactLink(
                        TOKEN, OWNER, NOON, Optional.of(LATER), Optional.empty(), 0, 0, LinkLabel.of("a label")));
        check("use", LinkFormats.USE, new LinkUse(USER, KEY, NOON, CAUSE, true));
        check("link-event", LinkFormats.EVENT, new LinkEvent(id, LinkEvent.Kind.CONSUMED, USER, KEY, NOON));
        check("live-links", LinkFormats.LIVE, List.of(new LinkFormats.LiveLink(id, Long.MAX_VALUE)));
        check("made", LinkFormats.MADE, id);
    }

    @Test
    void members_of_what_is_collected() {
        LinkId id = LinkId.of(TOKEN);
        GOLDEN.check(
                "due-of-a-profile",
                USER,
                () -> ProfileCommits.due(USER),
                text -> UserRef.decode(text.substring("profile ".length())));
        GOLDEN.check(
                "due-of-a-use",
                id + " " + USER,
                () -> RedisLinks.due(id, USER),
                text -> text.split(" ", -1)[1] + " " + UserRef.decode(text.split(" ", -1)[2]));
        GOLDEN.check("member-of-links", id, () -> RedisLinks.member(NOON, id), RedisLinks::ofMember);
    }
}
