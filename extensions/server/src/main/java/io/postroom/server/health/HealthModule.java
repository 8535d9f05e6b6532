package io.postroom.server.health;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import java.util.function.BooleanSupplier;
import org.apache.james.utils.GuiceProbe;

/** Binds the answer to "is mail accepted?" for the API's health page, and the way to a calm end for the launcher. */
public final class HealthModule extends AbstractModule {
    /** Name of the {@link BooleanSupplier} that says whether mail is accepted. */
    public static final String MAIL_ACCEPTED = "postroom.mail-accepted";

    @Override
    protected void configure() {
        bind(MailAccepted.class).in(Scopes.SINGLETON);
        bind(BooleanSupplier.class).annotatedWith(Names.named(MAIL_ACCEPTED)).to(MailAccepted.class);
        bind(ServerControl.class).in(Scopes.SINGLETON);
        Multibinder.newSetBinder(binder(), Door.class);
        Multibinder.newSetBinder(binder(), Worker.class);
        Multibinder.newSetBinder(binder(), GuiceProbe.class).addBinding().to(ServerControl.class);
    }
}
