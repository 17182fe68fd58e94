package galaxy.connections.store;

import galaxy.connections.link.LinkId;
import galaxy.connections.user.UserRef;
import galaxy.kernel.IdempotencyKey;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;

/**
 * The keys of the connections service, besides those of {@link Keyspace}. A user's keys lie in the bucket of the user
 * id, and so do the links that the user owns: a token is drawn to fit. {@code <user>}, {@code <contact>} and
 * {@code <request>} are ids in URL encoding.
 *
 * <ul>
 *   <li>{@code connections:{tag}:profile:<user>}: record of username and public profile, and the bookkeeping of the username.
 *       Never deleted
 *   <li>{@code connections:{tag}:receipt:<user>:<token>}: record of the outcome of setting a username; expires after a minute
 *   <li>{@code connections:{tag}:contact:<user>:<contact>}: record of a contact; expires a day after it was removed
 *   <li>{@code connections:{tag}:contacts:<user>}: sorted set of the ids on the user's list with score 0
 *   <li>{@code connections:{tag}:link:<link_id>}: record of a contact link. Never deleted
 *   <li>{@code connections:{tag}:link-events:<link_id>}: list of the events of the link, in their order
 *   <li>{@code connections:{tag}:use:<link_id>:<user>}: record that the user used the link, beside the link. Never deleted
 *   <li>{@code connections:{tag}:used:<user>:<link_id>}: record of the contact that came of it, beside the user. Never deleted
 *   <li>{@code connections:{tag}:live-links:<user>}: record of the links that may be live. Never deleted
 *   <li>{@code connections:{tag}:links:<user>}: sorted set of all links of the user with score 0:
 *       {@code created_ms (13 digits)|link_id}
 *   <li>{@code connections:{tag}:made:<user>:<request>}: record of the link that was made under an idempotency key. Never deleted
 * </ul>
 *
 * <p>The members of {@code due} are {@code profile <user>} and {@code use <link_id> <user>}.
 */
final class ConnectionsKeys {
    static final Keyspace SPACE = new Keyspace("connections");

    private ConnectionsKeys() {}

    static Bucket bucket(UserRef user) {
        return Bucket.ofId(user.value());
    }

    static Bucket bucket(LinkId link) {
        return Bucket.ofId(link.value());
    }

    static String profile(UserRef user) {
        return SPACE.key(bucket(user), "profile", user.encoded());
    }

    static String outcome(UserRef user, String token) {
        return SPACE.key(bucket(user), "receipt", user.encoded() + ":" + token);
    }

    static String contact(UserRef owner, UserRef contact) {
        return SPACE.key(bucket(owner), "contact", owner.encoded() + ":" + contact.encoded());
    }

    static String contacts(UserRef owner) {
        return SPACE.key(bucket(owner), "contacts", owner.encoded());
    }

    static String link(LinkId link) {
        return SPACE.key(bucket(link), "link", link.value());
    }

    static String linkEvents(LinkId link) {
        return SPACE.key(bucket(link), "link-events", link.value());
    }

    static String use(LinkId link, UserRef user) {
        return SPACE.key(bucket(link), "use", link + ":" + user.encoded());
    }

    static String used(UserRef user, LinkId link) {
        return SPACE.key(bucket(user), "used", user.encoded() + ":" + link);
    }

    static String liveLinks(UserRef owner) {
        return SPACE.key(bucket(owner), "live-links", owner.encoded());
    }

    static String links(UserRef owner) {
        return SPACE.key(bucket(owner), "links", owner.encoded());
    }

    static String made(UserRef owner, IdempotencyKey request) {
        return SPACE.key(bucket(owner), "made", owner.encoded() + ":" + request.encoded());
    }
}
