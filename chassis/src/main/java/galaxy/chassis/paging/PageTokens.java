package galaxy.chassis.paging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Opaque page tokens: where a listing continues, authenticated and bound to the listing. A token is base64url of a 16-byte
 * HMAC and the cursor; the listing is part of the HMAC only.
 */
public final class PageTokens {
    private static final int MAC = 16;
    private static final int LONGEST = 1024;
    private static final String PURPOSE = "page-token";

    private final BiFunction<String, String, byte[]> sign;

    /** @param sign from a purpose and a text to its HMAC, at least 16 bytes */
    public PageTokens(BiFunction<String, String, byte[]> sign) {
        this.sign = sign;
    }

    /**
     * A token for the next page.
     *
     * @param bound names the listing and its filters; the page size may change between pages and is no part of it
     * @param cursor where the listing continues
     */
    public String issue(String bound, String cursor) {
        byte[] text = cursor.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(mac(bound, cursor), MAC + text.length);
        System.arraycopy(text, 0, token, MAC, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The cursor of a token that was issued for the same listing; empty for any other. */
    public Optional<String> open(String bound, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < MAC
                || !token.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
            return Optional.empty();
        }
        String cursor = new String(bytes, MAC, bytes.length - MAC, StandardCharsets.UTF_8);
        boolean genuine = MessageDigest.isEqual(Arrays.copyOf(bytes, MAC), mac(bound, cursor));
        return genuine ? Optional.of(cursor) : Optional.empty();
    }

    private byte[] mac(String bound, String cursor) {
        return Arrays.copyOf(sign.apply(PURPOSE, bound.length() + ":" + bound + cursor), MAC);
    }
}
