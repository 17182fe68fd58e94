package galaxy.web.link;

import galaxy.client.connections.ContactLink;
import galaxy.pages.text.Words;
import galaxy.pages.view.Chip;
import galaxy.pages.view.Tone;
import java.time.Instant;

/** Whether a link can be used. */
public enum LinkState {
    LIVE("live", Tone.OK),
    REVOKED("revoked", Tone.DANGER),
    EXPIRED("expired", Tone.WARN),
    USED_UP("used-up", Tone.INFO);

    private final String word;
    private final Tone tone;

    LinkState(String word, Tone tone) {
        this.word = word;
        this.tone = tone;
    }

    /** Of several the first counts, as in connections. */
    public static LinkState of(ContactLink link, Instant now) {
        var usage = link.usage();
        if (usage.revokedAt().isPresent()) {
            return REVOKED;
        }
        if (link.expiresAt().filter(end -> !end.isAfter(now)).isPresent()) {
            return EXPIRED;
        }
        return usage.maxUses() > 0 && usage.count() >= usage.maxUses() ? USED_UP : LIVE;
    }

    /** The word of a page, {@code data-state}. */
    public String word() {
        return word;
    }

    Chip chip(Words words) {
        return new Chip(tone, words.text("link.state-" + word));
    }
}
