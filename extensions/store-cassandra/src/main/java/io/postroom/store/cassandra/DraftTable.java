package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.draft.Draft;
import io.postroom.core.draft.DraftId;
import io.postroom.core.draft.DraftKind;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageOutline;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of table {@code draft}, written by conditional statements only. Thread-safe. */
final class DraftTable {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement delete;
    private final PreparedStatement find;

    DraftTable(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        insert = keyspace.prepareConditional("INSERT INTO {keyspace}.draft (organization, pod, inbox, client_id, kind,"
                + " about, mailbox_id, replaced, labels, envelope, preview, attachments, malformed, schedule, version,"
                + " created_at, updated_at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " IF NOT EXISTS");
        update = keyspace.prepareConditional("UPDATE {keyspace}.draft SET organization = ?, pod = ?, inbox = ?,"
                + " client_id = ?, kind = ?, about = ?, mailbox_id = ?, replaced = ?, labels = ?, envelope = ?,"
                + " preview = ?, attachments = ?, malformed = ?, schedule = ?, version = ?, created_at = ?,"
                + " updated_at = ? WHERE id = ? IF version = ?");
        delete = keyspace.prepareConditional("DELETE FROM {keyspace}.draft WHERE id = ? IF version = ?");
        find = keyspace.prepare("SELECT * FROM {keyspace}.draft WHERE id = ?");
    }

    boolean insert(Draft draft) {
        return keyspace.execute(Values.withoutNulls(insert.bind(values(draft)))).wasApplied();
    }

    boolean update(Draft draft, long before) {
        @Nullable Object[] values = values(draft);
        @Nullable Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = before;
        return keyspace.execute(update.bind(all)).wasApplied();
    }

    boolean delete(Draft draft) {
        return keyspace.execute(delete.bind(draft.id().value(), draft.version()))
                .wasApplied();
    }

    private static @Nullable Object[] values(Draft draft) {
        MessageOutline outline = draft.outline();
        return new @Nullable Object[] {
            draft.organization().value(),
            draft.pod().value(),
            draft.inbox().value(),
            draft.clientId().map(ClientId::value).orElse(null),
            kind(draft.kind()),
            about(draft.kind()),
            draft.mailboxId().value(),
            draft.replaced().map(MailboxMessageId::value).orElse(null),
            new HashSet<>(draft.ownLabels().texts()),
            Json.write(EnvelopeJson.of(outline.envelope())),
            outline.preview().orElse(null),
            AttachmentsJson.write(outline.attachments()),
            outline.malformed(),
            Json.write(ScheduleJson.of(draft.schedule())),
            draft.version(),
            draft.createdAt(),
            draft.updatedAt(),
            draft.id().value()
        };
    }

    private static String kind(DraftKind kind) {
        if (kind instanceof DraftKind.Reply) {
            return "reply";
        }
        return kind instanceof DraftKind.Forward ? "forward" : "plain";
    }

    private static @Nullable String about(DraftKind kind) {
        if (kind instanceof DraftKind.Reply reply) {
            return reply.answered().value();
        }
        return kind instanceof DraftKind.Forward forward ? forward.forwarded().value() : null;
    }

    Optional<Draft> find(DraftId id) {
        return keyspace.one(find.bind(id.value())).map(DraftTable::draft);
    }

    /** In the order of the ids. */
    List<Optional<Draft>> findAll(List<DraftId> ids) {
        List<BoundStatement> statements =
                ids.stream().map(id -> find.bind(id.value())).toList();
        return keyspace.rowsOfEach(statements).stream()
                .map(rows -> rows.stream().findFirst().map(DraftTable::draft))
                .toList();
    }

    private static Draft draft(Row row) {
        return new Draft(
                new DraftId(Values.uuid(row, "id")),
                new OrganizationId(Values.uuid(row, "organization")),
                new PodId(Values.uuid(row, "pod")),
                new InboxId(Values.text(row, "inbox")),
                Values.optionalText(row, "client_id").map(ClientId::new),
                kind(row),
                new MailboxMessageId(Values.text(row, "mailbox_id")),
                Values.optionalText(row, "replaced").map(MailboxMessageId::new),
                Labels.parse(Values.texts(row, "labels")),
                new MessageOutline(
                        Json.read(Values.text(row, "envelope"), EnvelopeJson.class)
                                .toEnvelope(),
                        Values.optionalText(row, "preview"),
                        AttachmentsJson.read(row.getString("attachments")),
                        row.getBoolean("malformed")),
                Json.read(Values.text(row, "schedule"), ScheduleJson.class).toSchedule(),
                row.getLong("version"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"));
    }

    private static DraftKind kind(Row row) {
        return switch (Values.text(row, "kind")) {
            case "plain" -> DraftKind.PLAIN;
            case "reply" -> new DraftKind.Reply(new MessageId(Values.text(row, "about")));
            case "forward" -> new DraftKind.Forward(new MessageId(Values.text(row, "about")));
            default -> throw new IllegalStateException("unknown kind of a draft");
        };
    }
}
