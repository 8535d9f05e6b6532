package io.postroom.server.numbering;

import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.bindMarker;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.insertInto;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.selectFrom;
import static com.datastax.oss.driver.api.querybuilder.QueryBuilder.update;
import static com.datastax.oss.driver.api.querybuilder.relation.Relation.column;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.backends.cassandra.init.configuration.JamesExecutionProfiles;
import org.apache.james.backends.cassandra.utils.CassandraAsyncExecutor;
import org.apache.james.mailbox.cassandra.ids.CassandraId;
import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** One of James' two tables of numbers, written as James writes it: by conditional statements only. */
final class CassandraNumberTable implements NumberTable {
    private static final CqlIdentifier MAILBOX = CqlIdentifier.fromCql("mailboxId");
    private static final String EXPECTED = "expected";
    private static final int REPETITIONS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    private final CassandraAsyncExecutor executor;
    private final DriverExecutionProfile serial;
    private final CqlIdentifier number;
    private final long beforeFirst;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement change;

    /**
     * @param table with the column {@code mailboxId}
     * @param number its other column, the last number reserved
     * @param beforeFirst what is the last number reserved where there is no row
     */
    CassandraNumberTable(CqlSession session, String table, CqlIdentifier number, long beforeFirst) {
        this.executor = new CassandraAsyncExecutor(session);
        this.serial = JamesExecutionProfiles.getLWTProfile(session);
        this.number = number;
        this.beforeFirst = beforeFirst;
        this.select = session.prepare(selectFrom(table)
                .column(number)
                .where(column(MAILBOX).isEqualTo(bindMarker(MAILBOX)))
                .build());
        this.insert = session.prepare(insertInto(table)
                .value(MAILBOX, bindMarker(MAILBOX))
                .value(number, bindMarker(number))
                .ifNotExists()
                .build());
        this.change = session.prepare(update(table)
                .setColumn(number, bindMarker(number))
                .where(column(MAILBOX).isEqualTo(bindMarker(MAILBOX)))
                .ifColumn(number)
                .isEqualTo(bindMarker(EXPECTED))
                .build());
    }

    /** The number of another one came first, or a write of before was still to be finished. */
    private static final class ReservedByAnother extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public Mono<Long> last(MailboxId mailbox) {
        return find(mailbox).map(found -> found.orElse(beforeFirst));
    }

    /** Serial, so that it sees what a conditional write whose answer was lost has come to. */
    private Mono<Optional<Long>> find(MailboxId mailbox) {
        BoundStatement statement = select.bind().setUuid(MAILBOX, uuid(mailbox)).setExecutionProfile(serial);
        return executor.executeSingleRowOptional(statement).map(row -> row.map(found -> found.getLong(number)));
    }

    /** A write whose outcome is not known is repeated with what is there then: at worst its numbers are skipped. */
    @Override
    public Mono<NumberRange> reserve(MailboxId mailbox, int count) {
        return find(mailbox)
                .flatMap(found -> {
                    NumberRange range = new NumberRange(found.orElse(beforeFirst), found.orElse(beforeFirst) + count);
                    return executor.executeReturnApplied(
                                    found.isPresent() ? change(mailbox, range) : insert(mailbox, range))
                            .filter(applied -> applied)
                            .switchIfEmpty(Mono.error(ReservedByAnother::new))
                            .thenReturn(range);
                })
                .retryWhen(Retry.backoff(REPETITIONS, FIRST_PAUSE)
                        .onRetryExhaustedThrow((attempts, last) -> last.failure()));
    }

    private BoundStatement insert(MailboxId mailbox, NumberRange range) {
        return insert.bind().setUuid(MAILBOX, uuid(mailbox)).setLong(number, range.last());
    }

    private BoundStatement change(MailboxId mailbox, NumberRange range) {
        return change.bind()
                .setUuid(MAILBOX, uuid(mailbox))
                .setLong(number, range.last())
                .setLong(EXPECTED, range.after());
    }

    @Override
    public Mono<Void> giveBack(MailboxId mailbox, NumberRange unused) {
        return executor.executeVoid(change(mailbox, new NumberRange(unused.last(), unused.after())));
    }

    private static UUID uuid(MailboxId mailbox) {
        return ((CassandraId) mailbox).asUuid();
    }
}
