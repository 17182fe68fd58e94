package galaxy.store;

import java.util.function.Supplier;

/**
 * Intercepts every script of one caller on its way to Redis, and may stop before or after it, or send it again. Tests of
 * crashes, stalls, late duplicates and lost replies use it; everywhere else the scripts simply run.
 */
public interface ScriptInterceptor {
    ScriptInterceptor RUN = new ScriptInterceptor() {
        @Override
        public <T> T around(String script, Supplier<T> send) {
            return send.get();
        }
    };

    /**
     * Runs one step.
     *
     * @param script the name of the script
     * @param send sends it and waits for the reply; repeatable
     */
    <T> T around(String script, Supplier<T> send);
}
