package io.postroom.server.numbering;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import javax.inject.Inject;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.cassandra.table.CassandraMessageModseqTable;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import reactor.core.publisher.Mono;

/** Mod-sequences of messages (RFC 7162, section 3.1), which ascend in each mailbox; that of an empty one is 1. */
final class ReservedModSeqs implements ModSeqProvider {
    private final MailboxNumbers numbers;

    @Inject
    ReservedModSeqs(CqlSession session) {
        this(new CassandraNumberTable(
                session,
                CassandraMessageModseqTable.TABLE_NAME,
                CassandraMessageModseqTable.NEXT_MODSEQ,
                ModSeq.first().asLong()));
    }

    ReservedModSeqs(NumberTable table) {
        this.numbers = new MailboxNumbers(table);
    }

    @Override
    public ModSeq nextModSeq(Mailbox mailbox) {
        return nextModSeq(mailbox.getMailboxId());
    }

    @Override
    public ModSeq nextModSeq(MailboxId mailbox) {
        return nextModSeqReactive(mailbox).blockOptional().orElseThrow();
    }

    @Override
    public Mono<ModSeq> nextModSeqReactive(MailboxId mailbox) {
        return numbers.take(mailbox, 1).map(ModSeq::of);
    }

    @Override
    public ModSeq highestModSeq(Mailbox mailbox) {
        return highestModSeq(mailbox.getMailboxId());
    }

    @Override
    public ModSeq highestModSeq(MailboxId mailbox) {
        return numbers.last(mailbox).map(ModSeq::of).blockOptional().orElseThrow();
    }

    @Override
    public Mono<ModSeq> highestModSeqReactive(Mailbox mailbox) {
        return numbers.last(mailbox.getMailboxId()).map(ModSeq::of);
    }

    void giveBack(Duration longest) {
        numbers.giveBack(longest);
    }
}
