package io.postroom.server.e2e;

import com.sun.mail.iap.Response;
import com.sun.mail.imap.IMAPFolder;
import com.sun.mail.imap.IMAPStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;

/** A mailbox over IMAP, by a client library. For one thread. */
final class ImapClient implements AutoCloseable {
    private static final String MILLIS = "20000";

    private final IMAPStore store;

    private ImapClient(IMAPStore store) {
        this.store = store;
    }

    /** Logged in, or {@link javax.mail.AuthenticationFailedException}. */
    static ImapClient login(int port, String user, String password) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.imap.connectiontimeout", MILLIS);
        properties.put("mail.imap.timeout", MILLIS);
        properties.put("mail.imap.writetimeout", MILLIS);
        IMAPStore store = (IMAPStore) Session.getInstance(properties).getStore("imap");
        store.connect("127.0.0.1", port, user, password);
        return new ImapClient(store);
    }

    Set<String> folders() throws MessagingException {
        Set<String> names = new TreeSet<>();
        for (Folder folder : store.getDefaultFolder().list("*")) {
            names.add(folder.getFullName());
        }
        return names;
    }

    /** What LIST says of each folder when it is asked for special uses (RFC 6154 §3). */
    List<String> specialUses() throws MessagingException {
        IMAPFolder root = (IMAPFolder) store.getDefaultFolder();
        Response[] answers =
                (Response[]) root.doCommand(imap -> imap.command("LIST \"\" \"*\" RETURN (SPECIAL-USE)", null));
        return Arrays.stream(answers).map(Response::toString).toList();
    }

    /** How many messages are in the folder. */
    int count(String folder) throws MessagingException {
        return store.getFolder(folder).getMessageCount();
    }

    /** The UIDs of all messages of the folder. */
    List<Long> uids(String folder) throws MessagingException {
        List<Long> uids = new ArrayList<>();
        with(folder, open -> {
            for (Message message : open.getMessages()) {
                uids.add(open.getUID(message));
            }
            return Optional.empty();
        });
        return uids;
    }

    /** What the server says that the UID of the next message will be. */
    long uidNext(String folder) throws MessagingException {
        return ((IMAPFolder) store.getFolder(folder)).getUIDNext();
    }

    /** The flags and keywords of a message, or empty if it is not in the folder. */
    Optional<Flags> flags(String folder, String messageId) throws MessagingException {
        return with(folder, open -> find(open, messageId).map(message -> flagsOf(message)));
    }

    /** Keywords of a message, or empty if it is not in the folder. */
    Optional<List<String>> keywords(String folder, String messageId) throws MessagingException {
        return flags(folder, messageId)
                .map(flags -> Arrays.stream(flags.getUserFlags()).sorted().toList());
    }

    void setFlag(String folder, String messageId, Flags flags, boolean on) throws MessagingException {
        with(folder, open -> {
            require(open, messageId).setFlags(flags, on);
            return Optional.empty();
        });
    }

    /** MOVE (RFC 6851). */
    void move(String folder, String messageId, String target) throws MessagingException {
        with(folder, open -> {
            open.moveMessages(new Message[] {require(open, messageId)}, store.getFolder(target));
            return Optional.empty();
        });
    }

    /** Sets {@code \Deleted} and expunges. */
    void delete(String folder, String messageId) throws MessagingException {
        setFlag(folder, messageId, new Flags(Flags.Flag.DELETED), true);
        with(folder, open -> {
            open.expunge();
            return Optional.empty();
        });
    }

    /** APPEND: a message a person puts into the mailbox. */
    void append(String folder, Letter letter) throws MessagingException {
        append(folder, letter.octets());
    }

    void append(String folder, byte[] octets) throws MessagingException {
        java.io.InputStream in = new java.io.ByteArrayInputStream(octets);
        Message message = new javax.mail.internet.MimeMessage(Session.getInstance(new Properties()), in);
        store.getFolder(folder).appendMessages(new Message[] {message});
    }

    /** The newest message of the folder as it is stored. */
    String newest(String folder) throws MessagingException {
        return with(folder, open -> {
                    java.io.ByteArrayOutputStream octets = new java.io.ByteArrayOutputStream();
                    try {
                        open.getMessage(open.getMessageCount()).writeTo(octets);
                    } catch (java.io.IOException e) {
                        throw new AssertionError(e);
                    }
                    return Optional.of(octets.toString(java.nio.charset.StandardCharsets.UTF_8));
                })
                .orElseThrow();
    }

    private Message require(IMAPFolder folder, String messageId) throws MessagingException {
        return find(folder, messageId)
                .orElseThrow(() -> new AssertionError(messageId + " is not in " + folder.getFullName()));
    }

    private static Optional<Message> find(IMAPFolder folder, String messageId) throws MessagingException {
        for (Message message : folder.getMessages()) {
            String[] ids = message.getHeader("Message-ID");
            if (ids != null && ids[0].equals(messageId)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private static Flags flagsOf(Message message) {
        try {
            return message.getFlags();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private <T> Optional<T> with(String name, Use<T> use) throws MessagingException {
        IMAPFolder folder = (IMAPFolder) store.getFolder(name);
        folder.open(Folder.READ_WRITE);
        try {
            return use.of(folder);
        } finally {
            folder.close(false);
        }
    }

    /** What is done with an open folder. */
    @FunctionalInterface
    private interface Use<T> {
        Optional<T> of(IMAPFolder folder) throws MessagingException;
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
