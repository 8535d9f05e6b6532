package io.postroom.core.send;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells whether two requests ask for the same: a digest of everything that a request to send says. */
final class Fingerprint {
    private final List<String> parts = new ArrayList<>();

    private Fingerprint() {}

    /**
     * @param act what is asked for
     * @param about the message that is answered or forwarded; empty if there is none
     * @param delay before the message leaves
     */
    static Digest of(
            String act,
            InboxId inbox,
            Optional<MessageId> about,
            Addressees addressees,
            Content content,
            Duration delay) {
        Fingerprint print = new Fingerprint();
        print.add(act, inbox.value(), about.map(MessageId::value).orElse(""), delay.toString());
        print.add("to", addressees.to());
        print.add("cc", addressees.cc());
        print.add("bcc", addressees.bcc());
        print.add("reply_to", content.replyTo());
        print.add("subject", content.subject());
        print.add("text", content.text());
        print.add("html", content.html());
        content.headers().forEach((name, value) -> print.add("header", name, value));
        content.labels().texts().forEach(label -> print.add("label", label));
        content.files().forEach(print::add);
        return Digest.sha256(print.parts.toArray(String[]::new));
    }

    private void add(String... more) {
        parts.addAll(List.of(more));
    }

    private void add(String name, Optional<String> value) {
        add(name, value.isPresent() ? "=" : "", value.orElse(""));
    }

    private void add(String name, List<Address> addresses) {
        addresses.forEach(address -> add(name, address.name().orElse(""), address.mailbox()));
    }

    private void add(OutgoingFile file) {
        String content = file.source() instanceof OutgoingFile.Source.Link link
                ? link.url().toString()
                : digest(file).hex();
        add("file", Boolean.toString(file.inline()), content);
        add("name", file.name());
        add("type", file.contentType());
        add("id", file.contentId());
    }

    private static Digest digest(OutgoingFile file) {
        MessageDigest sha = Digest.algorithm();
        try (InputStream in = file.content().open()) {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(sha);
    }
}
