package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.domain.Domain;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.message.Message;
import io.postroom.core.verify.SenderAddress;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.WebhookId;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Client.Text;
import io.postroom.routes.Dialect;
import io.postroom.routes.assmbl.AssmblWords;
import io.postroom.routes.inboxai.InboxAiWords;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An inbox with one of everything in it, in a pod of an organisation, and around it whoever might want to look at it. There can be many of
 * these in one world.
 */
final class Scenery {
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    /** Whose key asks. */
    enum Who {
        /** The whole organisation. */
        OWNER(true),
        /** The pod of the inbox. */
        OWN_POD(true),
        /** The inbox itself. */
        OWN_INBOX(true),
        /** Another inbox of the pod. */
        SIBLING(false),
        /** Another pod of the organisation. */
        OTHER_POD(false),
        /** Another organisation. */
        STRANGER(false),
        /** An inbox of another organisation. */
        STRANGE_INBOX(false);

        private final boolean sees;

        Who(boolean sees) {
            this.sees = sees;
        }

        /** Whether the inbox and what is in it is within reach. */
        boolean sees() {
            return sees;
        }

        boolean isAnInbox() {
            return this == OWN_INBOX || this == SIBLING || this == STRANGE_INBOX;
        }

        boolean isWholeOrganization() {
            return this == OWNER || this == STRANGER;
        }
    }

    private final Map<String, String> ids = new HashMap<>();
    private final Map<Who, String> secrets = new EnumMap<>(Who.class);
    private final Map<Who, InboxId> homes = new EnumMap<>(Who.class);
    private Scope inboxScope = new Scope.WholeOrganization();

    Scenery(Api api) {
        World world = api.world;
        PodId pod = pod(world, world.organization.id());
        InboxId inbox = inbox(world, world.organization.id(), pod);
        InboxId sibling = inbox(world, world.organization.id(), pod);
        Organization strangers = world.organizations.create("Strangers");
        InboxId strange = inbox(world, strangers.id(), strangers.defaultPod());
        Scope whole = new Scope.WholeOrganization();
        OrganizationId us = world.organization.id();
        secrets.put(Who.OWNER, key(world, us, whole));
        secrets.put(Who.OWN_POD, key(world, us, new Scope.OnePod(pod)));
        secrets.put(Who.OWN_INBOX, key(world, us, new Scope.OneInbox(pod, inbox)));
        secrets.put(Who.SIBLING, key(world, us, new Scope.OneInbox(pod, sibling)));
        PodId otherPod = pod(world, us);
        secrets.put(Who.OTHER_POD, key(world, us, new Scope.OnePod(otherPod)));
        secrets.put(Who.STRANGER, key(world, strangers.id(), whole));
        secrets.put(Who.STRANGE_INBOX, key(world, strangers.id(), new Scope.OneInbox(strangers.defaultPod(), strange)));
        ids.put("other_inbox_id", sibling.value());
        ids.put("other_pod_id", otherPod.toString());
        homes.put(Who.SIBLING, sibling);
        homes.put(Who.OTHER_POD, inbox(world, us, otherPod));
        homes.put(Who.STRANGER, strange);
        homes.put(Who.STRANGE_INBOX, strange);
        fill(api, pod, inbox);
        world.settle();
    }

    /** How far a key of the inbox reaches. */
    Scope inboxScope() {
        return inboxScope;
    }

    /** An inbox that this one sees; the inbox itself where it is seen. */
    InboxId home(Who who) {
        return homes.getOrDefault(who, new InboxId(ids.getOrDefault("inbox_id", "")));
    }

    private static PodId pod(World world, OrganizationId owner) {
        Pod pod = new Pod(
                new PodId(UUID.randomUUID()),
                owner,
                "pod",
                Optional.empty(),
                false,
                world.clock.instant(),
                world.clock.instant());
        return world.podStore.create(pod).id();
    }

    private static InboxId inbox(World world, OrganizationId owner, PodId pod) {
        InboxId id = new InboxId("i" + UUID.randomUUID() + "@agents.example");
        world.inboxStore.create(new Inbox(
                id,
                owner,
                pod,
                Optional.empty(),
                Optional.empty(),
                Metadata.EMPTY,
                world.clock.instant(),
                world.clock.instant()));
        world.accounts.create(id);
        return id;
    }

    private static String key(World world, OrganizationId owner, Scope scope) {
        return world.key(owner, scope, Permissions.UNRESTRICTED);
    }

    private void fill(Api api, PodId pod, InboxId inbox) {
        inboxScope = new Scope.OneInbox(pod, inbox);
        ids.put("pod_id", pod.toString());
        ids.put("inbox_id", inbox.value());
        TextMessage raw =
                TextMessage.of("From: Ann <ann@example.com>\nTo: " + inbox + "\nMessage-ID: <raw/" + UUID.randomUUID()
                        + "+x%2Fy=~/reply@example.com>\nSubject: x y\nX-Attachment: a.txt|text/plain|octets\n\nText\n");
        Message message = api.world.deliver(inbox, raw);
        ids.put("message_id", message.id().value());
        ids.put("thread_id", message.thread().toString());
        ids.put("attachment_id", message.attachments().get(0).id().toString());
        String base = "/v0/inboxes/" + inbox;
        Reply draft = api.post(
                base + "/drafts",
                "{\"to\":\"ann@example.com\",\"subject\":\"x\",\"text\":\"x\","
                        + "\"attachments\":[{\"filename\":\"a.txt\",\"content\":\"eA==\"}]}");
        ids.put("draft_id", draft.text("draft_id"));
        ids.put(
                "draft_attachment_id",
                draft.json().at("/attachments/0/attachment_id").asText());
        ids.put("api_key_id", made(api, base + "/api-keys", "{\"permissions\":{}}", "api_key_id"));
        String hook = "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"]}";
        ids.put("webhook_id", made(api, base + "/webhooks", hook, "webhook_id"));
        ids.put(
                "delivery_id",
                delivery(api.world, ids.getOrDefault("webhook_id", "")).value());
        ids.put("domain_id", domain(api.world, pod));
        ids.put("provider_id", "provider");
        ids.put("account_id", "account");
        listed(api, "/v0", "/v0/pods/" + pod, base);
        String sender = "s" + UUID.randomUUID() + "@example.com";
        api.world.senderVerification.senders.verify(
                Caller.serverFor(api.world.organization), inbox, SenderAddress.parse(sender));
        ids.put("address", sender);
    }

    /** Puts an entry into a list of each of these. */
    private void listed(Api api, String... bases) {
        ids.put("direction", "receive");
        ids.put("type", "block");
        String entry = "a/b+c@e" + UUID.randomUUID() + ".example";
        for (String base : bases) {
            made(api, base + "/lists/receive/block", "{\"entry\":\"" + entry + "\"}", "entry");
        }
        ids.put("entry", entry);
    }

    private static String made(Api api, String path, String body, String id) {
        Reply reply = api.post(path, body);
        if (reply.status() != 200) {
            throw new AssertionError(path + " answered " + reply.http().body());
        }
        return reply.text(id);
    }

    /** The id of one that nobody has been told of. */
    private static EventId delivery(World world, String webhook) {
        EventId event = EventId.derivedFrom(
                EventType.MESSAGE_RECEIVED, "scenery", UUID.randomUUID().toString());
        DeliveryState state = new DeliveryState.Waiting(world.clock.instant());
        world.deliveryStore.add(new Delivery(
                world.organization.id(), new WebhookId(webhook), event, state, List.of(), world.clock.instant()));
        return event;
    }

    /** Put into its store, since a key for its signatures takes long to make. */
    private static String domain(World world, PodId pod) {
        Domain like = Fixtures.domain("d" + UUID.randomUUID() + ".example", world.clock.instant());
        world.domainStore.create(
                new Domain(
                        like.name(),
                        world.organization.id(),
                        Optional.of(pod),
                        like.options(),
                        like.clientId(),
                        like.status(),
                        like.records(),
                        like.createdAt(),
                        like.updatedAt()),
                Fixtures.signingKey(1));
        return like.name().value();
    }

    String secret(Who who) {
        return secrets.getOrDefault(who, "");
    }

    /** A path or body with the ids of this scenery in the place of their names. */
    String filled(String template, UnaryOperator<String> written) {
        return filled(Dialect.V0, template, written);
    }

    private String filled(Dialect dialect, String template, UnaryOperator<String> written) {
        return NAME.matcher(template).replaceAll((MatchResult name) -> {
            String id = ids(dialect).get(name.group(1));
            if (id == null) {
                throw new AssertionError("the scenery has no " + name.group(1));
            }
            return Matcher.quoteReplacement(written.apply(id));
        });
    }

    Text ask(Api api, String secret, Operation operation) {
        api.world.settle();
        return api.ask(operation.method(), path(operation, Scenery::encoded), secret, body(operation));
    }

    private Map<String, String> ids(Dialect dialect) {
        return switch (dialect) {
            case V0 -> ids;
            case INBOX_AI -> InboxAiWords.of(ids);
            case ASSMBL -> AssmblWords.of(ids);
        };
    }

    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    /** @param written how an id of this scenery stands in a path */
    String path(Operation operation, UnaryOperator<String> written) {
        String template = operation
                .path()
                .replace("{draft_id}/attachments/{attachment_id}", "{draft_id}/attachments/{draft_attachment_id}");
        return filled(operation.dialect(), template, written) + operation.query();
    }

    /** The empty text where there is none. */
    String body(Operation operation) {
        return filled(operation.dialect(), operation.body().orElse(""), id -> id);
    }

    /** What nobody may learn who does not see the inbox. */
    List<String> secretsOfTheInbox() {
        return Stream.of(
                        "inbox_id",
                        "message_id",
                        "thread_id",
                        "draft_id",
                        "api_key_id",
                        "key_id",
                        "webhook_id",
                        "entry",
                        "address")
                .flatMap(name -> Arrays.stream(Dialect.values())
                        .map(dialect -> ids(dialect).getOrDefault(name, "")))
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
