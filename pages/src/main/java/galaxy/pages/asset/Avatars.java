package galaxy.pages.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pictures that players choose from, as the contracts have them. */
public final class Avatars {
    private static final String FOLDER = "/galaxy/contracts/avatars/";
    private static final int CELL = 128;
    private static final int COLUMNS = 6;
    private static final Pattern ROOT = Pattern.compile("<svg[^>]*>");
    private static final Pattern TITLE = Pattern.compile("<title>[^<]*</title>");

    private final List<AvatarSet> sets;

    private Avatars(List<AvatarSet> sets) {
        this.sets = List.copyOf(sets);
    }

    /** One set, in the order of the manifest. */
    public record AvatarSet(String id, List<Avatar> avatars) {
        public AvatarSet {
            avatars = List.copyOf(avatars);
        }
    }

    /**
     * One picture.
     *
     * @param value {@code set/asset}, as forms have it
     * @param element of the file with all pictures
     */
    public record Avatar(String set, String asset, String value, String element) {}

    /** Reads the manifest that the program came with. */
    public static Avatars load() {
        try (InputStream in = open("manifest.json")) {
            JsonNode manifest = JsonMapper.shared().readTree(in);
            List<AvatarSet> sets = new ArrayList<>();
            for (JsonNode set : manifest.required("sets")) {
                String id = set.required("id").stringValue();
                List<Avatar> avatars = new ArrayList<>();
                for (JsonNode asset : set.required("assets")) {
                    String name = asset.required("id").stringValue();
                    avatars.add(new Avatar(id, name, id + "/" + name, id + "-" + name));
                }
                sets.add(new AvatarSet(id, avatars));
            }
            return new Avatars(sets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Avatars.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("the avatar file " + name + " is missing from the program");
        }
        return in;
    }

    public List<AvatarSet> sets() {
        return sets;
    }

    /** The picture of a set, unless there is none of these names. */
    public Optional<Avatar> find(String set, String asset) {
        return find(set + "/" + asset);
    }

    /** The picture that a form names as {@code set/asset}. */
    public Optional<Avatar> find(String value) {
        return sets.stream()
                .flatMap(set -> set.avatars().stream())
                .filter(avatar -> avatar.value().equals(value))
                .findFirst();
    }

    /** All pictures in one file of SVG: cells of 128 units, each with a view that is named after it. */
    byte[] picture() {
        var cells = new StringBuilder();
        int at = 0;
        List<Avatar> all = sets.stream().flatMap(set -> set.avatars().stream()).toList();
        for (Avatar avatar : all) {
            int x = at % COLUMNS * CELL;
            int y = at / COLUMNS * CELL;
            cells.append("<view id=\"%s\" viewBox=\"%s %s %s %s\"/>".formatted(avatar.element(), x, y, CELL, CELL));
            cells.append(
                    "<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\">%s".formatted(x, y, CELL, CELL, inner(avatar)));
            at++;
        }
        int rows = (all.size() + COLUMNS - 1) / COLUMNS;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\">%s</svg>"
                .formatted(COLUMNS * CELL, rows * CELL, cells)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What is inside the root of its file, and its end. */
    private static String inner(Avatar avatar) {
        try (InputStream in = open(avatar.value() + ".svg")) {
            String svg = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String rest = svg.substring(svg.indexOf(
                    ROOT.matcher(svg).results().findFirst().orElseThrow().group()));
            return TITLE.matcher(ROOT.matcher(rest).replaceFirst(""))
                    .replaceFirst("")
                    .replaceAll(">\\s+<", "><")
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
