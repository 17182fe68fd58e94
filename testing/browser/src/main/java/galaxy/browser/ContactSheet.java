package galaxy.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Many pictures on one sheet, each with its name. */
final class ContactSheet {
    private static final int COLUMNS = 6;
    private static final int CELL = 420;
    private static final int TALL = 560;
    private static final int GAP = 20;

    private ContactSheet() {}

    /** Writes {@code sheet.png} of all pictures in a folder. */
    static void write(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pictures = files.filter(file -> file.toString().endsWith(".png"))
                    .filter(file -> !file.endsWith("sheet.png"))
                    .sorted()
                    .toList();
            ImageIO.write(sheet(pictures), "png", folder.resolve("sheet.png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage sheet(List<Path> pictures) throws IOException {
        int rows = (pictures.size() + COLUMNS - 1) / COLUMNS;
        var sheet = new BufferedImage(
                COLUMNS * (CELL + GAP) + GAP, rows * (TALL + 2 * GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage picture = ImageIO.read(pictures.get(i).toFile());
            int x = GAP + i % COLUMNS * (CELL + GAP);
            int y = 2 * GAP + i / COLUMNS * (TALL + 2 * GAP);
            double scale = Math.min((double) CELL / picture.getWidth(), (double) TALL / picture.getHeight());
            graphics.drawImage(
                    picture, x, y, (int) (picture.getWidth() * scale), (int) (picture.getHeight() * scale), null);
            graphics.setColor(Color.WHITE);
            graphics.drawString(pictures.get(i).getFileName().toString().replace(".png", ""), x, y - 5);
        }
        graphics.dispose();
        return sheet;
    }
}
