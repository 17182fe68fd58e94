package galaxy.torture.connections;

import galaxy.torture.workload.Channels;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.RequestedEvents;
import java.util.List;

/** Every rule, in its words. */
final class Rules {
    static final List<String> ALL = List.of(
            Knowledge.PROFILE,
            Knowledge.TAKEN,
            Knowledge.CONTACT,
            Knowledge.CONTACTS,
            Knowledge.LINK,
            Knowledge.REPEATED,
            Knowledge.EVENTS,
            Knowledge.APPENDED,
            Knowledge.USE,
            Pages.RULE,
            Contest.USERNAMES.rule(),
            Contest.LINKS.rule(),
            Contest.CONTACTS.rule(),
            Contest.LIMIT.rule(),
            Contest.LOOKUP,
            ConnectionsWorkload.ANSWERED,
            Leftovers.RULE,
            Names.OF_ITS_KEY,
            Names.SETTLED,
            Names.ONE_CLAIM,
            StoreRules.IN_FORCE,
            StoreRules.SETTLED,
            Names.UNIQUE,
            Names.BACKED,
            StoreRules.LISTED,
            StoreRules.KEY,
            StoreRules.USED,
            StoreRules.OWNER,
            StoreRules.BOUND,
            StoreRules.COUNTED,
            StoreRules.EVENTS,
            StoreRules.FOUND,
            StoreRules.LIVE,
            StoreRules.LIMIT,
            StoreRules.VERSION,
            EventLog.ONCE,
            EventLog.ORDER,
            EventLog.COMPLETE,
            EventRules.PROFILE,
            EventRules.TURNS,
            EventRules.LINK,
            EventRules.USED,
            RequestedEvents.PUBLISHED,
            RequestedEvents.ONCE,
            Knowledge.PROFILE + Knowledge.STORED,
            Knowledge.CONTACTS + Knowledge.STORED,
            Knowledge.LINK + Knowledge.STORED,
            Knowledge.EVENTS + Knowledge.STORED,
            Channels.ERRORS,
            Client.NAMED,
            RequestedEvents.REQUESTED);

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
    static final String DAMAGE = """
            for _, what in ipairs({'profile:own-*', 'contacts:own-*', 'profile:contest-it-*', 'contacts:contest-it-*'}) do
              for _, key in ipairs(redis.call('KEYS', 'connections:{*}:' .. what)) do
                redis.call('DEL', key)
              end
            end
            for _, key in ipairs(redis.call('KEYS', 'connections:{*}:link:*')) do
              local record = redis.call('GET', key)
              local owner = string.match(record, '"owner":"([^"]*)"')
              if string.sub(owner, 1, 8) == 'own-it-0' then
                redis.call('RPOP', (string.gsub(key, ':link:', ':link%-events:')))
              elseif string.sub(owner, 1, 8) == 'contest-' or string.sub(owner, 1, 4) == 'own-' then
                redis.call('SET', key, (string.gsub(record, '"uses":(%d+)', function(n) return '"uses":' .. n + 1 end)))
              end
            end
            return 'OK'
            """;

    private Rules() {}
}
