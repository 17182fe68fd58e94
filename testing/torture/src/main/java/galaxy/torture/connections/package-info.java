/** Many clients of connections at once, and what must be true of usernames, profiles, contacts and links afterwards. */
@org.jspecify.annotations.NullMarked
package galaxy.torture.connections;
