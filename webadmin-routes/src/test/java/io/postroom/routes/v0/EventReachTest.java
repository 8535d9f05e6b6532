package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookId;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.SocketClient;
import io.postroom.routes.v0.Scenery.Who;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link PermissionMatrixTest} does for requests, for events: on the log, the WebSocket and webhooks. */
class EventReachTest {
    private static final String SECRET = "<secret@example.com>";
    private static final String OWN = "<own@example.com>";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private MailEvent deliver(InboxId inbox, String id) {
        api.world.deliver(inbox, id, "Subject", "Text");
        return api
                .world
                .eventLog
                .readAfter(api.world.inboxStore.find(inbox).orElseThrow().organization(), Position.START, 100)
                .stream()
                .map(EventLog.Entry::event)
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void eachKeyIsToldOfWhatItSees(Who who) {
        Scenery scenery = new Scenery(api);
        String key = scenery.secret(who);
        try (SocketClient socket = SocketClient.open(api.port(), "?subscribe=true", key)) {
            socket.next(); // subscribed
            Webhook webhook = webhook(key);
            MailEvent secret = deliver(scenery.home(Who.OWNER), SECRET);
            MailEvent own = deliver(scenery.home(who), OWN);

            List<String> logged = api.getAs(key, "/v0/events?limit=100").json().findValuesAsText("message_id");
            List<String> told = new ArrayList<>();
            while (!told.contains(OWN)) {
                told.add(socket.next().at("/message/message_id").asText());
            }
            assertThat(told).hasSize(who.sees() ? 2 : 1);
            assertThat(told.contains(SECRET)).isEqualTo(who.sees());
            assertThat(logged.contains(SECRET)).isEqualTo(who.sees());
            assertThat(logged).contains(OWN);
            assertThat(webhook.wants(secret)).isEqualTo(who.sees());
            assertThat(webhook.wants(own)).isTrue();
        }
    }

    private Webhook webhook(String key) {
        Reply made = api.send("POST", "/v0/webhooks", key, wish(EventType.MESSAGE_RECEIVED));
        WebhookId id = new WebhookId(made.text("webhook_id"));
        return api.world.organizationStore.list().stream()
                .flatMap(organization -> api.world.webhookStore.find(organization.id(), id).stream())
                .findFirst()
                .orElseThrow();
    }

    private static String wish(EventType type) {
        return "{\"url\":\"https://a.example\",\"event_types\":[\"" + type.wireName() + "\"]}";
    }

    /** An event is refused to a key without the permission to read what it is about, and without the one to read its label. */
    private static boolean needs(EventType type, Permission permission) {
        return type.readPermission() == permission
                || type.labelPermission().filter(permission::equals).isPresent();
    }

    @Test
    void aKeyWithoutOnePermissionIsRefusedWhatNeedsIt() {
        List<String> wrong = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            String key = api.world.key(
                    api.world.organization.id(),
                    new Scope.WholeOrganization(),
                    new Permissions.Only(EnumSet.complementOf(EnumSet.of(permission))));
            try (SocketClient socket = SocketClient.open(api.port(), "", key)) {
                for (EventType type : EventType.values()) {
                    compare(type, permission, refusals(type, key, socket), wrong);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Whether the log, a webhook and the socket refuse events of {@code type}. */
    private List<Boolean> refusals(EventType type, String key, SocketClient socket) {
        Reply log = api.getAs(key, "/v0/events?event_types=" + type.wireName());
        Reply webhook = api.send("POST", "/v0/webhooks", key, wish(type));
        JsonNode frame = socket.send("{\"type\":\"subscribe\",\"event_types\":[\"" + type.wireName() + "\"]}")
                .next();
        return List.of(
                log.status() == 403,
                webhook.status() == 403,
                !frame.path("type").asText().equals("subscribed"));
    }

    private static void compare(EventType type, Permission missing, List<Boolean> refused, List<String> wrong) {
        boolean unseen = needs(type, missing);
        List<Boolean> expected = List.of(unseen, unseen || missing == Permission.WEBHOOK_CREATE, unseen);
        if (!refused.equals(expected)) {
            wrong.add(type + " without " + missing + ": log, webhook, socket refuse " + refused);
        }
    }
}
