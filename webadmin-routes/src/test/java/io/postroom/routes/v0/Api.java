package io.postroom.routes.v0;

import io.postroom.core.policy.Refusals;
import io.postroom.core.trust.Networks;
import io.postroom.routes.ApiServer;
import io.postroom.routes.Client;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Client.Text;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.ConnectionLimits;
import io.postroom.routes.Dialect;
import io.postroom.routes.Downloads;
import io.postroom.routes.Entrance;
import io.postroom.routes.ErrorDialects;
import io.postroom.routes.Gate;
import io.postroom.routes.HealthRoutes;
import io.postroom.routes.PublicUrl;
import io.postroom.routes.assmbl.AssmblApi;
import io.postroom.routes.assmbl.AssmblErrors;
import io.postroom.routes.assmbl.AssmblGate;
import io.postroom.routes.inboxai.InboxAiApi;
import io.postroom.routes.inboxai.InboxAiErrors;
import io.postroom.routes.inboxai.InboxAiGate;
import io.postroom.routes.socket.EventSockets;
import io.postroom.routes.verify.VerificationRoutes;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.james.webadmin.PublicRoutes;

/** A server over a {@link World}, and a client that speaks HTTP to it. */
public final class Api implements AutoCloseable {
    public static final int MAX_SOCKETS = 50;
    /** This machine counts as a proxy, so that a test can come from anywhere. */
    private static final ClientAddresses CLIENTS = new ClientAddresses(Networks.parse("127.0.0.1"));

    public final World world = new World();
    public final AtomicBoolean mailAccepted = new AtomicBoolean(true);
    public final String root = world.rootKey();
    final Entrance entrance;
    final Gates gates;
    public final EventSockets sockets;
    private final ApiServer server;
    private final Client client;

    /** As many connections as anybody wants, which take their time. */
    public static final ConnectionLimits CONNECTIONS =
            new ConnectionLimits(0, 0, Networks.parse(""), Duration.ofMinutes(1), Duration.ofMinutes(1), 0);

    public Api() {
        this(Entrance.Limits.NONE, CONNECTIONS);
    }

    Api(Entrance.Limits limits) {
        this(limits, CONNECTIONS);
    }

    Api(Entrance.Limits limits, ConnectionLimits connections) {
        V0Errors errors = new V0Errors();
        entrance = new Entrance(world.keys, limits, world.clock);
        gates = Gates.of(world, entrance);
        List<PublicRoutes> routes = routes(gates, entrance, world, mailAccepted, () -> "http://127.0.0.1:" + port());
        EventSockets.Parts parts = new EventSockets.Parts(
                world.keys,
                entrance,
                CLIENTS,
                world.events,
                world.eventLog,
                world.feeds,
                world.eventTexts,
                errors,
                world.clock);
        sockets = new EventSockets(parts, world.access, MAX_SOCKETS);
        ErrorDialects dialects = new ErrorDialects(
                errors, Map.of(Dialect.INBOX_AI, new InboxAiErrors(), Dialect.ASSMBL, new AssmblErrors()));
        ApiServer.Listening listening =
                new ApiServer.Listening("127.0.0.1", 0, 8, connections, Optional.empty(), Duration.ofDays(1));
        server = new ApiServer(listening, routes, dialects, sockets);
        world.feeds.start();
        server.start();
        client = new Client(server.port());
    }

    /** All routes for agents. */
    public static List<PublicRoutes> routes(World world, AtomicBoolean mailAccepted, PublicUrl publicUrl) {
        Entrance entrance = new Entrance(world.keys, Entrance.Limits.NONE, world.clock);
        return routes(Gates.of(world, entrance), entrance, world, mailAccepted, publicUrl);
    }

    /** The gate of each dialect. */
    record Gates(V0Gate v0, InboxAiGate inboxAi, AssmblGate assmbl) {
        static Gates of(World world, Entrance entrance) {
            return new Gates(
                    new V0Gate(entrance, CLIENTS, world.pods, world.inboxes, new V0Errors()),
                    new InboxAiGate(entrance, CLIENTS, world.inboxes, new InboxAiErrors()),
                    new AssmblGate(entrance, CLIENTS, new AssmblErrors()));
        }

        /** Every route, dialect by dialect. */
        List<Gate.Entered> entered() {
            return Stream.of(v0.entered(), inboxAi.entered(), assmbl.entered())
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private static List<PublicRoutes> routes(
            Gates gates, Entrance entrance, World world, AtomicBoolean mailAccepted, PublicUrl publicUrl) {
        Downloads downloads = new Downloads(
                world.links,
                publicUrl,
                world.messages,
                world.drafts,
                world.messageStore,
                world.inboxStore,
                world.organizationStore);
        List<PublicRoutes> routes = new ArrayList<>(v0(gates.v0(), downloads, entrance, world, mailAccepted));
        routes.addAll(InboxAiApi.routes(gates.inboxAi(), world, downloads));
        routes.addAll(AssmblApi.routes(gates.assmbl(), world, downloads));
        return routes;
    }

    private static List<PublicRoutes> v0(
            V0Gate gate, Downloads downloads, Entrance entrance, World world, AtomicBoolean mailAccepted) {
        return List.of(
                new HealthRoutes(mailAccepted::get),
                new DocsRoutes(gate),
                new AuthRoutes(gate),
                new OrganizationRoutes(gate, world.inboxes, world.domains),
                new PodRoutes(gate, world.pods),
                new InboxRoutes(gate, world.inboxes, world.searching),
                new WaitRoutes(gate, world.inboxes, world.messages, world.events, world.feeds),
                new InboxEventRoutes(gate, world.labelEvents),
                new MessageRoutes(gate, world.inboxes, world.messages, world.searching, downloads),
                new SendRoutes(gate, world.sending, world.undo, world.draftEditing),
                new DraftRoutes(gate, world.drafts, world.draftEditing, world.draftSending, downloads),
                new ThreadRoutes(gate, world.threads, world.searching, downloads),
                new ApiKeyRoutes(gate, world.keys),
                new WebhookRoutes(gate, world.webhooks),
                new WebhookDeliveryRoutes(gate, world.deliveries),
                new EventRoutes(gate, world.events, world.feeds, world.eventTexts),
                new ListRoutes(gate, world.lists),
                new VerifiedSenderRoutes(gate, world.senderVerification.senders),
                new VerificationRoutes(world.senderVerification.confirmations),
                new TrustPolicyRoutes(gate, world.trust.policies),
                new RefusalRoutes(gate, new Refusals(world.trust.refusalStore, world.inboxes)),
                new DomainRoutes(gate, world.domains),
                new MetricRoutes(gate, world.eventMetrics, world.usageMetrics),
                new DownloadRoutes(gate, downloads),
                new AgentRoutes(gate, entrance, CLIENTS, world.signUps),
                new AgentIdRoutes(gate));
    }

    public int port() {
        return server.port();
    }

    public Reply get(String path) {
        return send("GET", path, root, "");
    }

    public Reply getAs(String key, String path) {
        return send("GET", path, key, "");
    }

    public Reply post(String path, String body) {
        return send("POST", path, root, body);
    }

    public Reply put(String path, String body) {
        return send("PUT", path, root, body);
    }

    public Reply patch(String path, String body) {
        return send("PATCH", path, root, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, root, "");
    }

    public Reply send(String method, String path, String key, String body) {
        world.settle();
        Reply reply = exchange(client.request(method, path, body).header("Authorization", "Bearer " + key));
        if (reply.status() / 100 == 2) {
            Client.checkTaken(method, path, body);
        }
        return reply;
    }

    /** The answer of any type to the same request. */
    Text ask(String method, String path, String key, String body) {
        return fetch(client.request(method, path, body).header("Authorization", "Bearer " + key));
    }

    /** A request without headers, to this path of the server. */
    public HttpRequest.Builder request(String path) {
        return client.request(path);
    }

    public Reply exchange(HttpRequest.Builder request) {
        return client.exchange(request);
    }

    public Text fetch(HttpRequest.Builder request) {
        return client.fetch(request);
    }

    @Override
    public void close() {
        world.feeds.close();
        server.close();
    }
}
