package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/**
 * Core and its ports over James, in one injector with James, started and stopped with it.
 *
 * <p>Wants from others what {@link PostroomServices} wants.
 */
public final class PostroomModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new PostroomServices());
    }

    @ProvidesIntoSet
    InitializationOperation standardDomain(StandardDomain standard) {
        return InitilizationOperationBuilder.forClass(StandardDomain.class).init(standard::makeKnown);
    }
}
