package galaxy.chassis.http;

import galaxy.chassis.server.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;

/**
 * Where a request came from.
 *
 * @param isSecure whether it came over TLS, here or at a trusted proxy
 */
record Peer(InetAddress address, boolean isSecure) {

    static Peer of(Request request, TrustedProxies proxies) {
        var connection = request.getConnectionMetaData();
        var peer = connection.getRemoteSocketAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
        if (proxies.isEmpty() || !proxies.trusts(peer)) {
            return new Peer(peer, request.isSecure());
        }
        var headers = request.getHeaders();
        var protocols = headers.getCSV("X-Forwarded-Proto", false);
        boolean isSecure =
                protocols.isEmpty() ? request.isSecure() : protocols.getLast().equalsIgnoreCase("https");
        return new Peer(proxies.client(peer, headers.getValuesList("X-Forwarded-For")), isSecure);
    }
}
