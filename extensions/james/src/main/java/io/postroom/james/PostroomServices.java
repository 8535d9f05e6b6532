package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.OptionalBinder;
import io.postroom.core.account.ApiKeyStore;
import io.postroom.core.event.EventSignal;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.inbox.MailAccounts;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageParser;
import io.postroom.core.receive.Rebuild;
import io.postroom.james.access.MailLogin;
import io.postroom.james.mailbox.JamesMailAccounts;
import io.postroom.james.mailbox.JamesMailboxes;
import io.postroom.james.mailbox.MailboxFollower;
import io.postroom.james.mailbox.MailboxSync;
import io.postroom.james.mailbox.StoredCounters;
import io.postroom.james.mime.MimeMessageParser;
import io.postroom.james.rebuild.JamesRebuild;
import io.postroom.james.scan.ScanModule;
import io.postroom.james.setting.Settings;
import io.postroom.james.trust.TrustModule;

/**
 * Core and its ports over James; nothing starts by itself.
 *
 * <p>Wants from others: the stores of core ({@link ApiKeyStore} and its like), {@link Settings}, {@link java.time.Clock} and the
 * installation's {@link io.postroom.core.secret.MasterKey}, {@link io.postroom.core.send.LinkedFiles}, a
 * {@link io.postroom.core.search.SearchIndex} and a {@link io.postroom.core.verify.ChallengePage}. Stores of messages tell the set of {@link io.postroom.core.thread.RowWatch}.
 */
public final class PostroomServices extends AbstractModule {
    @Override
    protected void configure() {
        install(new CoreModule());
        install(new ListModule());
        install(new VerificationModule());
        install(new SendModule());
        install(new SignUpModule());
        install(new DraftModule());
        install(new DomainModule());
        install(new EventModule());
        install(new MetricModule());
        install(new SearchModule());
        install(new ScanModule());
        install(new PolicyModule());
        install(new TrustModule());
        bind(MimeMessageParser.class).in(Scopes.SINGLETON);
        bind(MessageParser.class).to(MimeMessageParser.class);
        bind(JamesMailboxes.class).in(Scopes.SINGLETON);
        bind(Mailboxes.class).to(JamesMailboxes.class);
        bind(JamesMailAccounts.class).in(Scopes.SINGLETON);
        bind(MailAccounts.class).to(JamesMailAccounts.class);
        bind(LocalEventSignal.class).in(Scopes.SINGLETON);
        bind(EventSignal.class).to(LocalEventSignal.class);
        bind(MailLogin.class).in(Scopes.SINGLETON);
        bind(MailboxFollower.class).in(Scopes.SINGLETON);
        bind(MailboxSync.class).in(Scopes.SINGLETON);
        OptionalBinder.newOptionalBinder(binder(), StoredCounters.class)
                .setDefault()
                .toInstance(StoredCounters.NONE);
        bind(JamesRebuild.class).in(Scopes.SINGLETON);
        bind(Rebuild.class).to(JamesRebuild.class);
    }
}
