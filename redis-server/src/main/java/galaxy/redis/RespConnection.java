package galaxy.redis;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One blocking connection for a few questions at start and in tests, never for traffic. Not safe for several threads. */
public final class RespConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector selector;
    private final Duration timeout;
    private final ByteBuffer incoming = ByteBuffer.allocate(8192).flip();

    private RespConnection(SocketChannel channel, Selector selector, Duration timeout) {
        this.channel = channel;
        this.selector = selector;
        this.timeout = timeout;
    }

    /**
     * Connects and, with a password, authenticates.
     *
     * @param timeout how long each read or write may take; then {@link SocketTimeoutException}
     */
    public static RespConnection open(RedisAccess access, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open(access.address().socketAddress());
        try {
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            var connection = new RespConnection(channel, selector, timeout);
            if (access.password().isPresent()) {
                RespReply reply = connection.ask("AUTH", access.password().get().reveal());
                if (reply instanceof RespReply.Failure failure
                        && !failure.message().startsWith("LOADING")) {
                    connection.close();
                    throw new IOException("The server refuses the password: " + failure.message());
                }
            }
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends one command and waits for its reply, an error reply included. */
    public RespReply ask(String... command) throws IOException {
        var out = new ByteArrayOutputStream();
        write(out, "*" + command.length + "\r\n");
        for (String part : command) {
            write(out, "$" + part.getBytes(StandardCharsets.UTF_8).length + "\r\n" + part + "\r\n");
        }
        ByteBuffer outgoing = ByteBuffer.wrap(out.toByteArray());
        while (outgoing.hasRemaining()) {
            if (channel.write(outgoing) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
        return read();
    }

    /** Sends one command whose reply must not be an error. A text or a number is given as a string, nothing as {@code ""}. */
    public String call(String... command) throws IOException {
        return switch (ask(command)) {
            case RespReply.Text text -> text.value();
            case RespReply.Whole whole -> Long.toString(whole.value());
            case RespReply.Nothing _ -> "";
            case RespReply.Many many -> many.toString();
            case RespReply.Failure failure -> throw new IOException(command[0] + ": " + failure.message());
        };
    }

    @Override
    public void close() {
        try (channel;
                selector) {
            incoming.clear().flip();
        } catch (IOException alreadyGone) {
            // Nothing is lost: every reply that was wanted has been read.
        }
    }

    private RespReply read() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new RespReply.Text(rest);
            case '-' -> new RespReply.Failure(rest);
            case ':' -> new RespReply.Whole(Long.parseLong(rest));
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> many(Integer.parseInt(rest));
            default -> throw new IOException("Not a RESP2 reply: it begins with " + line.charAt(0));
        };
    }

    private RespReply bulk(int length) throws IOException {
        if (length < 0) {
            return new RespReply.Nothing();
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = nextByte();
        }
        nextByte();
        nextByte();
        return new RespReply.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    private RespReply many(int count) throws IOException {
        if (count < 0) {
            return new RespReply.Nothing();
        }
        List<RespReply> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(read());
        }
        return new RespReply.Many(List.copyOf(items));
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (byte b = nextByte(); b != '\r'; b = nextByte()) {
            line.write(b);
        }
        nextByte();
        if (line.size() == 0) {
            throw new IOException("Not a RESP2 reply: an empty line");
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private byte nextByte() throws IOException {
        while (!incoming.hasRemaining()) {
            incoming.clear();
            int count = channel.read(incoming);
            incoming.flip();
            if (count < 0) {
                throw new EOFException("The server closed the connection");
            }
            if (count == 0) {
                await(SelectionKey.OP_READ);
            }
        }
        return incoming.get();
    }

    private void await(int operation) throws IOException {
        requireNonNull(channel.keyFor(selector)).interestOps(operation);
        if (selector.select(timeout.toMillis()) == 0) {
            throw new SocketTimeoutException("The server did not answer within " + timeout.toMillis() + " ms");
        }
        selector.selectedKeys().clear();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
