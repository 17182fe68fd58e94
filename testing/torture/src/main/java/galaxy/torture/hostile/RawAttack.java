package galaxy.torture.hostile;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Sends bytes that no honest client would to the REST port, and holds whatever comes back against what is promised. */
abstract class RawAttack implements Attack {
    private static final int SHOWN = 120;

    private final Arena arena;

    RawAttack(Arena arena) {
        this.arena = arena;
    }

    final Arena arena() {
        return arena;
    }

    /** What to send in one go. */
    record Shot(String what, ByteString bytes) {
        static Shot of(String what, String text) {
            return new Shot(what, ByteString.copyFrom(text, StandardCharsets.ISO_8859_1));
        }
    }

    /** Sends it and reads until the service hangs up. */
    final List<HttpReply> fire(Shot shot) throws IOException {
        try (Wire wire = new Wire(arena.prey().usersPort(), arena.patience())) {
            wire.send(shot.bytes.toByteArray());
            wire.finish();
            return judged(shot, wire.rest());
        } catch (SocketTimeoutException e) {
            stayed(shot.what);
            return List.of();
        }
    }

    /**
     * Sends a piece again and again until the service does not take it, which it must soon, and reads what it says.
     *
     * @param most how many pieces are far more than any buffer on the way holds
     */
    final void pour(String what, byte[] head, byte[] piece, int most) throws IOException {
        try (Wire wire = new Wire(arena.prey().usersPort(), arena.patience())) {
            boolean isTaken = wire.send(head);
            for (int sent = 0; isTaken && sent < most; sent++) {
                isTaken = wire.send(piece);
            }
            boolean isEndless = isTaken;
            arena.findings().check("what has no end is cut off", !isEndless, () -> what + ": all of it was taken");
            judged(new Shot(what, ByteString.copyFrom(head)), wire.rest());
        } catch (SocketTimeoutException e) {
            stayed(what);
        }
    }

    private void stayed(String what) {
        arena.findings()
                .check(
                        "each connection of an attacker is answered or ended in time",
                        false,
                        () -> what + ": neither within " + arena.patience());
    }

    private List<HttpReply> judged(Shot shot, byte[] answer) {
        ByteString begin = shot.bytes.substring(0, Math.min(shot.bytes.size(), SHOWN));
        String shown = shot.what + ": " + begin.toString(StandardCharsets.ISO_8859_1);
        arena.findings().check("each connection of an attacker is answered or ended in time", true, () -> "");
        try {
            List<HttpReply> replies = HttpReply.all(answer);
            replies.forEach(reply -> arena.rest().findings(name(), reply, shown));
            if (replies.isEmpty()) {
                arena.tally().count(name(), "closed");
            }
            return replies;
        } catch (IOException e) {
            arena.rest().torn(name(), shown, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** One of them. */
    static <T> T any(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
