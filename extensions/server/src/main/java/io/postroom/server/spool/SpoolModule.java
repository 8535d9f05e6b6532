package io.postroom.server.spool;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.apache.james.mailetcontainer.api.MailProcessor;

/** Overrides what the spooler hands its mails to. */
public final class SpoolModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(PatientMailProcessor.class).in(Scopes.SINGLETON);
        bind(MailProcessor.class).to(PatientMailProcessor.class);
    }
}
