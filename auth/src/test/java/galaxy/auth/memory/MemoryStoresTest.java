package galaxy.auth.memory;

import galaxy.auth.mail.MemoryMails;
import org.junit.jupiter.api.Nested;

/** The stores in memory do what every store does. */
final class MemoryStoresTest {
    private final MemoryMails mails = new MemoryMails();
    private final Stores stores = new Stores(
            new MemoryChallenges(mails), new MemorySessions(mails), mails, rules -> new MemoryBudgets(rules, true));

    @Nested
    final class Challenges implements ChallengeStoreContract {
        @Override
        public Stores stores() {
            return stores;
        }
    }

    @Nested
    final class DeviceSessions implements SessionStoreContract {
        @Override
        public Stores stores() {
            return stores;
        }
    }

    @Nested
    final class MailsToSend implements MailQueueContract {
        @Override
        public Stores stores() {
            return stores;
        }
    }

    @Nested
    final class Budgets implements AddressBudgetsContract {
        @Override
        public Stores stores() {
            return stores;
        }
    }
}
