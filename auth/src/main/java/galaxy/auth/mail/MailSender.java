package galaxy.auth.mail;

/** Passes a mail on: to a relay, or to the readers of the {@link Outbox}. May be used by several threads at once. */
public interface MailSender extends AutoCloseable {
    /** What became of one attempt. */
    sealed interface Result {
        /** The relay has taken it. */
        record Sent() implements Result {}

        /**
         * The relay refuses the recipient or the content for good.
         *
         * @param reason command and reply, without an address
         */
        record Refused(String reason) implements Result {}

        /**
         * It was not sent, and may be later.
         *
         * @param reason command and reply, or what else happened, without an address
         */
        record Failed(String reason) implements Result {}
    }

    /** One attempt. The same mail may be sent again, with the same {@link RenderedMail#id}. */
    Result send(RenderedMail mail);

    @Override
    void close();
}
