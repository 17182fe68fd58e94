package galaxy.auth.mail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Where mails go that no relay is configured for: the newest are kept in memory, to be looked at. */
public final class Outbox implements MailSender {
    /** How many are kept. */
    public static final int SIZE = 100;

    private final Deque<RenderedMail> mails = new ArrayDeque<>();

    @Override
    public synchronized Result send(RenderedMail mail) {
        mails.removeIf(each -> each.id().equals(mail.id()));
        mails.addFirst(mail);
        if (mails.size() > SIZE) {
            mails.removeLast();
        }
        return new Result.Sent();
    }

    /** The newest mails, newest first. */
    public synchronized List<RenderedMail> mails() {
        return new ArrayList<>(mails);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
