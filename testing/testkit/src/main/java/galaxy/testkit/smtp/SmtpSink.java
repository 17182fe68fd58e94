package galaxy.testkit.smtp;

import galaxy.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A mail relay on a loopback port that keeps what it is sent, in real conversations of RFC 5321, and fails where it is asked
 * to. Faults apply to open connections and to new ones.
 */
public final class SmtpSink implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    /**
     * How it behaves without faults.
     *
     * @param certificate of its TLS
     * @param isImplicit whether TLS begins with the connection; else STARTTLS is offered
     * @param login {@code user:password} that it demands before a mail
     */
    public record Options(Optional<SelfSignedCertificate> certificate, boolean isImplicit, Optional<String> login) {
        public static final Options PLAIN = new Options(Optional.empty(), false, Optional.empty());

        public static Options startTls(SelfSignedCertificate certificate) {
            return new Options(Optional.of(certificate), false, Optional.empty());
        }

        public static Options implicitTls(SelfSignedCertificate certificate) {
            return new Options(Optional.of(certificate), true, Optional.empty());
        }

        public Options withLogin(String user, String password) {
            return new Options(certificate, isImplicit, Optional.of(user + ":" + password));
        }
    }

    private final Options options;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<SmtpConversation> open = ConcurrentHashMap.newKeySet();
    private final Map<Stage, Fault> always = new EnumMap<>(Stage.class);
    private final Map<Stage, Fault> once = new EnumMap<>(Stage.class);
    private final List<ReceivedMail> mails = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private int accepted;

    private SmtpSink(Options options, ServerSocket listener) {
        this.options = options;
        this.listener = listener;
        this.acceptor = Thread.ofVirtual().name("smtp sink").start(this::accept);
    }

    /** Without TLS and login. */
    public static SmtpSink start() {
        return start(Options.PLAIN);
    }

    public static SmtpSink start(Options options) {
        return start(options, 0);
    }

    /** The same at a port, 0 for any free one. */
    public static SmtpSink start(Options options, int port) {
        try {
            var listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
            return new SmtpSink(options, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code smtp://127.0.0.1:port} or {@code smtps://127.0.0.1:port}, with the login it demands. */
    public String uri() {
        String login = options.login().map(each -> each + "@").orElse("");
        return (options.isImplicit() ? "smtps://" : "smtp://") + login + HOST + ":" + port();
    }

    /** From now on each time. */
    public synchronized void always(Stage stage, Fault fault) {
        always.put(stage, fault);
    }

    /** The next time only, in whatever conversation. */
    public synchronized void once(Stage stage, Fault fault) {
        once.put(stage, fault);
    }

    /** Ends every fault. */
    public synchronized void behave() {
        always.clear();
        once.clear();
    }

    /** Ends every open connection; before, it says {@code 421} if asked to, as relays do to idle clients. */
    public void closeConnections(boolean says421) {
        open.forEach(conversation -> conversation.end(says421));
    }

    /** What was taken so far. */
    public synchronized List<ReceivedMail> mails() {
        return List.copyOf(mails);
    }

    /** Waits for so many mails in all. */
    public synchronized List<ReceivedMail> awaitMails(int count, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (mails.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(
                        "%d of %d mails in %s; commands: %s".formatted(mails.size(), count, atMost, commands));
            }
            wait(left);
        }
        return List.copyOf(mails);
    }

    /** Every command line so far, without what AUTH sends. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** How many connections it has accepted. */
    public synchronized int accepted() {
        return accepted;
    }

    /** How many connections are open. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            // The port is free only once this thread has let go of it.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeConnections(false);
    }

    Options options() {
        return options;
    }

    synchronized Optional<Fault> fault(Stage stage) {
        Fault next = once.remove(stage);
        return Optional.ofNullable(next == null ? always.get(stage) : next);
    }

    synchronized void took(ReceivedMail mail) {
        mails.add(mail);
        notifyAll();
    }

    synchronized void command(String line) {
        commands.add(line);
    }

    void ended(SmtpConversation conversation) {
        open.remove(conversation);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                synchronized (this) {
                    accepted++;
                }
                var conversation = new SmtpConversation(this, client);
                open.add(conversation);
                Thread.ofVirtual().name("smtp conversation").start(conversation);
            } catch (IOException closed) {
                // The loop ends with the listener.
            }
        }
    }
}
