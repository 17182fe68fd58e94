package galaxy.chassis.http;

import galaxy.chassis.server.AddressConnections;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import galaxy.kernel.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;

/** Accepts connections, and closes one that is one too many of its address. */
final class LimitedConnector extends ServerConnector {
    /** A thread that accepts: what it waits on closes at once, which a selector does only at its next event. */
    private static final int ACCEPTORS = 1;

    private static final int SELECTORS = 1;

    private final ListenerSettings settings;
    private final ListenerLimits limits;
    private final AddressConnections addresses;
    private final Map<SelectableChannel, String> open = new ConcurrentHashMap<>();

    LimitedConnector(
            Server server, ListenerSettings settings, ListenerLimits limits, List<ConnectionFactory> protocols) {
        super(server, null, null, null, ACCEPTORS, SELECTORS, protocols.toArray(ConnectionFactory[]::new));
        this.settings = settings;
        this.limits = limits;
        this.addresses = new AddressConnections(settings.limits().addressConnections());
        getSelectorManager().addEventListener(new SelectorManager.AcceptListener() {
            @Override
            public void onAcceptFailed(SelectableChannel connection, Throwable failure) {
                closed(connection);
            }
        });
    }

    /** The constructor above calls it. */
    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new Accepting(executor, scheduler, selectors);
    }

    private final class Accepting extends ServerConnectorManager {
        private Accepting(Executor executor, Scheduler scheduler, int selectors) {
            super(executor, scheduler, selectors);
        }

        @Override
        public void accept(SelectableChannel connection, Object attachment) {
            Optional<String> network = limitedNetwork(connection);
            if (network.isPresent() && !addresses.open(network.get())) {
                limits.reached(ListenerLimit.ADDRESS_CONNECTIONS);
                IO.close(connection);
                return;
            }
            network.ifPresent(each -> open.put(connection, each));
            super.accept(connection, attachment);
        }

        @Override
        protected void endPointClosed(EndPoint connection) {
            if (connection instanceof SocketChannelEndPoint socket) {
                closed(socket.getChannel());
            }
            super.endPointClosed(connection);
        }
    }

    private void closed(SelectableChannel connection) {
        Optional.ofNullable(open.remove(connection)).ifPresent(addresses::closed);
    }

    /** Empty for a peer that may have any number of connections, or that has left. */
    private Optional<String> limitedNetwork(SelectableChannel connection) {
        try {
            return connection instanceof SocketChannel socket
                            && socket.getRemoteAddress() instanceof InetSocketAddress peer
                            && !settings.proxies().trusts(peer.getAddress())
                    ? Optional.of(IpAddress.network(peer.getAddress()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
