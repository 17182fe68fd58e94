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
        var headers = request.getHeaders();
        var client = proxies.client(peer, headers.getValuesList("X-Forwarded-For"));
        if (!proxies.trusts(peer)) {
            return new Peer(client, request.isSecure());
        }
        var protocols = headers.getCSV("X-Forwarded-Proto", false);
        boolean isSecure =
                protocols.isEmpty() ? request.isSecure() : protocols.getLast().equalsIgnoreCase("https");
        return new Peer(client, isSecure);
    }
}
