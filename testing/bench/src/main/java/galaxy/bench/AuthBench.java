package galaxy.bench;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.bench.Load.Work;
import galaxy.kernel.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What sign-in costs, and how soon a block ends a session. */
@Command(
        name = "auth",
        description = {
            "Codes sent and confirmed, and lists of sessions, beside a bare loop of the commit script and the read of an account.",
            "",
            "Each code is for an address of its own; a confirmation makes the user and the session. Mails go to the outbox."
                    + " Then users are blocked one after another at the users service, and it is measured how long after"
                    + " its response the session has ended."
        },
        mixinStandardHelpOptions = true)
final class AuthBench implements Callable<Integer> {
    static final String API = "/api/v1/internal";
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge_id\":\"([^\"]*)\"");
    private static final Pattern SESSION =
            Pattern.compile("\"device_session_id\":\"([^\"]*)\",\"user_id\":\"([^\"]*)\"");
    private static final Codes CODES = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--blocks", description = "How many users are blocked. Default: ${DEFAULT-VALUE}")
    private int blocks = 500;

    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final List<SignedIn> signedIn = new ArrayList<>();

    private record Sent(String email, String challenge) {}

    private record SignedIn(String email, String session, String user) {}

    @Override
    public Integer call() throws Exception {
        try (Lab lab = new Lab(Population.FRESH, 0, rounds.jvmFlags());
                BareCommits bare = new BareCommits(lab.redis().socketUri())) {
            Map<String, Callable<? extends Work>> loads = new LinkedHashMap<>();
            loads.put("bare commit", () -> bare::once);
            loads.put("send a code", () -> new Call(lab.auth(), this::send));
            loads.put("confirm a code", () -> new Call(lab.auth(), this::confirm));
            loads.put(
                    "sessions of a user",
                    () -> new Call(lab.auth(), connection -> read("/device-sessions", connection)));
            loads.put("account", () -> new Call(lab.users(), connection -> read("/account", connection)));
            rounds.measure(loads);
            measureBlocks(lab);
        }
        return 0;
    }

    /** The body of a request for a code. */
    static byte[] codeRequest(String email) {
        return HttpConnection.post(
                API + "/sign-in/challenges",
                "{\"email\":\"%s\",\"locale\":\"en\",\"client\":{\"ip\":\"127.0.0.1\"}}".formatted(email));
    }

    /** A confirmation, with the right code or another. */
    static byte[] confirmation(String challenge, boolean isRight) {
        String code = CODES.code("k1", challenge).orElseThrow();
        String given = isRight ? code : (code.charAt(0) == '1' ? '2' : '1') + code.substring(1);
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(challenge));
        return HttpConnection.post(
                API + "/sign-in/challenges/" + challenge + "/confirm-email-code", """
                {"code":"%s","credential":{"kind":"cookie","secret_sha256":"%s"},"time_zone":"Europe/Berlin",\
                "preferred_language":"en","client":{"ip":"127.0.0.1"}}""".formatted(given, digest));
    }

    static String challenge(byte[] response) throws IOException {
        return found(CHALLENGE, response).group(1);
    }

    private static Matcher found(Pattern pattern, byte[] response) throws IOException {
        String text = new String(response, StandardCharsets.UTF_8);
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("not the expected response: " + text);
        }
        return found;
    }

    private boolean send(HttpConnection connection) throws IOException {
        String email = "sign-in-%07d@bench.example.com".formatted(numbers.getAndIncrement());
        sent.add(new Sent(email, challenge(connection.ok(codeRequest(email)))));
        return true;
    }

    private boolean confirm(HttpConnection connection) throws IOException {
        Sent next = sent.poll();
        if (next == null) {
            return false;
        }
        Matcher session = found(SESSION, connection.ok(confirmation(next.challenge(), true)));
        synchronized (signedIn) {
            signedIn.add(new SignedIn(next.email(), session.group(1), session.group(2)));
        }
        return true;
    }

    private boolean read(String what, HttpConnection connection) throws IOException {
        SignedIn any;
        synchronized (signedIn) {
            any = signedIn.get(ThreadLocalRandom.current().nextInt(signedIn.size()));
        }
        return connection.ok(HttpConnection.get(API + "/users/" + any.user() + what)).length > 0;
    }

    private void measureBlocks(Lab lab) throws IOException, InterruptedException {
        int count = Math.min(blocks, signedIn.size());
        double[] millis = new double[count];
        try (var users = new HttpConnection(lab.users());
                var auth = new HttpConnection(lab.auth())) {
            for (int i = 0; i < count; i++) {
                SignedIn one = signedIn.get(signedIn.size() - 1 - i);
                byte[] _ = users.ok(HttpConnection.post(API + "/user-blocks/by-email", """
                        {"email":"%s","reason_code":"bench","actor":{"type":"admin","id":"bench"}}""".formatted(one.email())));
                long start = System.nanoTime();
                byte[] request = HttpConnection.get(API + "/device-sessions/" + one.session());
                while (new String(auth.ok(request), StandardCharsets.UTF_8).contains("\"status\":\"active\"")) {
                    Thread.sleep(Duration.ofMillis(1));
                }
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        Report report = new Report("a session has ended after its user was blocked", "median", "99 %", "longest");
        report.row(
                "%d times".formatted(count),
                Report.millis(millis[count / 2]),
                Report.millis(millis[(int) (count * 0.99)]),
                Report.millis(millis[count - 1]));
        report.print();
    }

    /** One connection that makes one call again and again. */
    private static final class Call implements Work {
        private final HttpConnection connection;
        private final Step step;

        private interface Step {
            boolean take(HttpConnection connection) throws IOException;
        }

        Call(URI server, Step step) throws IOException {
            this.connection = new HttpConnection(server);
            this.step = step;
        }

        @Override
        public boolean once() throws IOException {
            return step.take(connection);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
