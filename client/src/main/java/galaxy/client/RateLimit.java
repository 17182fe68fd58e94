package galaxy.client;

/**
 * What a service says of a limit that is reached, as it sends it (IETF draft of the RateLimit header fields).
 *
 * @param policy of {@code RateLimit-Policy}: {@code "code";q=5;w=3600}
 * @param state of {@code RateLimit}: {@code "code";r=0;t=900}
 */
public record RateLimit(String policy, String state) {}
