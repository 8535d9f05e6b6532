package io.postroom.server.e2e;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.mail.MessagingException;

/** Postroom's standalone profile. */
final class OurContender implements Contender {
    private static final String PASSWORD = "a password for the benchmark";

    private final PostroomServer server;
    private final int mailboxes;
    private List<InboxClient> inboxes = List.of();

    /** @param peer gets all mail for others */
    OurContender(int mailboxes, SmtpPeer peer) {
        this.mailboxes = mailboxes;
        this.server = PostroomServer.standalone("bench", "--set", "outbound.gateway=" + peer.address());
    }

    @Override
    public String name() {
        return "Postroom";
    }

    @Override
    public void start() {
        server.launch();
        FirstMail.await(postroom(), server.handle(), () -> inboxes().get(0).id());
    }

    void awaitHealthy() {
        server.awaitHealthy();
    }

    List<InboxClient> inboxes() {
        if (inboxes.isEmpty()) {
            inboxes = Stream.generate(() -> postroom().inbox()).limit(mailboxes).toList();
            inboxes.forEach(inbox -> inbox.rest()
                    .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                    .ok());
        }
        return inboxes;
    }

    @Override
    public Postroom postroom() {
        return server.clients();
    }

    @Override
    public ProcessHandle process() {
        return server.handle();
    }

    @Override
    public List<String> addresses() {
        return inboxes().stream().map(InboxClient::id).toList();
    }

    /** Counts what is listed over REST; it must be what lies in the mailboxes. */
    @Override
    public long delivered() {
        long count = 0;
        for (InboxClient inbox : inboxes()) {
            int listed = inbox.everyMessageId().size();
            if (listed != inMailbox(inbox)) {
                throw new AssertionError(inbox.id() + " lists " + listed + " of " + inMailbox(inbox));
            }
            count += listed;
        }
        return count;
    }

    private int inMailbox(InboxClient inbox) {
        try (ImapClient imap = postroom().imap(inbox.id(), PASSWORD)) {
            return imap.count("INBOX");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
