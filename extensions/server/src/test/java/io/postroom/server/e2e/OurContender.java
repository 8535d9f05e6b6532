package io.postroom.server.e2e;

import io.postroom.testkit.dns.LocalDns;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.mail.MessagingException;

/** Postroom's standalone profile. */
final class OurContender implements Contender {
    private static final String PASSWORD = "a password for the benchmark";

    private final String name;
    private final PostroomServer server;
    private final int mailboxes;
    private List<InboxClient> inboxes = List.of();

    private OurContender(String name, int mailboxes, String... options) {
        this.name = name;
        this.mailboxes = mailboxes;
        this.server = PostroomServer.standalone("bench", options);
    }

    /** As it comes, which checks no sender on this machine; {@code peer} gets all mail for others. */
    static OurContender unchecked(int mailboxes, SmtpPeer peer) {
        return new OurContender("Postroom", mailboxes, "--set", "outbound.gateway=" + peer.address());
    }

    /** One that asks {@code dns} about every sender. */
    static OurContender checking(int mailboxes, LocalDns dns) {
        return new OurContender(
                "Postroom, checking senders",
                mailboxes,
                "--set",
                "trust.unchecked-networks=",
                "--set",
                "smtp.messages-per-minute=0",
                "--set",
                "dns.servers=" + dns.address());
    }

    @Override
    public String name() {
        return name;
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
