package galaxy.chassis.http;

/**
 * One thing that is wrong with a request.
 *
 * @param field where: a dotted path into the body, or the name of a parameter or header; empty for the body as a whole
 * @param reason what is wrong and what is wanted, without the value that was sent
 */
public record Detail(String field, String reason) {}
