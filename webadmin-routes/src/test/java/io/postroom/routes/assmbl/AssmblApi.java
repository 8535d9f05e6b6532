package io.postroom.routes.assmbl;

import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.Tokens;
import io.postroom.core.webhook.MailNotices;
import io.postroom.core.webhook.NoticeRules;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.routes.Downloads;
import io.postroom.routes.v0.World;
import java.util.List;
import org.apache.james.webadmin.PublicRoutes;

/** The routes of Assmbl's dialect over a {@link World}. */
public final class AssmblApi {
    private AssmblApi() {}

    public static List<PublicRoutes> routes(AssmblGate gate, World world, Downloads downloads) {
        WebhookChanges changes = new WebhookChanges(world.webhookStore);
        Seal seal = new Seal(new MasterKey(new byte[MasterKey.OCTETS])); // as that of the world
        MailNotices notices = new MailNotices(world.webhookStore, changes, seal, new Tokens(), world.clock);
        NoticeRules rules = new NoticeRules(world.webhookStore, changes, seal, new Tokens(), world.clock);
        return List.of(
                new DescriptionRoutes(gate),
                new MailRoutes(gate, world.messages, world.searching),
                new AttachmentRoutes(gate, world.messages, downloads),
                new SendRoutes(gate, world.sending),
                new WebhookRoutes(gate, notices),
                new NotificationRoutes(gate, rules));
    }
}
