package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.Recipients;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.SuppressionStore;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageParser;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.Receiver;
import io.postroom.core.send.Composer;
import io.postroom.core.send.Dispatch;
import io.postroom.core.send.FeedbackMail;
import io.postroom.core.send.Letters;
import io.postroom.core.send.LinkedFiles;
import io.postroom.core.send.Links;
import io.postroom.core.send.Outbox;
import io.postroom.core.send.Outcomes;
import io.postroom.core.send.Passages;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.send.Repeats;
import io.postroom.core.send.ReportParser;
import io.postroom.core.send.Reports;
import io.postroom.core.send.SendAllowance;
import io.postroom.core.send.SendOnce;
import io.postroom.core.send.SendRecords;
import io.postroom.core.send.Sending;
import io.postroom.core.send.Undo;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Messages;
import io.postroom.james.mime.MimeReportParser;
import io.postroom.james.send.JamesOutbox;
import io.postroom.james.send.MimeComposer;
import io.postroom.james.setting.Settings;
import java.time.Clock;

/** Sending mail, and what became of it. */
final class SendModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(MimeComposer.class).in(Scopes.SINGLETON);
        bind(Composer.class).to(MimeComposer.class);
        bind(JamesOutbox.class).in(Scopes.SINGLETON);
        bind(Outbox.class).to(JamesOutbox.class);
        bind(MimeReportParser.class).in(Scopes.SINGLETON);
        bind(ReportParser.class).to(MimeReportParser.class);
    }

    @Provides
    @Singleton
    Suppressions suppressions(SuppressionStore store) {
        return new Suppressions(store);
    }

    @Provides
    @Singleton
    RefusedRecipients refusedRecipients(Suppressions suppressions, ListRules rules) {
        return new RefusedRecipients(suppressions, rules);
    }

    @Provides
    @Singleton
    FeedbackMail feedbackMail(DomainRights domains) {
        return new FeedbackMail(domains);
    }

    @Provides
    @Singleton
    Reports reports(ReportParser parser, MessageStore store, Outcomes outcomes) {
        return new Reports(parser, store, outcomes);
    }

    @Provides
    @Singleton
    Letters letters(Composer composer, Settings settings) {
        return new Letters(composer, settings.octets("mail.max-message-size"));
    }

    @Provides
    @Singleton
    Dispatch dispatch(Letters letters, Receiver receiver, Outbox outbox, Links links, SendAllowance allowance) {
        return new Dispatch(letters, receiver, outbox, links, allowance);
    }

    @Provides
    @Singleton
    Links links(LinkedFiles files, Clock clock) {
        return new Links(files, clock);
    }

    @Provides
    @Singleton
    Sending sending(
            Inboxes inboxes,
            DomainRights domains,
            RefusedRecipients refused,
            Messages messages,
            MessageParser parser,
            Dispatch dispatch,
            SendOnce once,
            Repeats repeats,
            Recipients recipients) {
        return new Sending(inboxes, domains, refused, messages, parser, dispatch, once, repeats, recipients);
    }

    @Provides
    @Singleton
    Repeats repeats(Clock clock) {
        return new Repeats(clock);
    }

    @Provides
    @Singleton
    SendOnce once(SendRecords records, Clock clock) {
        return new SendOnce(records, clock);
    }

    @Provides
    @Singleton
    Passages passages(IdempotencyStore uses) {
        return new Passages(uses);
    }

    @Provides
    @Singleton
    Undo undo(
            Inboxes service,
            InboxStore inboxes,
            MessageStore store,
            Mailboxes mailboxes,
            Passages passages,
            KeyedLocks locks,
            Clock clock) {
        return new Undo(service, inboxes, store, mailboxes, passages, locks, clock);
    }

    @Provides
    @Singleton
    Outcomes outcomes(
            InboxStore inboxes,
            MessageStore store,
            Mailboxes mailboxes,
            Suppressions suppressions,
            RefusedRecipients refused,
            EventLog log,
            EventSignal signal,
            KeyedLocks locks,
            Clock clock) {
        return new Outcomes(inboxes, store, mailboxes, suppressions, refused, log, signal, locks, clock);
    }
}
