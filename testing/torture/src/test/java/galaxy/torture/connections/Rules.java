package galaxy.torture.connections;

import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.RequestedEvents;
import java.util.List;

/** Every rule, in its words. */
final class Rules {
    static final List<String> ALL = List.of(
            OwnRules.PROFILE,
            OwnRules.TAKEN,
            OwnRules.CONTACT,
            OwnRules.CONTACTS,
            OwnRules.LINK,
            OwnRules.REPEATED,
            OwnRules.EVENTS,
            OwnRules.APPENDED,
            OwnRules.LIMIT,
            OwnRules.USE,
            OwnRules.USE_CONTACT,
            InvalidRequests.RULE,
            Pages.RULE,
            Contests.USERNAMES,
            Contest.LOOKUP,
            Contests.LINKS,
            Contests.CONTACTS,
            ReadBack.ANSWERED,
            StoreCheck.PENDING,
            Leftovers.RULE,
            Names.SETTLED,
            Names.UNIQUE,
            Names.BACKED,
            UserRules.LISTED,
            UserRules.USED,
            LinkRules.BOUND,
            LinkRules.COUNTED,
            LinkRules.EVENTS,
            LinkRules.FOUND,
            LinkRules.LIVE,
            EventLog.ONCE,
            EventLog.ORDER,
            EventLog.COMPLETE,
            EventRules.PROFILE,
            EventRules.TURNS,
            EventRules.LINK,
            RequestedEvents.PUBLISHED,
            RequestedEvents.ONCE,
            StoreCheck.PROFILE,
            StoreCheck.CONTACT,
            StoreCheck.LINK,
            StoreCheck.CREATED,
            Channels.ERRORS,
            Channels.NAMED,
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
            for _, what in ipairs({'profile:own-*', 'contacts:own-*', 'profile:name-it-*', 'contacts:contact-it-*'}) do
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
