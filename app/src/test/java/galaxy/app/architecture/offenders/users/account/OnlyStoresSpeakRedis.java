package galaxy.app.architecture.offenders.users.account;

/** A feature that speaks Redis. */
@SuppressWarnings("all")
public final class OnlyStoresSpeakRedis {
    Object redis = io.lettuce.core.RedisURI.create("redis://localhost");
}
