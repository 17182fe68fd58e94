package galaxy.bench;

import galaxy.bench.Load.Generator;
import galaxy.bench.Load.Speed;
import galaxy.bench.Load.Work;
import galaxy.testkit.RequiredProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Requests over HTTP, by {@code wrk} where it is installed, else by this JVM. Each must be done: its status is 200 or 202. */
final class HttpLoad implements Generator {
    private final Optional<Path> wrk;
    private final URI server;
    private final Requests requests;

    HttpLoad(URI server, Requests requests) {
        this(RequiredProgram.WRK.find(), server, requests);
    }

    /** @param wrk the program, if it is to be used */
    HttpLoad(Optional<Path> wrk, URI server, Requests requests) {
        this.wrk = wrk;
        this.server = server;
        this.requests = requests;
    }

    @Override
    public Speed run(int connections, Duration duration) throws Exception {
        if (wrk.isEmpty()) {
            return Load.run(connections, duration, () -> new Sending(server, requests));
        }
        // The first by itself, because wrk takes a status below 400 for success.
        try (Sending first = new Sending(server, requests)) {
            first.once();
        }
        return new Wrk(wrk.get(), server).run(requests, connections, duration);
    }

    @Override
    public String program() {
        return wrk.isPresent() ? "wrk" : Generator.super.program();
    }

    private static final class Sending implements Work {
        private final HttpConnection connection;
        private final Requests requests;

        Sending(URI server, Requests requests) throws IOException {
            this.connection = new HttpConnection(server);
            this.requests = requests;
        }

        @Override
        public boolean once() throws IOException {
            connection.ok(requests.next());
            return true;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
