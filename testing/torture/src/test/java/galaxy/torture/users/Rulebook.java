package galaxy.torture.users;

import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.Pages;
import galaxy.torture.workload.RequestedEvents;
import java.util.Set;

/** Every rule that a run must have checked. */
final class Rulebook {
    /** Those that are checked at random while clients are active, and not afterwards. */
    static final Set<String> AT_RANDOM = Set.of(
            "a dry run returns what the command would",
            "a key is for one request",
            "an invalid request is refused",
            "one response per idempotency key");

    static final Set<String> ALL = Set.of(
            "a block is the same in the address and in the account",
            "a dry run returns what the command would",
            "a history belongs to a user who exists",
            "a history has every number once",
            "a history has every record, once and in order",
            "a history has what the acknowledged commands put there, once",
            "a key is for one request",
            "a name is left as the last of its history left it",
            "a page walk is answered to its end",
            "a page walk lists every user that matches, once",
            "a read shows what was acknowledged",
            "a recorded result belongs to a user who exists",
            "a response has the id of its request",
            "a response is what the acknowledged commands lead to",
            "a user is in the bucket of the id",
            "an account is what the acknowledged commands lead to",
            "an acknowledged user exists",
            "an address is left as the last of its history left it",
            "an address that is free and not blocked becomes a user",
            "an event is about a user who exists",
            "an invalid request is refused",
            "eligibility is what the acknowledged commands lead to",
            "events of blocks say what is in force",
            "every key is of a documented kind",
            "everything is read back",
            "markers are those of the account",
            "no 5xx but 503",
            "no address has a user who does not exist",
            "no event is newer than its user",
            "no user is left half created",
            "one id per e-mail",
            "one response per idempotency key",
            "periods are in order",
            "responses are JSON objects",
            "the address of a user is that user's",
            "the claim of a name is for its canonical form",
            "the entitlement is what its history says",
            "the history of a race name is linearizable",
            "the history of an e-mail address is linearizable",
            "the id of an event ends in its place among those of its change",
            "the indexes are what the records say",
            "the last event of a name has the name",
            "the listing is the newest first",
            "there is one event for each acknowledged change, and no other",
            EventLog.COMPLETE,
            EventLog.ENVELOPE,
            EventLog.ONCE,
            EventLog.ORDER,
            EventLog.PRIVATE,
            Leftovers.RULE,
            Names.BACKED,
            Names.OF_ITS_KEY,
            Names.ONE_CLAIM,
            Names.SETTLED,
            Names.UNIQUE,
            RequestedEvents.ONCE,
            RequestedEvents.PUBLISHED,
            RequestedEvents.REQUESTED,
            Pages.RULE);

    private Rulebook() {}
}
