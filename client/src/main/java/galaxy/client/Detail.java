package galaxy.client;

/**
 * One thing that is wrong with a request.
 *
 * @param field where: a dotted path into the body, or a parameter or header; empty for the request as a whole
 * @param reason what is wrong and what is wanted, without the value that was sent
 */
public record Detail(String field, String reason) {}
