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
            "Codes sent and confirmed, beside a bare loop of the commit script; then lists of sessions, beside the read of an"
                    + " account.",
            "",
            "Each code is for an address of its own. Half of them are those of users; a confirmation of another one makes its user"
                    + " too. Mails go to the outbox, and each load begins when there are none left. Then users are blocked one after another at the users service, and it is measured how long after"
                    + " its response the session has ended."
        },
        mixinStandardHelpOptions = true)
final class AuthBench implements Callable<Integer> {
    private static final int USERS = 60_000;
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
    private final Queue<Sent> known = new ConcurrentLinkedQueue<>();
    private final Queue<Sent> unknown = new ConcurrentLinkedQueue<>();
    private final List<SignedIn> signedIn = new ArrayList<>();

    private record Sent(String email, String challenge) {}

    private record SignedIn(String email, String session, String user) {}

    @Override
    public Integer call() throws Exception {
        Report.progress("creating %,d users".formatted(USERS));
        try (Lab lab = new Lab(Population.FRESH, USERS, rounds.jvmFlags());
                BareCommits bare = new BareCommits(lab.redis().socketUri())) {
            Map<String, Callable<? extends Work>> loads = new LinkedHashMap<>();
            loads.put("bare commit", () -> quiet(lab, () -> bare::once));
            loads.put("send a code", () -> quiet(lab, () -> new Call(lab.auth(), this::send)));
            loads.put("confirm, a user", () -> quiet(lab, () -> confirming(lab, known)));
            loads.put("confirm, a new user", () -> quiet(lab, () -> confirming(lab, unknown)));
            rounds.measure(loads);
            Map<String, Callable<? extends Work>> reads = new LinkedHashMap<>();
            reads.put(
                    "account",
                    () -> quiet(lab, () -> new Call(lab.users(), connection -> read("/account", connection))));
            reads.put(
                    "sessions of a user",
                    () -> quiet(lab, () -> new Call(lab.auth(), connection -> read("/device-sessions", connection))));
            rounds.measure(reads);
            measureBlocks(lab);
        }
        return 0;
    }

    /** What is left of the load before does not count for this one. */
    private static Work quiet(Lab lab, Callable<Work> opening) throws Exception {
        lab.awaitQuiet();
        return opening.call();
    }

    private Work confirming(Lab lab, Queue<Sent> codes) throws IOException {
        return new Call(lab.auth(), connection -> confirm(connection, codes));
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
        int number = numbers.getAndIncrement();
        boolean isKnown = number % 2 == 0 && number / 2 < USERS;
        String email = isKnown ? Population.email(number / 2) : "sign-in-%07d@bench.example.com".formatted(number);
        (isKnown ? known : unknown).add(new Sent(email, challenge(connection.ok(codeRequest(email)))));
        return true;
    }

    private boolean confirm(HttpConnection connection, Queue<Sent> codes) throws IOException {
        Sent next = codes.poll();
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
