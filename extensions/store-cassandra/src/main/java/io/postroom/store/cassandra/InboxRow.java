package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.Inbox;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of table {@code inbox}.
 *
 * @param ready whether the inbox exists; if not, its creation was begun and has not ended
 * @param begunAt when its creation was begun
 */
record InboxRow(Inbox inbox, boolean ready, Instant begunAt) {
    static InboxRow of(Row row) {
        Inbox inbox = new Inbox(
                new InboxId(Values.text(row, "id")),
                new OrganizationId(Values.uuid(row, "organization")),
                new PodId(Values.uuid(row, "pod")),
                Values.optionalText(row, "display_name"),
                Values.optionalText(row, "client_id").map(ClientId::new),
                MetadataJson.read(row.getString("metadata")),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"));
        return new InboxRow(inbox, row.getBoolean("ready"), Values.instant(row, "begun_at"));
    }

    /** Whether it is the one inbox of this client id in this organisation, or may become it. */
    boolean isNamed(OrganizationId organization, Optional<ClientId> clientId) {
        return clientId.isPresent()
                && inbox.organization().equals(organization)
                && inbox.clientId().equals(clientId);
    }
}
