package galaxy.torture.connections;

import java.util.List;

/** Every rule, in its words. */
final class Rules {
    static final List<String> ALL = List.of(
            OwnProfiles.RULE,
            OwnProfiles.TAKEN,
            OwnContacts.RULE,
            OwnContacts.LISTED,
            OwnLinks.RULE,
            OwnLinks.AGAIN,
            OwnLinks.EVENTS,
            OwnLinks.APPENDED,
            OwnLinks.FULL,
            OwnUses.RULE,
            OwnUses.EDGE,
            OwnMistakes.RULE,
            Walks.RULE,
            NameStage.RULE,
            NameStage.AGREE,
            LinkStage.RULE,
            EdgeStage.RULE,
            ReadBack.ANSWERED,
            StoreCheck.PENDING,
            ProfileRules.UNIQUE,
            ProfileRules.BACKED,
            ContactRules.INDEX,
            ContactRules.EDGE,
            LinkRules.BOUND,
            LinkRules.COUNTED,
            LinkRules.EVENTS,
            LinkRules.FOUND,
            LinkRules.LIVE,
            Published.ONCE,
            Published.ORDER,
            Published.DENSE,
            EventRules.PROFILE,
            EventRules.TURNS,
            EventRules.LINK,
            EventRules.ANNOUNCED,
            EventRules.ONCE,
            OwnRules.PROFILE,
            OwnRules.CONTACT,
            OwnRules.LINK,
            OwnRules.MADE,
            "no error but UNAVAILABLE",
            "an error names its request",
            "nothing is announced that was not asked for");

    /** Counts what waits for the sweeper or the relay. */
    static final String LEFT = """
            local left = 0
            for _, kind in ipairs({'due', 'claims'}) do
              for _, key in ipairs(redis.call('KEYS', 'connections:{*}:' .. kind)) do
                left = left + redis.call('ZCARD', key)
              end
            end
            for _, key in ipairs(redis.call('KEYS', 'connections:{*}:outbox')) do
              left = left + redis.call('XLEN', key)
            end
            return tostring(left)
            """;

    /**
     * Takes away profiles, lists of contacts and the last events of links, and counts uses once more; on every stage, for one
     * alone may have ended as it is without.
     */
    static final String SPOIL = """
            for _, what in ipairs({'profile:own-*', 'contacts:own-*', 'profile:name-it-*', 'contacts:edge-it-*'}) do
              for _, key in ipairs(redis.call('KEYS', 'connections:{*}:' .. what)) do
                redis.call('DEL', key)
              end
            end
            for _, key in ipairs(redis.call('KEYS', 'connections:{*}:link:*')) do
              local record = redis.call('GET', key)
              local owner = string.match(record, '"owner":"([^"]*)"')
              if string.sub(owner, 1, 8) == 'own-it-0' then
                redis.call('RPOP', (string.gsub(key, ':link:', ':link%-events:')))
              elseif string.sub(owner, 1, 8) == 'link-it-' or string.sub(owner, 1, 4) == 'own-' then
                redis.call('SET', key, (string.gsub(record, '"uses":(%d+)', function(n) return '"uses":' .. n + 1 end)))
              end
            end
            return 'OK'
            """;

    private Rules() {}
}
