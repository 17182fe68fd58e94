package galaxy.users.store;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.store.Versioned;
import galaxy.users.account.EmailBlock;
import galaxy.users.block.BlockListing;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index of blocks: one sorted set per shard, written with each block. */
public final class RedisBlocks implements BlockListing {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBlocks.class);

    /** Of one shard, where there are many. */
    private static final int AT_ONCE = 16;

    /** Blocks that have ended leave the index within seconds, so that few reads are needed. */
    private static final int MOST_READS = 32;

    private final ServiceStore store;
    private final UserKeys keys;

    RedisBlocks(ServiceStore store, UserKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * Members of the index in their order.
     *
     * @param isLast whether there are no more
     */
    private record Members(List<String> members, boolean isLast) {}

    @Override
    public Page<ListedBlock, String> page(Optional<String> after, int size) {
        Instant now = store.clock().instant();
        List<ListedBlock> found = new ArrayList<>();
        Optional<String> reached = after;
        for (int reads = 0; reads < MOST_READS; reads++) {
            Members next = members(reached, size + 1);
            found.addAll(inForce(next.members(), now));
            if (next.isLast() || found.size() > size) {
                return Page.of(found, size, ListedBlock::place);
            }
            reached = Optional.of(place(next.members().getLast()));
        }
        return new Page<>(found, reached);
    }

    /** The next members of all shards as far as they are known to be complete. */
    private Members members(Optional<String> after, int wanted) {
        List<Shard> shards = store.redis().shards().all();
        int most = shards.size() == 1 ? wanted : Math.min(wanted, AT_ONCE);
        Range<byte[]> rest = Range.from(
                Boundary.unbounded(),
                after.map(place -> Boundary.excluding(place.getBytes(StandardCharsets.UTF_8)))
                        .orElse(Boundary.unbounded()));
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>(shards.size());
        for (Shard shard : shards) {
            reads.add(commands -> commands.zrevrangebylex(keys.blocks(shard), rest, Limit.create(0, most)));
        }
        List<String> all = new ArrayList<>();
        Optional<String> complete = Optional.empty();
        for (List<byte[]> ofShard : store.redis().callAll("blocks", reads)) {
            List<String> texts = ofShard.stream()
                    .map(member -> new String(member, StandardCharsets.UTF_8))
                    .toList();
            all.addAll(texts);
            if (texts.size() == most
                    && complete.stream().allMatch(end -> texts.getLast().compareTo(end) > 0)) {
                complete = Optional.of(texts.getLast());
            }
        }
        Optional<String> end = complete;
        List<String> members = all.stream()
                .filter(member -> end.stream().allMatch(last -> member.compareTo(last) >= 0))
                .sorted(Comparator.reverseOrder())
                .toList();
        return new Members(members, end.isEmpty());
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
    private static EmailAddress email(String member) {
        return EmailAddress.of(member.substring(place(member).length() + 1));
    }

    private static String place(String member) {
        return member.substring(0, member.indexOf('|', member.indexOf('|') + 1));
    }
}
