package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.mail.Flags;
import javax.mail.MessagingException;

/** What mail clients speak, as {@link Surface}s. */
final class MailSurface {
    private static final String INBOX = "INBOX";
    private static final String ARCHIVE = "Archive";

    private MailSurface() {}

    /** A look through all folders did not find a message: it is not there, or was moved meanwhile. */
    static final class NotSeen extends AssertionError {
        private static final long serialVersionUID = 1;

        NotSeen(String messageId) {
            super("not found: " + messageId);
        }
    }

    /** IMAP: the archive is a folder, and a message has another number there. */
    record Imap(ImapClient client) implements Surface {
        @Override
        public Optional<Shown> shown(String messageId) throws MessagingException {
            for (String folder : List.of(INBOX, ARCHIVE)) {
                Optional<Flags> found = client.flags(folder, messageId);
                if (found.isPresent()) {
                    Flags flags = found.get();
                    return Optional.of(new Shown(
                            Set.of(flags.getUserFlags()),
                            Optional.of(flags.contains(Flags.Flag.SEEN)),
                            Optional.of(folder.equals(ARCHIVE))));
                }
            }
            return Optional.empty();
        }

        private String folderOf(String messageId) throws MessagingException {
            return shown(messageId)
                    .flatMap(Shown::archived)
                    .map(archived -> archived ? ARCHIVE : INBOX)
                    .orElseThrow(() -> new AssertionError("in no folder: " + messageId));
        }

        @Override
        public void label(String messageId, String label, boolean on) throws MessagingException {
            client.setFlag(folderOf(messageId), messageId, new Flags(label), on);
        }

        @Override
        public void read(String messageId, boolean on) throws MessagingException {
            client.setFlag(folderOf(messageId), messageId, new Flags(Flags.Flag.SEEN), on);
        }

        @Override
        public void archive(String messageId, boolean on) throws MessagingException {
            String from = folderOf(messageId);
            String to = on ? ARCHIVE : INBOX;
            if (!from.equals(to)) {
                client.move(from, messageId, to);
            }
        }

        @Override
        public void delete(String messageId) throws MessagingException {
            client.delete(folderOf(messageId), messageId);
        }

        @Override
        public void close() throws MessagingException {
            client.close();
        }
    }

    /** JMAP: the archive is a mailbox with a role, and a message keeps its id there. */
    record Jmap(JmapClient client, String inbox, String archive) implements Surface {
        static Jmap of(JmapClient client) {
            return new Jmap(
                    client,
                    client.mailboxOfRole("inbox").orElseThrow(),
                    client.mailboxOfRole("archive").orElseThrow());
        }

        private Optional<JsonNode> email(String messageId) {
            return client.email(messageId, "keywords", "mailboxIds");
        }

        private String id(String messageId) {
            return email(messageId)
                    .orElseThrow(() -> new NotSeen(messageId))
                    .get("id")
                    .asText();
        }

        @Override
        public Optional<Shown> shown(String messageId) {
            return email(messageId).map(email -> {
                Set<String> keywords = new HashSet<>();
                email.get("keywords").fieldNames().forEachRemaining(keywords::add);
                boolean read = keywords.remove("$seen");
                return new Shown(
                        keywords,
                        Optional.of(read),
                        Optional.of(email.get("mailboxIds").has(archive)));
            });
        }

        @Override
        public void label(String messageId, String label, boolean on) {
            patchKeyword(messageId, label, on);
        }

        @Override
        public void read(String messageId, boolean on) {
            patchKeyword(messageId, "$seen", on);
        }

        /** A keyword is taken away by {@code null} (RFC 8620 §5.3), which {@link Map#of} does not take. */
        private void patchKeyword(String messageId, String keyword, boolean on) {
            Map<String, Object> patch = new HashMap<>();
            patch.put("keywords/" + keyword, on ? true : null);
            client.patch(id(messageId), patch);
        }

        @Override
        public void archive(String messageId, boolean on) {
            client.patch(id(messageId), Map.of("mailboxIds", Map.of(on ? archive : inbox, true)));
        }

        @Override
        public void delete(String messageId) {
            client.destroy(id(messageId));
        }
    }
}
