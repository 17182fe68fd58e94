package galaxy.torture.hostile;

import galaxy.torture.workload.Choices;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;

/** All attacks on one program, many at once in random order. */
final class AttackSchedule {
    private static final Duration TURN = Duration.ofMillis(700);

    /** How much longer than an idle connection the slowest attack takes. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Context context;
    private final Texts texts;
    private final RpcAttacks rpc;
    private final SplittableGenerator random;
    private final Rotation<Attack> quick;
    private final Rotation<Attack> slow;

    AttackSchedule(Context context, Texts texts, SplittableGenerator random) {
        this.context = context;
        this.texts = texts;
        this.random = random;
        rpc = new RpcAttacks(context, texts.rpc());
        List<Attack> quickOnes = new ArrayList<>(new HttpAttacks(context).all());
        quickOnes.addAll(new FrameAttacks(context).all());
        quickOnes.add(new Attack("calls without a deadline, past it, or cancelled", rpc::endEarly));
        quick = new Rotation<>(quickOnes, random.nextLong());
        slow = new Rotation<>(new SlowAttacks(context).all(), random.nextLong());
    }

    /**
     * A way to attack. Safe for many threads.
     *
     * @param name in a few words
     */
    record Attack(String name, Step step) {}

    /** For a short time; all connections are closed when it returns. */
    interface Step {
        /**
         * Attacks once.
         *
         * @throws IOException when the service accepts no connection or a response does not end
         */
        void run(String attack, Choices random) throws IOException, InterruptedException;
    }

    /** The naughty strings of a whole run. */
    record Texts(Rotation<RestTexts.Scenario> rest, Rotation<RpcAttacks.Scenario> rpc) {}

    /**
     * Attacks for so long, and at least until each attack has run. None is begun that would not end in time.
     *
     * @param allTexts whether also until each naughty string was sent in each field
     */
    void run(Duration time, boolean allTexts) {
        Attack rpcTexts = new Attack("naughty strings, gRPC", rpc::sendNaughtyString);
        BooleanSupplier hasTime = within(time);
        BooleanSupplier hasTimeForSlow =
                within(time.minus(context.timeouts().idle()).minus(LATER));
        BooleanSupplier slowGoOn = () -> hasTimeForSlow.getAsBoolean() || !slow.isComplete();
        BooleanSupplier goesOn = () -> hasTime.getAsBoolean() || !(quick.isComplete() && slow.isComplete());
        BooleanSupplier textsGoOn = () -> goesOn.getAsBoolean()
                || (allTexts && !(texts.rest().isComplete() && texts.rpc().isComplete()));
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 2; i++) {
                Attack restTexts = new Attack("naughty strings, REST", new RestTexts(context, texts.rest())::send);
                repeat(threads, textsGoOn, own -> run(restTexts, own));
                repeat(threads, goesOn, own -> runTurn(quick.next(), own));
            }
            repeat(threads, textsGoOn, own -> run(rpcTexts, own));
            repeat(threads, slowGoOn, own -> run(slow.next(), own));
        }
    }

    private static BooleanSupplier within(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end < 0;
    }

    private void repeat(ExecutorService threads, BooleanSupplier goesOn, Consumer<Choices> step) {
        Choices own = new Choices(random.split());
        threads.execute(() -> {
            while (goesOn.getAsBoolean()) {
                step.accept(own);
            }
        });
    }

    private void runTurn(Attack attack, Choices own) {
        BooleanSupplier goesOn = within(TURN);
        while (goesOn.getAsBoolean()) {
            run(attack, own);
        }
    }

    private void run(Attack attack, Choices own) {
        String problem = "";
        try {
            attack.step().run(attack.name(), own);
        } catch (IOException | InterruptedException | RuntimeException e) {
            problem = e.toString();
        }
        Checks checks = context.checks();
        checks.count(attack.name(), "runs");
        checks.check("the service accepts connections and answers on them", problem.isEmpty(), attack.name(), problem);
    }
}
