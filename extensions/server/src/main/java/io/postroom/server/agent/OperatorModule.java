package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.postroom.routes.QuietRequestLogger;
import io.postroom.routes.operator.DeliveryRoutes;
import io.postroom.routes.operator.MailDomainRoutes;
import io.postroom.routes.operator.OrganizationRoutes;
import io.postroom.routes.operator.RebuildRoutes;
import io.postroom.routes.operator.SuppressionRoutes;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.mdc.RequestLogger;

/** What the operator may do, inside James' WebAdmin and behind its authentication. */
public final class OperatorModule extends AbstractModule {
    @Override
    protected void configure() {
        Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
        routes.addBinding().to(OrganizationRoutes.class);
        routes.addBinding().to(RebuildRoutes.class);
        routes.addBinding().to(DeliveryRoutes.class);
        routes.addBinding().to(SuppressionRoutes.class);
        routes.addBinding().to(MailDomainRoutes.class);
        Multibinder.newSetBinder(binder(), RequestLogger.class).addBinding().to(QuietRequestLogger.class);
    }
}
