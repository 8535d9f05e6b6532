package io.postroom.server.numbering;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import org.apache.james.mailbox.store.mail.UidProvider;

/** In place of James' providers, which make two conditional writes for each message. */
public final class NumberingModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(ReservedUids.class).in(Scopes.SINGLETON);
        bind(ReservedModSeqs.class).in(Scopes.SINGLETON);
        bind(UidProvider.class).to(ReservedUids.class);
        bind(ModSeqProvider.class).to(ReservedModSeqs.class);
        bind(UnusedNumbers.class).asEagerSingleton();
    }
}
