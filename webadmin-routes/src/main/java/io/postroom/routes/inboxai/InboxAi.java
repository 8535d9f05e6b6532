package io.postroom.routes.inboxai;

import java.util.List;
import org.apache.james.webadmin.PublicRoutes;

/** What InboxAI's dialect consists of. */
public final class InboxAi {
    /** In the order in which they are asked. */
    public static final List<Class<? extends PublicRoutes>> ROUTES = List.of(
            DescriptionRoutes.class,
            OrganizationRoutes.class,
            InboxRoutes.class,
            MessageRoutes.class,
            SendRoutes.class,
            ThreadRoutes.class,
            DomainRoutes.class,
            WebhookRoutes.class,
            ApiKeyRoutes.class);

    private InboxAi() {}
}
