package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.Claim;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.PageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tables {@code message_pointer} and {@code message_by_mailbox_id}: what is known of each message id and each mailbox message id of an
 * inbox. In {@link #SHARDS} partitions each, so that none grows large and all can be removed without knowing what is in them.
 */
final class MessagePointers {
    private static final int SHARDS = 64;

    /** What is known of a message id; each part may be missing. */
    record Pointer(MessageId id, Optional<ThreadId> thread, Optional<Instant> claimedAt) {
        /** Where the message stands, if it is listed. */
        Optional<PageKey> place() {
            return claimedAt.map(at -> new PageKey(at, id.value()));
        }
    }

    private final CassandraKeyspace keyspace;
    private final PreparedStatement saveClaim;
    private final PreparedStatement findClaim;
    private final PreparedStatement deleteClaim;
    private final PreparedStatement lead;
    private final PreparedStatement findAll;
    private final PreparedStatement insertMailboxId;
    private final PreparedStatement findMailboxId;
    private final PreparedStatement deleteMailboxId;
    private final PreparedStatement deleteShard;
    private final PreparedStatement deleteMailboxShard;

    MessagePointers(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        String key = " WHERE inbox = ? AND shard = ? AND message_id = ?";
        saveClaim = keyspace.prepare("UPDATE {keyspace}.message_pointer"
                + " SET claim_digest = ?, claim_timestamp = ?, claim_mailbox_id = ?" + key);
        findClaim = keyspace.prepare(
                "SELECT claim_digest, claim_timestamp, claim_mailbox_id FROM {keyspace}.message_pointer" + key);
        deleteClaim = keyspace.prepare(
                "DELETE claim_digest, claim_timestamp, claim_mailbox_id FROM {keyspace}.message_pointer" + key);
        lead = keyspace.prepare("UPDATE {keyspace}.message_pointer SET thread = ?" + key);
        findAll = keyspace.prepare("SELECT message_id, thread, claim_timestamp FROM {keyspace}.message_pointer"
                + " WHERE inbox = ? AND shard = ? AND message_id IN ?");
        String mailboxKey = " WHERE inbox = ? AND shard = ? AND mailbox_id = ?";
        insertMailboxId = keyspace.prepare("INSERT INTO {keyspace}.message_by_mailbox_id"
                + " (inbox, shard, mailbox_id, timestamp, message_id) VALUES (?, ?, ?, ?, ?)");
        findMailboxId =
                keyspace.prepare("SELECT timestamp, message_id FROM {keyspace}.message_by_mailbox_id" + mailboxKey);
        deleteMailboxId = keyspace.prepare("DELETE FROM {keyspace}.message_by_mailbox_id" + mailboxKey);
        deleteShard = keyspace.prepare("DELETE FROM {keyspace}.message_pointer WHERE inbox = ? AND shard = ?");
        deleteMailboxShard =
                keyspace.prepare("DELETE FROM {keyspace}.message_by_mailbox_id WHERE inbox = ? AND shard = ?");
    }

    /** Part of what is stored: never to be changed. {@link String#hashCode} is specified. */
    private static int shard(String id) {
        return Math.floorMod(id.hashCode(), SHARDS);
    }

    BoundStatement saveClaim(Claim claim) {
        String id = claim.message().value();
        return Values.withoutNulls(saveClaim.bind(
                Values.octets(claim.digest()),
                claim.timestamp(),
                claim.mailboxId().map(MailboxMessageId::value).orElse(null),
                claim.inbox().value(),
                shard(id),
                id));
    }

    Optional<Claim> findClaim(InboxId inbox, MessageId message) {
        return keyspace.one(findClaim.bind(inbox.value(), shard(message.value()), message.value()))
                .filter(row -> !row.isNull("claim_digest"))
                .map(row -> new Claim(
                        inbox,
                        message,
                        Values.digest(row, "claim_digest"),
                        Values.instant(row, "claim_timestamp"),
                        Values.optionalText(row, "claim_mailbox_id").map(MailboxMessageId::new)));
    }

    /** Without its claim a message is not found by its id. */
    BoundStatement deleteClaim(InboxId inbox, MessageId message) {
        return deleteClaim.bind(inbox.value(), shard(message.value()), message.value());
    }

    /** Lets a message id lead to a thread. */
    BoundStatement lead(InboxId inbox, MessageId message, ThreadId thread) {
        return lead.bind(thread.value(), inbox.value(), shard(message.value()), message.value());
    }

    /** What is known of these ids; ids of which nothing is known are left out. */
    Map<MessageId, Pointer> findAll(InboxId inbox, Collection<MessageId> ids) {
        Map<Integer, List<String>> byShard = new HashMap<>();
        for (MessageId id : new LinkedHashSet<>(ids)) {
            byShard.computeIfAbsent(shard(id.value()), shard -> new ArrayList<>())
                    .add(id.value());
        }
        List<BoundStatement> queries = new ArrayList<>();
        byShard.forEach((shard, texts) -> queries.add(findAll.bind(inbox.value(), shard, texts)));
        Map<MessageId, Pointer> pointers = new HashMap<>();
        for (List<Row> rows : keyspace.rowsOfEach(queries)) {
            for (Row row : rows) {
                MessageId id = new MessageId(Values.text(row, "message_id"));
                pointers.put(
                        id,
                        new Pointer(
                                id,
                                Optional.ofNullable(row.getUuid("thread")).map(ThreadId::new),
                                Values.optionalInstant(row, "claim_timestamp")));
            }
        }
        return pointers;
    }

    BoundStatement insertMailboxId(Message message) {
        String id = message.mailboxId().value();
        return insertMailboxId.bind(
                message.inbox().value(),
                shard(id),
                id,
                message.timestamp(),
                message.id().value());
    }

    Optional<PageKey> findMailboxId(InboxId inbox, MailboxMessageId id) {
        return keyspace.one(findMailboxId.bind(inbox.value(), shard(id.value()), id.value()))
                .map(row -> new PageKey(Values.instant(row, "timestamp"), Values.text(row, "message_id")));
    }

    BoundStatement deleteMailboxId(Message message) {
        String id = message.mailboxId().value();
        return deleteMailboxId.bind(message.inbox().value(), shard(id), id);
    }

    /** Removes everything known of an inbox's ids. */
    void deleteAll(InboxId inbox) {
        Writes deletions = new Writes(keyspace);
        for (int shard = 0; shard < SHARDS; shard++) {
            deletions.add(deleteShard.bind(inbox.value(), shard));
            deletions.add(deleteMailboxShard.bind(inbox.value(), shard));
        }
        deletions.execute();
    }
}
