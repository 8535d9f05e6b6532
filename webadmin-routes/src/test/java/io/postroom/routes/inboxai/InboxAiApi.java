package io.postroom.routes.inboxai;

import io.postroom.routes.Downloads;
import io.postroom.routes.v0.World;
import java.util.List;
import org.apache.james.webadmin.PublicRoutes;

/** The routes of {@code /api/v0} over a {@link World}. */
public final class InboxAiApi {
    private InboxAiApi() {}

    public static List<PublicRoutes> routes(InboxAiGate gate, World world, Downloads downloads) {
        return List.of(
                new DescriptionRoutes(gate),
                new OrganizationRoutes(gate, world.inboxes, world.domains),
                new InboxRoutes(gate, world.inboxes),
                new MessageRoutes(gate, world.messages, world.searching, downloads),
                new SendRoutes(gate, world.sending),
                new ThreadRoutes(gate, world.threads, world.searching),
                new DomainRoutes(gate, world.domains),
                new WebhookRoutes(gate, world.webhooks),
                new ApiKeyRoutes(gate, world.keys));
    }
}
