package galaxy.pages.asset;

import galaxy.chassis.http.Route;
import galaxy.chassis.http.StaticFiles;
import galaxy.pages.asset.Avatars.Avatar;
import galaxy.pages.route.Href;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that pages load: one sheet, one script, one file of pictures, and those of the service. */
public final class Assets {
    private static final String SHEET = "sheet.css";
    private static final String SCRIPT = "page.js";
    private static final String MARK = "mark.svg";
    private static final String AVATARS = "avatars.svg";

    private final StaticFiles files;
    private final Avatars avatars;

    private Assets(StaticFiles files, Avatars avatars) {
        this.files = files;
        this.avatars = avatars;
    }

    /** Those of the toolkit. */
    public static Assets load() {
        Avatars avatars = Avatars.load();
        return new Assets(
                StaticFiles.of(Assets.class, SCRIPT, MARK)
                        .with(SHEET, sheetBytes())
                        .with(AVATARS, avatars.picture()),
                avatars);
    }

    /** The sheet without the white space that only its authors need. */
    static byte[] sheetBytes() {
        try (InputStream in = Assets.class.getResourceAsStream(SHEET)) {
            if (in == null) {
                throw new IllegalStateException("the sheet is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\\s*([{};,])\\s*", "$1")
                    .replaceAll("(?<=[a-z-]): ", ":")
                    .replace(";}", "}")
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with files of a service. */
    public Assets and(StaticFiles more) {
        return new Assets(files.and(more), avatars);
    }

    public Avatars avatars() {
        return avatars;
    }

    public Href sheet() {
        return file(SHEET);
    }

    public Href script() {
        return file(SCRIPT);
    }

    /** The planet beside the name, which is also the icon of a tab. */
    public Href mark() {
        return file(MARK);
    }

    public Href picture(Avatar avatar) {
        return file(AVATARS).at(avatar.element());
    }

    /** A file by its name. */
    public Href file(String name) {
        return Href.asset(files.path(name));
    }

    /** Serves all of them. */
    public Route route() {
        return files.route();
    }
}
