package io.postroom.server.profile;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.events.EventListener.GroupEventListener;
import org.apache.james.events.EventListener.ReactiveGroupEventListener;
import org.apache.james.jmap.change.MailboxChangeListener;
import org.apache.james.jmap.event.PropagateLookupRightListener;

/**
 * James' listeners for JMAP, without the one that reads each message back as it arrives, to make the preview that JMAP shows. JMAP makes and
 * keeps a preview when a client asks for one that is missing: most messages are never shown by a JMAP client.
 */
final class JmapListenersModule extends AbstractModule {
    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), GroupEventListener.class)
                .addBinding()
                .to(PropagateLookupRightListener.class);
        Multibinder.newSetBinder(binder(), ReactiveGroupEventListener.class)
                .addBinding()
                .to(MailboxChangeListener.class);
    }
}
