package galaxy.app.typescript;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Serves the example page of the browser, and one that uses it as a player would: it gets a code and posts its result. */
final class Page implements AutoCloseable {
    private static final String PLAYER = """
            <!doctype html>
            <script type="importmap">IMPORTS</script>
            <script type="module">
              const post = (text) => fetch('/result', { method: 'POST', body: text });
              try {
                const { signIn } = await import('/examples/browser/sign-in.js');
                let asked = 0;
                const askCode = async () => {
                  const code = await (await fetch('/code')).text();
                  const wrong = (code[0] === '1' ? '2' : '1') + code.slice(1);
                  return asked++ === 0 ? wrong : code;
                };
                const session = await signIn('GATEWAY', 'EMAIL', askCode);
                const signature = await session.key.sign(new Uint8Array([1]));
                const isSecret = !session.key.pair.privateKey.extractable;
                await post(`${session.deviceSessionId} asked ${asked} signed ${signature.length} secret ${isSecret}`);
              } catch (e) {
                await post(String(e));
              }
            </script>
            """;

    private final HttpServer server;
    private final Path folder;
    private final CompletableFuture<String> result = new CompletableFuture<>();

    Page(int port, Path folder) {
        this.folder = folder;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /**
     * Begins to serve.
     *
     * @param code the code of the mail to an address, when it is there
     */
    void serve(String gateway, String email, UnaryOperator<String> code) {
        server.createContext("/", this::file);
        server.createContext(
                "/player.html",
                exchange -> send(
                        exchange,
                        PLAYER.replace("IMPORTS", importMap())
                                .replace("GATEWAY", gateway)
                                .replace("EMAIL", email),
                        "text/html"));
        server.createContext("/code", exchange -> send(exchange, code.apply(email), "text/plain"));
        server.createContext("/result", exchange -> {
            result.complete(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            send(exchange, "", "text/plain");
        });
        server.start();
    }

    CompletableFuture<String> result() {
        return result;
    }

    /** That of the example. */
    private String importMap() throws IOException {
        String page = Files.readString(folder.resolve(Path.of("examples", "browser", "index.html")));
        String begin = "<script type=\"importmap\">";
        int start = page.indexOf(begin) + begin.length();
        return page.substring(start, page.indexOf("</script>", start));
    }

    private void file(HttpExchange exchange) throws IOException {
        Path file =
                folder.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
        if (file.startsWith(folder) && Files.isRegularFile(file)) {
            send(exchange, Files.readString(file), file.toString().endsWith(".js") ? "text/javascript" : "text/html");
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, String text, String type) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
