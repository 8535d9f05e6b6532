package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.Recipients;
import io.postroom.core.draft.DraftChanges;
import io.postroom.core.draft.DraftEditing;
import io.postroom.core.draft.DraftMails;
import io.postroom.core.draft.DraftSending;
import io.postroom.core.draft.DraftStore;
import io.postroom.core.draft.Drafts;
import io.postroom.core.draft.ScheduledDrafts;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageParser;
import io.postroom.core.send.Composing;
import io.postroom.core.send.Dispatch;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Links;
import io.postroom.core.send.PreparedSending;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.send.Repeats;
import io.postroom.core.send.SendOnce;
import io.postroom.core.thread.Messages;
import java.time.Clock;

/** Drafts, and the clock that sends those whose time has come. */
final class DraftModule extends AbstractModule {
    @Provides
    @Singleton
    Composing composing(Messages messages, MessageParser parser, Letters letters, Links links, Recipients recipients) {
        return new Composing(messages, parser, letters, links, recipients);
    }

    @Provides
    @Singleton
    DraftMails mails(Letters letters, MessageParser parser) {
        return new DraftMails(letters, parser);
    }

    @Provides
    @Singleton
    DraftChanges changes(
            InboxStore inboxes,
            DraftStore store,
            Mailboxes mailboxes,
            DraftMails mails,
            KeyedLocks locks,
            Clock clock) {
        return new DraftChanges(inboxes, store, mailboxes, mails, locks, clock);
    }

    @Provides
    @Singleton
    Drafts drafts(Inboxes inboxes, DraftStore store, Mailboxes mailboxes, DraftMails mails, DraftChanges changes) {
        return new Drafts(inboxes, store, mailboxes, mails, changes);
    }

    @Provides
    @Singleton
    DraftEditing editing(
            Inboxes inboxes,
            DraftStore store,
            Drafts drafts,
            Mailboxes mailboxes,
            DraftMails mails,
            Composing composing,
            KeyedLocks locks,
            Clock clock) {
        return new DraftEditing(inboxes, store, drafts, mailboxes, mails, composing, locks, clock);
    }

    @Provides
    @Singleton
    PreparedSending preparedSending(DomainRights domains, RefusedRecipients refused, Dispatch dispatch, SendOnce once) {
        return new PreparedSending(domains, refused, dispatch, once);
    }

    @Provides
    @Singleton
    DraftSending sending(
            Inboxes inboxes,
            InboxStore inboxStore,
            OrganizationStore organizations,
            DraftStore store,
            Drafts drafts,
            Mailboxes mailboxes,
            PreparedSending sending,
            Repeats repeats,
            KeyedLocks locks,
            Clock clock) {
        return new DraftSending(
                inboxes, inboxStore, organizations, store, drafts, mailboxes, sending, repeats, locks, clock);
    }

    @Provides
    @Singleton
    ScheduledDrafts scheduled(DraftStore store, DraftSending sending, Clock clock) {
        return new ScheduledDrafts(store, sending, clock);
    }
}
