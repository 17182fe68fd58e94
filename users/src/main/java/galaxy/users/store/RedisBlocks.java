package galaxy.users.store;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.store.Redis;
import galaxy.store.Scan;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.store.Versioned;
import galaxy.users.account.EmailBlock;
import galaxy.users.block.BlockListing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of blocks: one sorted set per shard, written with each block. */
public final class RedisBlocks implements BlockListing {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBlocks.class);

    /** Blocks that have ended leave the index within seconds, so that few reads are needed. */
    private static final int MOST_READS = 32;

    private final ServiceStore store;
    private final UserKeys keys;

    RedisBlocks(ServiceStore store, UserKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public Page<ListedBlock, String> page(Optional<String> after, int size) {
        Instant now = store.clock().instant();
        Scan scan = Scan.start(
                store.redis(), store.redis().shards().all(), shard -> List.of(keys.blocks(shard)), after, size + 1);
        List<ListedBlock> found = new ArrayList<>();
        Optional<String> reached = after;
        for (int reads = 0; reads < MOST_READS; reads++) {
            List<String> members = next(scan, size + 1);
            found.addAll(inForce(members, now));
            if (members.size() <= size || found.size() > size) {
                return Page.of(found, size, ListedBlock::place);
            }
            reached = Optional.of(place(members.getLast()));
        }
        return new Page<>(found, reached);
    }

    private static List<String> next(Scan scan, int most) {
        List<String> members = new ArrayList<>(most);
        for (Optional<String> next = scan.next(); next.isPresent(); next = scan.next()) {
            members.add(next.get());
            if (members.size() == most) {
                break;
            }
        }
        return members;
    }

    private List<ListedBlock> inForce(List<String> members, Instant now) {
        List<EmailAddress> emails = members.stream().map(RedisBlocks::email).toList();
        List<Versioned<SubjectFormat.Subject>> subjects =
                store.records().readAll(emails.stream().map(keys::subject).toList(), AccountCommits.SUBJECT);
        List<ListedBlock> found = new ArrayList<>(members.size());
        int at = 0;
        for (Versioned<SubjectFormat.Subject> subject : subjects) {
            while (!keys.subject(emails.get(at)).equals(subject.key())) {
                at++;
            }
            EmailAddress email = emails.get(at);
            String member = members.get(at++);
            subject.value()
                    .block()
                    .filter(block -> block.isActiveAt(now))
                    // A block that was lifted and set again is in the index under another time.
                    .filter(block -> keys.blockMember(email, block).equals(member))
                    .ifPresent(block -> found.add(listed(email, block, subject.value())));
        }
        return found;
    }

    private ListedBlock listed(EmailAddress email, EmailBlock block, SubjectFormat.Subject subject) {
        return new ListedBlock(
                keys.blockPlace(email, block), keys.blockId(email, block), email, block, subject.userId());
    }

    /**
     * Fills the index from the subjects of a store that was written before there was one, or for other shards. Before the
     * first commit.
     */
    public void prepare() {
        byte[] shards = Integer.toString(store.redis().shards().all().size()).getBytes(StandardCharsets.US_ASCII);
        String mark = UserKeys.blocksIndexed();
        byte[] known = store.redis().call("get", commands -> commands.get(mark));
        if (known != null && new String(known, StandardCharsets.US_ASCII).equals(text(shards))) {
            return;
        }
        if (!store.isNew()) {
            long start = System.nanoTime();
            store.eachKey("subject", this::index);
            LOG.info(
                    "blocks of e-mail addresses are indexed for the listing, in {} ms",
                    (System.nanoTime() - start) / 1_000_000);
        }
        store.redis().call("set", commands -> commands.set(mark, shards));
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private void index(List<String> subjects) {
        List<Redis.Command<Long>> writes = new ArrayList<>();
        for (Versioned<SubjectFormat.Subject> subject : store.records().readAll(subjects, AccountCommits.SUBJECT)) {
            subject.value().block().ifPresent(block -> {
                EmailAddress email = UserKeys.emailOf(subject.key());
                Shard shard = store.redis().shards().of(keys.bucket(email));
                byte[] member = keys.blockMember(email, block).getBytes(StandardCharsets.UTF_8);
                writes.add(commands -> commands.zadd(keys.blocks(shard), 0, member));
                block.expiresAt()
                        .ifPresent(end -> writes.add(commands -> commands.zadd(
                                UserKeys.SPACE.due(shard),
                                (double) end.toEpochMilli(),
                                email.value().getBytes(StandardCharsets.UTF_8))));
            });
        }
        store.redis().callAll("index_blocks", writes);
    }

    /** Everything after the second bar: an address may have bars itself. */
    static EmailAddress email(String member) {
        return EmailAddress.of(member.substring(place(member).length() + 1));
    }

    static String place(String member) {
        return member.substring(0, member.indexOf('|', member.indexOf('|') + 1));
    }
}
