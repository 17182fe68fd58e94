package galaxy.bench;

import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SubscribeResponse.Kind;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What many clients, most of them bad ones, do to a gateway. */
enum Flood {
    /** Streams that stay open while their players change. */
    STREAMS("streams of events") {
        @Override
        void run(FloodSite site, Duration time) throws IOException, InterruptedException {
            OpenStreams open = new OpenStreams();
            for (Device device : site.devices()) {
                open.open(site.calls(), device, FloodSite.PER_DEVICE);
            }
            site.besidePlayer(time, 1, () -> {
                long since = System.nanoTime();
                Device device = site.changeNext();
                long took = open.await(device, Kind.ACCOUNT_CHANGED, since) - since;
                site.count(took < TimeUnit.SECONDS.toNanos(1) ? "changes on the stream in 1 s" : "later changes");
                Thread.sleep(Duration.ofMillis(100));
            });
            site.count("streams that ended early", open.ended());
            site.devices().forEach(open::cancel);
        }
    },

    /** Clients that ping every 10 s, half of them with a stream, and make no calls. */
    PINGS("pings each 10 s") {
        private static final int CLIENTS = 10;

        @Override
        void run(FloodSite site, Duration time) throws IOException, InterruptedException {
            List<PingingClient> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Device device = site.devices().get(i % site.devices().size());
                clients.add(new PingingClient(site.target(), device, i < CLIENTS / 2));
            }
            site.besidePlayer(time, 1, () -> Thread.sleep(Duration.ofMillis(100)));
            clients.forEach(client -> site.count(client.isConnected() ? "clients never cut" : "clients cut"));
            clients.forEach(PingingClient::close);
        }
    },

    /** Requests of sessions that there are, which others have signed; each from another address. */
    SIGNATURES("bad signatures") {
        @Override
        void run(FloodSite site, Duration time) throws IOException, InterruptedException {
            DeviceKey foreign = DeviceKey.fresh();
            AtomicInteger turn = new AtomicInteger();
            List<Device> devices = site.devices();
            site.besidePlayer(time, AT_ONCE, () -> {
                Device device = devices.get(turn.getAndIncrement() % devices.size());
                site.call(new Device(foreign, device.sessionId(), device.userId()).sign(MessageType.USER_ACCOUNT_GET));
            });
        }
    },

    /** Well-signed requests of 100,000 sessions that there are not; each from another address. */
    SESSIONS("unknown sessions") {
        private static final int UNKNOWN = 100_000;
        private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

        @Override
        void run(FloodSite site, Duration time) throws IOException, InterruptedException {
            Device device = site.devices().getFirst();
            AtomicInteger turn = new AtomicInteger(new SecureRandom().nextInt(UNKNOWN));
            site.besidePlayer(time, AT_ONCE, () -> {
                SignedEnvelope envelope = device.sign(
                        session(Math.floorMod(turn.getAndIncrement(), UNKNOWN)), MessageType.USER_ACCOUNT_GET);
                site.call(envelope);
            });
        }

        private static String session(int number) {
            StringBuilder id = new StringBuilder("dvs_0");
            long rest = number;
            for (int i = 0; i < 25; i++) {
                id.append(LETTERS.charAt((int) (rest & 31)));
                rest = (rest >>> 5) | ((rest & 31) << 30);
            }
            return id.toString();
        }
    },

    /** Calls that are cancelled as soon as they have begun. */
    RESETS("HTTP/2 resets") {
        @Override
        void run(FloodSite site, Duration time) throws IOException, InterruptedException {
            site.besidePlayer(time, 4, () -> {
                try (FloodConnection connection = new FloodConnection(site.port())) {
                    site.count("calls reset", connection.reset(2000));
                    site.count("connections ended by the gateway", connection.isEnded() ? 1 : 0);
                }
            });
        }
    },

    /** Streams and calls of which nothing is read. */
    READERS("clients that never read") {
        @Override
        void run(FloodSite site, Duration time) throws IOException, InterruptedException {
            AtomicInteger turn = new AtomicInteger();
            site.besidePlayer(time, AT_ONCE, () -> {
                Device device = site.devices()
                        .get(turn.getAndIncrement() % site.devices().size());
                try (FloodConnection connection = new FloodConnection(site.port())) {
                    connection.subscribe(device.sign(MessageType.SESSION_EVENTS_SUBSCRIBE));
                    site.count("streams", 1);
                    site.count("calls", connection.check(250));
                    boolean isEnded = connection.awaitEnd(Duration.ofMillis(Math.min(50_000, time.toMillis())));
                    site.count(isEnded ? "connections ended by the gateway" : "connections left", 1);
                }
            });
        }
    };

    private static final int AT_ONCE = 16;

    private final String title;

    Flood(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Runs for so long; all its connections are closed when it returns. */
    abstract void run(FloodSite site, Duration time) throws IOException, InterruptedException;
}
