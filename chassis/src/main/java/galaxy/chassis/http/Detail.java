package galaxy.chassis.http;

/**
 * One problem of a request.
 *
 * @param field where: a dotted path into the body, or the name of a parameter or header; empty for the body as a whole
 * @param reason what is wrong and what is expected; never the value that was sent
 */
public record Detail(String field, String reason) {}
