package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.core.account.AccessSignal;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.Events;
import io.postroom.core.verify.ChallengePage;
import io.postroom.james.setting.Settings;
import io.postroom.routes.ApiServer;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.ConnectionLimits;
import io.postroom.routes.Dialect;
import io.postroom.routes.Entrance;
import io.postroom.routes.ErrorDialects;
import io.postroom.routes.EventTexts;
import io.postroom.routes.HealthRoutes;
import io.postroom.routes.PublicUrl;
import io.postroom.routes.assmbl.Assmbl;
import io.postroom.routes.assmbl.AssmblErrors;
import io.postroom.routes.inboxai.InboxAi;
import io.postroom.routes.inboxai.InboxAiErrors;
import io.postroom.routes.socket.EventSockets;
import io.postroom.routes.v0.AgentIdRoutes;
import io.postroom.routes.v0.AgentRoutes;
import io.postroom.routes.v0.ApiKeyRoutes;
import io.postroom.routes.v0.AuthRoutes;
import io.postroom.routes.v0.DocsRoutes;
import io.postroom.routes.v0.DomainRoutes;
import io.postroom.routes.v0.DownloadRoutes;
import io.postroom.routes.v0.DraftRoutes;
import io.postroom.routes.v0.EventRoutes;
import io.postroom.routes.v0.InboxEventRoutes;
import io.postroom.routes.v0.InboxRoutes;
import io.postroom.routes.v0.ListRoutes;
import io.postroom.routes.v0.MessageRoutes;
import io.postroom.routes.v0.MetricRoutes;
import io.postroom.routes.v0.OrganizationRoutes;
import io.postroom.routes.v0.PodRoutes;
import io.postroom.routes.v0.RefusalRoutes;
import io.postroom.routes.v0.SendRoutes;
import io.postroom.routes.v0.ThreadRoutes;
import io.postroom.routes.v0.TrustPolicyRoutes;
import io.postroom.routes.v0.V0Errors;
import io.postroom.routes.v0.VerifiedSenderRoutes;
import io.postroom.routes.v0.WaitRoutes;
import io.postroom.routes.v0.WebhookDeliveryRoutes;
import io.postroom.routes.v0.WebhookRoutes;
import io.postroom.routes.verify.VerificationRoutes;
import io.postroom.server.health.Door;
import io.postroom.server.launch.Ports;
import io.postroom.server.wire.ServerTls;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.apache.james.webadmin.PublicRoutes;

/** The API on its own port. */
public final class ApiModule extends AbstractModule {
    /** Those of {@code /v0} and for browsers, in the order in which they are asked. */
    private static final List<Class<? extends PublicRoutes>> ROUTES = List.of(
            HealthRoutes.class,
            DocsRoutes.class,
            AuthRoutes.class,
            OrganizationRoutes.class,
            PodRoutes.class,
            DownloadRoutes.class,
            InboxRoutes.class,
            WaitRoutes.class,
            InboxEventRoutes.class,
            MessageRoutes.class,
            SendRoutes.class,
            DraftRoutes.class,
            ThreadRoutes.class,
            ApiKeyRoutes.class,
            WebhookRoutes.class,
            WebhookDeliveryRoutes.class,
            EventRoutes.class,
            ListRoutes.class,
            VerifiedSenderRoutes.class,
            TrustPolicyRoutes.class,
            RefusalRoutes.class,
            DomainRoutes.class,
            MetricRoutes.class,
            AgentRoutes.class,
            AgentIdRoutes.class,
            VerificationRoutes.class);

    @Override
    protected void configure() {
        Multibinder<PublicRoutes> routes = Multibinder.newSetBinder(binder(), PublicRoutes.class, OfTheApi.class);
        ROUTES.forEach(type -> routes.addBinding().to(type));
        InboxAi.ROUTES.forEach(type -> routes.addBinding().to(type));
        Assmbl.ROUTES.forEach(type -> routes.addBinding().to(type));
        bind(EventTexts.class).in(Scopes.SINGLETON);
        Multibinder.newSetBinder(binder(), Door.class).addBinding().to(ApiDoor.class);
    }

    @Provides
    @Singleton
    PublicUrl publicUrl(Settings settings, Ports ports, Optional<ServerTls> tls) {
        String configured = settings.text("http.public-url").replaceFirst("/+$", "");
        String here = (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + ports.api();
        String origin = configured.isEmpty() ? here : configured;
        return () -> origin;
    }

    @Provides
    @Singleton
    ChallengePage challengePage(PublicUrl publicUrl) {
        return token -> publicUrl.origin() + VerificationRoutes.PATH + token;
    }

    @Provides
    @Singleton
    EventSockets sockets(
            Settings settings,
            ApiKeys keys,
            Entrance entrance,
            ClientAddresses clients,
            Events events,
            EventLog log,
            EventFeeds feeds,
            EventTexts texts,
            V0Errors errors,
            AccessSignal access,
            Clock clock) {
        EventSockets.Parts parts =
                new EventSockets.Parts(keys, entrance, clients, events, log, feeds, texts, errors, clock);
        return new EventSockets(parts, access, settings.integer("api.sockets"));
    }

    @Provides
    @Singleton
    ErrorDialects errors(V0Errors v0, InboxAiErrors inboxAi, AssmblErrors assmbl) {
        return new ErrorDialects(v0, Map.of(Dialect.INBOX_AI, inboxAi, Dialect.ASSMBL, assmbl));
    }

    @Provides
    @Singleton
    ApiDoor door(
            Settings settings,
            ConnectionLimits limits,
            Optional<ServerTls> tls,
            Ports ports,
            @OfTheApi Set<PublicRoutes> routes,
            ErrorDialects errors,
            EventSockets sockets,
            EventFeeds feeds) {
        ApiServer.Listening listening = new ApiServer.Listening(
                settings.text("listen.address"),
                ports.api(),
                settings.integer("api.threads"),
                limits,
                tls.map(ServerTls::context),
                settings.duration("http.strict-transport"));
        return new ApiDoor(new ApiServer(listening, List.copyOf(routes), errors, sockets), feeds);
    }

    @ProvidesIntoSet
    InitializationOperation open(ApiDoor door) {
        return InitilizationOperationBuilder.forClass(ApiDoor.class).init(door::open);
    }
}
