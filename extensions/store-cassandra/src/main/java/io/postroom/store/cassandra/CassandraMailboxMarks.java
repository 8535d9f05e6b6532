package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.postroom.core.account.InboxId;
import io.postroom.core.receive.MailboxMark;
import io.postroom.core.receive.MailboxMarks;
import java.util.ArrayList;
import java.util.List;

/** Marks in table {@code mailbox_mark}, an inbox's in one partition. Thread-safe. */
public final class CassandraMailboxMarks implements MailboxMarks {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement list;
    private final PreparedStatement save;
    private final PreparedStatement delete;

    public CassandraMailboxMarks(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        list = keyspace.prepare("SELECT * FROM {keyspace}.mailbox_mark WHERE inbox = ?");
        save = keyspace.prepare("INSERT INTO {keyspace}.mailbox_mark (inbox, mailbox, mod_seq, next_uid, messages)"
                + " VALUES (?, ?, ?, ?, ?)");
        delete = keyspace.prepare("DELETE FROM {keyspace}.mailbox_mark WHERE inbox = ? AND mailbox = ?");
    }

    @Override
    public List<MailboxMark> list(InboxId inbox) {
        List<MailboxMark> marks = new ArrayList<>();
        keyspace.rows(list.bind(inbox.value()))
                .forEach(row -> marks.add(new MailboxMark(
                        Values.text(row, "mailbox"),
                        row.getLong("mod_seq"),
                        row.getLong("next_uid"),
                        row.getLong("messages"))));
        return List.copyOf(marks);
    }

    @Override
    public void save(InboxId inbox, MailboxMark mark) {
        keyspace.execute(save.bind(inbox.value(), mark.mailbox(), mark.modSeq(), mark.nextUid(), mark.messages()));
    }

    @Override
    public void delete(InboxId inbox, String mailbox) {
        keyspace.execute(delete.bind(inbox.value(), mailbox));
    }
}
