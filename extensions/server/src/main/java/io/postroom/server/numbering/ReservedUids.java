package io.postroom.server.numbering;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.inject.Inject;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.cassandra.table.CassandraMessageUidTable;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.UidProvider;
import reactor.core.publisher.Mono;

/** UIDs of messages (RFC 3501, section 2.3.1.1), which ascend in each mailbox from 1. */
final class ReservedUids implements UidProvider {
    private static final long BEFORE_FIRST = 0;

    private final MailboxNumbers numbers;

    @Inject
    ReservedUids(CqlSession session) {
        this(new CassandraNumberTable(
                session, CassandraMessageUidTable.TABLE_NAME, CassandraMessageUidTable.NEXT_UID, BEFORE_FIRST));
    }

    ReservedUids(NumberTable table) {
        this.numbers = new MailboxNumbers(table);
    }

    @Override
    public MessageUid nextUid(Mailbox mailbox) {
        return nextUid(mailbox.getMailboxId());
    }

    @Override
    public MessageUid nextUid(MailboxId mailbox) {
        return nextUidReactive(mailbox).blockOptional().orElseThrow();
    }

    @Override
    public Mono<MessageUid> nextUidReactive(MailboxId mailbox) {
        return numbers.take(mailbox, 1).map(MessageUid::of);
    }

    @Override
    public Mono<List<MessageUid>> nextUids(MailboxId mailbox, int count) {
        return numbers.take(mailbox, count)
                .map(last -> LongStream.rangeClosed(last - count + 1, last)
                        .mapToObj(MessageUid::of)
                        .toList());
    }

    @Override
    public Optional<MessageUid> lastUid(Mailbox mailbox) {
        return lastUidReactive(mailbox).blockOptional().orElseThrow();
    }

    @Override
    public Mono<Optional<MessageUid>> lastUidReactive(Mailbox mailbox) {
        return numbers.last(mailbox.getMailboxId())
                .map(last -> last == BEFORE_FIRST ? Optional.empty() : Optional.of(MessageUid.of(last)));
    }

    void giveBack(Duration longest) {
        numbers.giveBack(longest);
    }
}
