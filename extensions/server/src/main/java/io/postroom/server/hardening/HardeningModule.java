package io.postroom.server.hardening;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.apache.james.imapserver.netty.IMAPServerFactory;
import org.apache.james.util.html.HtmlTextExtractor;
import org.apache.james.util.mime.MessageContentExtractor;

/** Puts our bounded parts in the place of James' own; belongs to the overrides of a profile. */
public final class HardeningModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(IMAPServerFactory.class).to(GuardedImapServerFactory.class);
        bind(GuardedImapServerFactory.class).in(Scopes.SINGLETON);
        bind(HtmlTextExtractor.class).to(BoundedHtmlText.class);
        bind(BoundedHtmlText.class).in(Scopes.SINGLETON);
        bind(MessageContentExtractor.class).to(LinearContentExtractor.class);
        bind(LinearContentExtractor.class).in(Scopes.SINGLETON);
    }
}
