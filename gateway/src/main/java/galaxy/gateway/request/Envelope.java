package galaxy.gateway.request;

import galaxy.sessions.SignedBytes;
import java.net.InetAddress;

/**
 * A request as it arrived.
 *
 * @param bytes what the signature is over
 * @param request the same bytes, parsed
 * @param from the address of the client
 */
public record Envelope(SignedBytes bytes, ClientRequest request, InetAddress from) {}
