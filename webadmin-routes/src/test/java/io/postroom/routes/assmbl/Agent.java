package io.postroom.routes.assmbl;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import java.util.ArrayList;
import java.util.List;

/** An inbox, and whoever has its key. */
final class Agent {
    private final Api api;
    private final InboxId inbox;
    private final String key;

    /** One with a new inbox of this name. */
    Agent(Api api, String name) {
        this.api = api;
        this.inbox = new InboxId(name + "@agents.example");
        api.post("/v0/inboxes", "{\"username\":\"" + name + "\"}");
        Inbox made = api.world.inboxStore.find(inbox).orElseThrow();
        this.key = api.world.keyFor(new Scope.OneInbox(made.pod(), inbox));
    }

    InboxId inbox() {
        return inbox;
    }

    Reply get(String path) {
        return api.getAs(key, path);
    }

    Reply post(String path, String body) {
        return api.send("POST", path, key, body);
    }

    Reply put(String path, String body) {
        return api.send("PUT", path, key, body);
    }

    Reply patch(String path, String body) {
        return api.send("PATCH", path, key, body);
    }

    Reply delete(String path) {
        return api.send("DELETE", path, key, "");
    }

    /** A mail comes in; the path of its message. */
    String receives(String id, String subject, String text, Label... labels) {
        Message message = api.world.deliver(inbox, id, subject, text, labels);
        return "/messages/" + AssmblWords.message(message.id().value());
    }

    /** The subjects in a list. */
    List<String> subjects(String path) {
        List<String> subjects = new ArrayList<>();
        JsonNode items = get(path).json().path("items");
        items.forEach(item -> subjects.add(item.path("Subject").asText()));
        return subjects;
    }

    /** The labels that an item shows. */
    static List<String> labels(Reply reply) {
        List<String> labels = new ArrayList<>();
        reply.json().path("Labels").forEach(label -> labels.add(label.asText()));
        return labels;
    }
}
