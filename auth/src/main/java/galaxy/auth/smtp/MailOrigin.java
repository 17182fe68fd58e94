package galaxy.auth.smtp;

import java.util.function.UnaryOperator;

/**
 * Who mails come from.
 *
 * @param address ASCII, with a domain of two or more labels
 * @param product the name beside the address
 * @param isUtf8 whether addresses outside ASCII are sent, which needs SMTPUTF8 at the relay
 * @param messageId makes the part of {@code Message-ID} before the {@code @} from the id of a mail: an HMAC, so that
 *     the id of the challenge cannot be read from it
 */
public record MailOrigin(String address, String product, boolean isUtf8, UnaryOperator<String> messageId) {
    /** The domain of the address, by which we greet the relay. */
    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }
}
