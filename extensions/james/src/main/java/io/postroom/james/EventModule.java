package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.PodStore;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.event.Events;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageParser;
import io.postroom.core.signal.OwnNames;

/** Those of core's services that read the event log. The feeds are not started. */
final class EventModule extends AbstractModule {
    @Provides
    @Singleton
    EventFields fields(Mailboxes mailboxes, MessageParser parser, OwnNames names) {
        return new EventFields(mailboxes, parser, names);
    }

    @Provides
    @Singleton
    Events events(EventLog log, PodStore pods, InboxStore inboxes) {
        return new Events(log, pods, inboxes);
    }

    @Provides
    @Singleton
    EventFeeds feeds(EventLog log, EventSignal signal) {
        return new EventFeeds(log, signal);
    }
}
