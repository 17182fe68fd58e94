package galaxy.chassis.service;

/**
 * Where a running service can be called.
 *
 * @param address as its clients take it: {@code http://127.0.0.1:8081}, {@code 127.0.0.1:9090}
 * @param description what it speaks, for people
 * @param example a command line that tries it
 */
public record Endpoint(String address, String description, String example) {}
