package galaxy.pages.asset;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;

/** A QR code as SVG: level M, four modules of quiet zone, black on white whatever the colours of the page. */
public final class QrPicture {
    private static final int QUIET = 4;

    private QrPicture() {}

    /** The picture of a text, such as the URL of a link. */
    public static byte[] of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * QUIET;
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int from = x;
                while (code.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append("M%s %sh%sv1h-%sz".formatted(from + QUIET, y + QUIET, x - from, x - from));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %1$s" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%1$sv%1$sH0z"/><path d="%2$s"/></svg>""".formatted(side, path).getBytes(StandardCharsets.UTF_8);
    }
}
