package galaxy.testkit.smtp;

import java.util.List;

/**
 * A mail that the sink has taken.
 *
 * @param hello what the client called itself
 * @param user who it was authenticated as; empty without AUTH
 * @param isEncrypted whether it came over TLS
 * @param from the address of {@code MAIL FROM}
 * @param to the address of {@code RCPT TO}
 * @param parameters of {@code MAIL FROM}, such as {@code SMTPUTF8}
 * @param data as sent, without the stuffed dots; a line that does not end with CR and LF keeps its end
 */
public record ReceivedMail(
        String hello, String user, boolean isEncrypted, String from, String to, String parameters, String data) {

    /** The lines of header and body. */
    public List<String> lines() {
        return List.of(data.split("\r\n", -1));
    }

    /** The lines of the header, where a folded field has several. */
    public List<String> headerLines() {
        return List.of(data.substring(0, data.indexOf("\r\n\r\n")).split("\r\n", -1));
    }

    /** The value of a field of the header, unfolded and as sent; empty without the field. */
    public String header(String name) {
        String header = data.substring(0, data.indexOf("\r\n\r\n") + 2).replaceAll("\r\n[ \t]+", " ");
        for (String line : header.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }
}
