package galaxy.testkit.smtp;

import galaxy.testkit.SelfSignedCertificate;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** One connection to a {@link SmtpSink}. */
final class SmtpConversation implements Runnable {
    /** The conversation is over. */
    private static final class Ended extends IOException {}

    private final SmtpSink sink;
    private final Socket plain;
    private Socket socket;
    private InputStream in;
    private String hello = "";
    private String user = "";
    private String from = "";
    private String parameters = "";
    private String to = "";

    SmtpConversation(SmtpSink sink, Socket client) throws IOException {
        this.sink = sink;
        this.plain = client;
        this.socket = client;
        this.in = new BufferedInputStream(client.getInputStream());
    }

    @Override
    public void run() {
        try (plain) {
            if (sink.options().isImplicit()) {
                encrypt(sink.options().certificate().orElseThrow());
            }
            reply(Stage.GREETING, "220 sink.test ESMTP");
            while (true) {
                command(line());
            }
        } catch (IOException over) {
            // Either side has ended it.
        } finally {
            sink.ended(this);
        }
    }

    /** From another thread. */
    void end(boolean says421) {
        try {
            if (says421) {
                write("421 4.4.2 sink.test closes the connection");
            }
            plain.close();
        } catch (IOException gone) {
            // It has ended already.
        }
    }

    private void command(String line) throws IOException {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        sink.command(verb.equals("AUTH") ? "AUTH" : line);
        switch (verb) {
            case "EHLO" -> hello(line);
            case "HELO" -> {
                hello = line.substring(4).strip();
                reply(Stage.EHLO, "250 sink.test");
            }
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> recipient(line);
            case "DATA" -> data();
            case "NOOP" -> reply(Stage.NOOP, "250 2.0.0 ok");
            case "RSET" -> reply(Stage.RSET, "250 2.0.0 ok");
            case "QUIT" -> {
                reply(Stage.QUIT, "221 2.0.0 bye");
                throw new Ended();
            }
            default -> write("502 5.5.2 unknown command");
        }
    }

    private void hello(String line) throws IOException {
        hello = line.substring(4).strip();
        if (!hello.contains(".") && !hello.startsWith("[")) {
            write("504 5.5.2 " + hello + ": need a fully qualified name");
            return;
        }
        var text = new StringBuilder("250-sink.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n");
        if (sink.options().certificate().isPresent() && !isEncrypted()) {
            text.append("250-STARTTLS\r\n");
        }
        sink.options().login().ifPresent(login -> text.append("250-AUTH PLAIN LOGIN\r\n"));
        reply(Stage.EHLO, text + "250 SIZE 1000000");
    }

    private void startTls() throws IOException {
        Optional<SelfSignedCertificate> certificate = sink.options().certificate();
        if (certificate.isEmpty()) {
            write("502 5.5.1 no TLS here");
        } else if (reply(Stage.STARTTLS, "220 2.0.0 go ahead")) {
            encrypt(certificate.get());
        }
    }

    private void authenticate(String line) throws IOException {
        String[] words = line.split(" ", -1);
        String given;
        if (words[1].equalsIgnoreCase("LOGIN")) {
            write("334 VXNlcm5hbWU6");
            String name = decoded(line());
            write("334 UGFzc3dvcmQ6");
            given = name + ":" + decoded(line());
        } else {
            write334(words);
            String[] parts = decoded(words.length > 2 ? words[2] : line()).split("\0", -1);
            given = parts[1] + ":" + parts[2];
        }
        boolean isRight = sink.options().login().map(given::equals).orElse(false);
        if (reply(Stage.AUTH, isRight ? "235 2.7.0 welcome" : "535 5.7.8 wrong user or password") && isRight) {
            user = given.split(":", 2)[0];
        }
    }

    private void write334(String[] words) throws IOException {
        if (words.length == 2) {
            write("334 ");
        }
    }

    private void mail(String line) throws IOException {
        if (sink.options().login().isPresent() && user.isEmpty()) {
            write("530 5.7.0 authentication required");
        } else if (reply(Stage.MAIL, "250 2.1.0 ok")) {
            from = address(line);
            parameters = line.substring(line.indexOf('>') + 1).strip();
        }
    }

    private void recipient(String line) throws IOException {
        if (reply(Stage.RCPT, "250 2.1.5 ok")) {
            to = address(line);
        }
    }

    private void data() throws IOException {
        if (!reply(Stage.DATA, "354 go ahead")) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        for (String line = rawLine(); !line.equals(".\r\n"); line = rawLine()) {
            bytes.writeBytes((line.startsWith(".") ? line.substring(1) : line).getBytes(StandardCharsets.UTF_8));
        }
        var mail = new ReceivedMail(
                hello, user, isEncrypted(), from, to, parameters, bytes.toString(StandardCharsets.UTF_8));
        Optional<Fault> fault = sink.fault(Stage.CONTENT);
        boolean isTaken = fault.map(each -> !(each instanceof Fault.Reply)).orElse(true);
        if (isTaken) {
            sink.took(mail);
        }
        reply(fault, "250 2.0.0 taken");
    }

    /** Replies as usual or as the fault says; whether as usual. */
    private boolean reply(Stage stage, String usual) throws IOException {
        return reply(sink.fault(stage), usual);
    }

    private boolean reply(Optional<Fault> fault, String usual) throws IOException {
        if (fault.isEmpty()) {
            write(usual);
            return true;
        }
        switch (fault.get()) {
            case Fault.Reply(String line) -> {
                write(line);
                if (line.startsWith("421")) {
                    throw new Ended();
                }
            }
            case Fault.Silence() -> {
                in.transferTo(java.io.OutputStream.nullOutputStream());
                throw new Ended();
            }
            case Fault.Close() -> throw new Ended();
        }
        return false;
    }

    private boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    private void encrypt(SelfSignedCertificate certificate) throws IOException {
        try {
            var secure = (SSLSocket) certificate
                    .serverContext()
                    .getSocketFactory()
                    .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            socket = secure;
            in = new BufferedInputStream(secure.getInputStream());
            hello = "";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot serve TLS", e);
        }
    }

    private void write(String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private String line() throws IOException {
        return rawLine().stripTrailing();
    }

    /** With its end, CR LF. */
    private String rawLine() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int last = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
            if (last == '\r' && next == '\n') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            last = next;
        }
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
    }
}
