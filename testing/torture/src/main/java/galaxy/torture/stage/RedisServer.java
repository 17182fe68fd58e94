package galaxy.torture.stage;

import java.nio.file.Path;

/** A Redis of the stage. */
public interface RedisServer {
    /** SIGKILL. Gone when this returns. */
    void kill9() throws InterruptedException;

    /** Starts it again after {@link #kill9}, if that is not done by whom it belongs to. */
    void bringBack();

    /** SIGSTOP. */
    void pause() throws InterruptedException;

    /** SIGCONT. */
    void resume() throws InterruptedException;

    /** The folder with its log, its files and {@code appendonlydir}. */
    Path folder();
}
