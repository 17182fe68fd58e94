package galaxy.store;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A script by its digest, or with its text where the server does not have it yet. */
final class ScriptCall<T> implements ReplicatedCommand<T> {
    private final Script script;
    private final String[] keys;
    private final byte[][] arguments;

    ScriptCall(Script script, String[] keys, byte[]... arguments) {
        this.script = script;
        this.keys = keys;
        this.arguments = arguments;
    }

    String operation() {
        return script.operation();
    }

    /** Several commits as one call of {@code commit_all}; all of their keys are on one server that is no cluster. */
    static ScriptCall<List<byte[]>> all(List<ScriptCall<String>> commits) {
        List<String> keys = new ArrayList<>();
        List<byte[]> arguments = new ArrayList<>();
        for (ScriptCall<String> commit : commits) {
            keys.addAll(List.of(commit.keys));
            arguments.add(number(commit.keys.length));
            arguments.add(number(commit.arguments.length));
            arguments.addAll(List.of(commit.arguments));
        }
        return new ScriptCall<>(Script.COMMIT_ALL, keys.toArray(String[]::new), arguments.toArray(byte[][]::new));
    }

    private static byte[] number(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String key() {
        return keys[0];
    }

    @Override
    public boolean isReplicated() {
        return script.writes();
    }

    @Override
    public RedisFuture<T> apply(RedisClusterAsyncCommands<String, byte[]> redis) {
        return redis.evalsha(script.digest(), script.reply(), keys, arguments);
    }

    ReplicatedCommand<T> withText() {
        return ReplicatedCommand.of(key(), redis -> redis.eval(script.text(), script.reply(), keys, arguments));
    }
}
