package galaxy.web.page;

import galaxy.pages.text.Words;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Tone;

/** A list whose page token is none of ours: its first page, which says so. */
public final class Restarted {
    private Restarted() {}

    public static Page first(Words words, Page page) {
        var head = page.head().notice(Notice.of(Tone.INFO, words.sentence("page.restarted")));
        return new Page(page.status(), head, page.parts(), page.isSecret());
    }
}
