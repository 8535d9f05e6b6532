package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import io.postroom.james.access.ApiKeyAuthenticator;
import io.postroom.james.mailbox.BoundedAttachmentParser;
import io.postroom.james.mailbox.PostroomThreadIdGuessingAlgorithm;
import io.postroom.james.mailbox.ShallowMessages;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;

/** What we put in place of James' own: its threads are ours, API keys are passwords, and hostile mail does it no harm. */
public final class PostroomOverrides extends AbstractModule {
    @Override
    protected void configure() {
        bind(ApiKeyAuthenticator.class).in(Scopes.SINGLETON);
        bind(Authenticator.class).to(ApiKeyAuthenticator.class);
        bind(PostroomThreadIdGuessingAlgorithm.class).in(Scopes.SINGLETON);
        bind(ThreadIdGuessingAlgorithm.class).to(PostroomThreadIdGuessingAlgorithm.class);
        bind(BoundedAttachmentParser.class).in(Scopes.SINGLETON);
        bind(ShallowMessages.class).in(Scopes.SINGLETON);
        bind(MessageIdManager.class).to(ShallowMessages.class);
        bind(MessageParser.class).to(BoundedAttachmentParser.class);
    }
}
