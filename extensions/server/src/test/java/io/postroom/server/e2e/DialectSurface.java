package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The three dialects of the API as {@link Surface}s. */
final class DialectSurface {
    private DialectSurface() {}

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<JsonNode> unlessGone(RestClient.Answer answer) {
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer.ok());
    }

    /** AgentMail's. */
    record V0(InboxClient inbox) implements Surface {
        @Override
        public Optional<Shown> shown(String messageId) {
            return inbox.find(messageId).map(message -> {
                Set<String> labels = InboxClient.texts(message.get("labels"));
                return new Shown(
                        labels, Optional.of(!labels.contains("unread")), Optional.of(labels.contains("archived")));
            });
        }

        @Override
        public void label(String messageId, String label, boolean on) {
            inbox.relabel(messageId, on ? List.of(label) : List.of(), on ? List.of() : List.of(label));
        }

        @Override
        public void read(String messageId, boolean on) {
            label(messageId, "unread", !on);
        }

        @Override
        public void archive(String messageId, boolean on) {
            label(messageId, "archived", on);
        }

        @Override
        public void delete(String messageId) {
            inbox.rest().delete(inbox.messagePath(messageId)).ok();
        }
    }

    /** InboxAI's: labels are replaced as a whole, and a message goes with its thread. */
    record InboxAi(InboxClient inbox) implements Surface {
        private String path(String rest) {
            return "/api/v0/inboxes/" + base64(inbox.id()) + rest;
        }

        private String message(String messageId) {
            return path("/messages/msg_" + base64(messageId));
        }

        @Override
        public Set<Word> words() {
            return EnumSet.of(Word.LABEL, Word.DELETE);
        }

        @Override
        public Optional<Shown> shown(String messageId) {
            return unlessGone(inbox.rest().get(message(messageId)))
                    .map(message ->
                            new Shown(InboxClient.texts(message.get("labels")), Optional.empty(), Optional.empty()));
        }

        @Override
        public void label(String messageId, String label, boolean on) {
            Set<String> labels = new TreeSet<>(shown(messageId).orElseThrow().labels());
            if (on) {
                labels.add(label);
            } else {
                labels.remove(label);
            }
            inbox.rest()
                    .patch(message(messageId), Map.of("labels", List.copyOf(labels)))
                    .ok();
        }

        @Override
        public void read(String messageId, boolean on) {
            throw new UnsupportedOperationException("InboxAI has no word for it");
        }

        @Override
        public void archive(String messageId, boolean on) {
            throw new UnsupportedOperationException("InboxAI has no word for it");
        }

        @Override
        public void delete(String messageId) {
            String thread =
                    inbox.rest().get(message(messageId)).ok().get("thread_id").asText();
            inbox.rest().delete(path("/threads/" + thread)).ok();
        }

        /** How many messages the list says there are. */
        int total() {
            return inbox.rest().get(path("/messages")).ok().get("total").asInt();
        }
    }

    /**
     * Assmbl's.
     *
     * @param agent with a key of the inbox
     */
    record Assmbl(RestClient agent) implements Surface {
        private static final Set<Integer> DONE_OR_SO_ALREADY = Set.of(200, 409);

        private static String message(String messageId) {
            return "/messages/" + base64(messageId);
        }

        @Override
        public Optional<Shown> shown(String messageId) {
            return unlessGone(agent.get(message(messageId)))
                    .map(message -> new Shown(
                            InboxClient.texts(message.get("Labels")),
                            Optional.of(message.get("IsRead").asBoolean()),
                            Optional.of(message.get("Archived").asBoolean())));
        }

        @Override
        public void label(String messageId, String label, boolean on) {
            agent.patch(message(messageId) + "/labels", Map.of(on ? "add" : "remove", List.of(label)))
                    .ok();
        }

        @Override
        public void read(String messageId, boolean on) {
            agent.patch(message(messageId) + "/read", Map.of("is_read", on)).ok();
        }

        @Override
        public void archive(String messageId, boolean on) {
            RestClient.Answer answer = agent.patch(message(messageId) + "/archive", Map.of("archived", on));
            if (!DONE_OR_SO_ALREADY.contains(answer.status())) {
                throw new AssertionError("archiving answered " + answer);
            }
        }

        @Override
        public void delete(String messageId) {
            agent.delete(message(messageId)).ok();
        }
    }
}
