package galaxy.client;

/**
 * One error in a request.
 *
 * @param field a dotted path into the body, or a parameter or header; empty for the request as a whole
 * @param reason what is wrong and what is expected, without the value that was sent
 */
public record Detail(String field, String reason) {}
