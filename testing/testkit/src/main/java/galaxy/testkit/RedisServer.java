package galaxy.testkit;

import java.io.IOException;
import java.nio.file.Path;

/** A Redis that a test kills and pauses. */
public interface RedisServer {
    /** SIGKILL. The process is gone when this returns. */
    void kill9() throws InterruptedException;

    /** SIGSTOP: connections stay open, and nothing responds. */
    void pause() throws InterruptedException;

    /** SIGCONT. */
    void resume() throws InterruptedException;

    /** Makes it run and respond, whatever was done to it: resumed if paused, restarted if dead. */
    void heal();

    /** Everything in the store. Nothing may write meanwhile. */
    StoreImage image() throws IOException;

    /** The folder with its log, its files and {@code appendonlydir}. */
    Path folder();
}
