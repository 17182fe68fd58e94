package galaxy.torture.stage;

import galaxy.testkit.RedisNode;
import java.nio.file.Path;

/** A Redis of the operator. */
record NodeServer(RedisNode node) implements RedisServer {
    @Override
    public void kill9() {
        node.kill9();
    }

    @Override
    public void bringBack() {
        node.heal();
    }

    @Override
    public void pause() {
        node.pause();
    }

    @Override
    public void resume() {
        node.resume();
    }

    @Override
    public Path folder() {
        return node.folder();
    }
}
