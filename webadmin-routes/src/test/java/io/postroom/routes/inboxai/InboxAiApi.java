package io.postroom.routes.inboxai;

import io.postroom.routes.v0.World;
import java.util.List;
import org.apache.james.webadmin.PublicRoutes;

/** The routes of {@code /api/v0} over a {@link World}. */
public final class InboxAiApi {
    private InboxAiApi() {}

    public static List<PublicRoutes> routes(InboxAiGate gate, World world) {
        return List.of(new DescriptionRoutes(gate), new InboxRoutes(gate, world.inboxes));
    }
}
