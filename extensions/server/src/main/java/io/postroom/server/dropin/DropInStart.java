package io.postroom.server.dropin;

import io.postroom.core.draft.ScheduledDrafts;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.metric.Metering;
import io.postroom.core.search.Indexing;
import io.postroom.james.StandardDomain;
import io.postroom.james.mailbox.MailboxSync;
import io.postroom.server.agent.RootKeyFile;
import io.postroom.webhooks.WebhookRelay;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.utils.UserDefinedStartable;

/** {@code guice.extension.startable}: what our own assembly does when James starts and stops. */
public final class DropInStart implements UserDefinedStartable {
    private final StandardDomain domain;
    private final RootKeyFile rootKey;
    private final MailboxSync mailboxes;
    private final WebhookRelay relay;
    private final ScheduledDrafts drafts;
    private final EventFeeds feeds;
    private final Metering metering;
    private final Indexing indexing;

    @Inject
    DropInStart(
            StandardDomain domain,
            RootKeyFile rootKey,
            MailboxSync mailboxes,
            WebhookRelay relay,
            ScheduledDrafts drafts,
            EventFeeds feeds,
            Metering metering,
            Indexing indexing) {
        this.domain = domain;
        this.rootKey = rootKey;
        this.mailboxes = mailboxes;
        this.relay = relay;
        this.drafts = drafts;
        this.feeds = feeds;
        this.metering = metering;
        this.indexing = indexing;
    }

    @Override
    public void start() {
        domain.makeKnown();
        rootKey.ensure();
        indexing.start();
        mailboxes.start();
        relay.start();
        drafts.start();
        feeds.start();
        metering.start();
    }

    @PreDestroy
    void stop() {
        metering.close();
        feeds.close();
        drafts.close();
        relay.close();
        indexing.close();
    }
}
