package io.postroom.routes.assmbl;

import java.util.List;
import org.apache.james.webadmin.PublicRoutes;

/** What Assmbl's dialect consists of. */
public final class Assmbl {
    /** In the order in which they are asked. */
    public static final List<Class<? extends PublicRoutes>> ROUTES = List.of(
            DescriptionRoutes.class,
            MailRoutes.class,
            AttachmentRoutes.class,
            SendRoutes.class,
            WebhookRoutes.class,
            NotificationRoutes.class);

    private Assmbl() {}
}
