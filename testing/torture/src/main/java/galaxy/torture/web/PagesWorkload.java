package galaxy.torture.web;

import galaxy.testkit.StoreImage;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Readers;
import galaxy.torture.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Players who sign in at the pages, read them and submit forms, some of which are none, or come from another site. */
public final class PagesWorkload implements Workload {
    private static final int MOST_ACTIONS = 25;
    private static final int FIRST_READER = 1000;

    private final Context context;
    private final Queue<Player> players = new ConcurrentLinkedQueue<>();

    /** Of links that may be used, the newest last. */
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();

    public PagesWorkload(Context context) {
        this.context = context;
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Browser browser = new Browser(context, context.findings(), number, random);
        while (mayStart.getAsBoolean()) {
            if (browser.signIn()) {
                Player player = new Player(browser);
                int actions = random.nextInt(MOST_ACTIONS);
                for (int i = 0; i < actions && mayStart.getAsBoolean(); i++) {
                    player.next(browser, tokens);
                }
                players.add(player);
            }
        }
    }

    @Override
    public void checkResponses(Findings findings) {
        List<Readers.Work<Browser>> work = new ArrayList<>();
        players.forEach(player -> work.add(reader -> player.check(reader, findings)));
        Readers.run(i -> new Browser(context, findings, FIRST_READER + i, new Random(i)), work, findings);
    }

    /** The pages store nothing. */
    @Override
    public void checkStore(StoreImage store, Findings findings) {}
}
