package galaxy.app.architecture.violations.lottery.draw;

/** A feature that speaks Redis. */
@SuppressWarnings("all")
public final class OnlyStoresSpeakRedis {
    Object redis = io.lettuce.core.RedisURI.create("redis://localhost");
}
