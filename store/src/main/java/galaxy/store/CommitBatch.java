package galaxy.store;

import galaxy.store.Redis.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Commits that are sent at once. On a server that is no cluster several of them are one script: each script waits until the log
 * is synced, and so do the requests of others meanwhile.
 */
record CommitBatch(Redis redis) {
    private static final int PER_SCRIPT = 32;

    /** Whether each is done; not when it found a conflict, or its fate is unknown. */
    List<Boolean> send(List<Commit> commits) {
        List<ScriptCall<String>> calls = commits.stream().map(Commit::call).toList();
        return redis.shards().all().size() == 1 ? together(calls) : each(calls);
    }

    private List<Boolean> each(List<ScriptCall<String>> calls) {
        return redis.tryScripts(calls).stream()
                .map(result -> result instanceof Result.Answer<String>(String reply) && reply.equals("OK"))
                .toList();
    }

    private List<Boolean> together(List<ScriptCall<String>> calls) {
        List<ScriptCall<List<byte[]>>> parts = new ArrayList<>();
        for (int from = 0; from < calls.size(); from += PER_SCRIPT) {
            parts.add(ScriptCall.all(calls.subList(from, Math.min(from + PER_SCRIPT, calls.size()))));
        }
        List<Boolean> done = new ArrayList<>(calls.size());
        for (Result<List<byte[]>> part : redis.tryScripts(parts)) {
            if (part instanceof Result.Answer<List<byte[]>>(List<byte[]> replies)) {
                replies.forEach(reply -> done.add(new String(reply, StandardCharsets.US_ASCII).equals("OK")));
            } else {
                done.addAll(Collections.nCopies(Math.min(PER_SCRIPT, calls.size() - done.size()), false));
            }
        }
        return done;
    }
}
