package io.postroom.core.verify;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListRules;
import java.util.Optional;

/**
 * Says whether the sender of a message is verified for the inbox that gets it: the message is {@linkplain ProvenSender proved} to be of the address in
 * its {@code From}, and that address is verified, or on a list of those whose mail is allowed in, or one that the inbox wrote to first. The inbox
 * itself is, too.
 *
 * <p>Thread-safe; blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class SenderVerification {
    private final VerificationSettings settings;
    private final KnownSenders known;
    private final ListRules lists;

    public SenderVerification(VerificationSettings settings, KnownSenders known, ListRules lists) {
        this.settings = settings;
        this.known = known;
        this.lists = lists;
    }

    /**
     * What is known of a message's sender when the message arrives.
     *
     * @param verified whether an agent can rely on who sent it
     * @param firstContact whether nobody had written to this address from the inbox before, or the other way round
     */
    public record Verdict(boolean verified, boolean firstContact) {}

    /**
     * Judges a message.
     *
     * @param from the {@code From} of the message, as it is written
     * @param proven that address, if it is proved
     */
    public Verdict judge(Inbox inbox, String from, Optional<SenderAddress> proven) {
        Optional<KnownSender> sender = SenderAddress.of(from).map(address -> known.find(inbox.id(), address));
        boolean firstContact = sender.filter(KnownSender::isStranger).isPresent();
        boolean verified = settings.enabled()
                && sender.filter(one -> proven.filter(one.address()::equals).isPresent())
                        .filter(one -> isTrusted(inbox, one))
                        .isPresent();
        return new Verdict(verified, firstContact);
    }

    private boolean isTrusted(Inbox inbox, KnownSender sender) {
        String address = sender.address().value();
        return address.equals(inbox.id().value())
                || sender.verified().isPresent()
                || (settings.correspondents() && sender.isSought())
                || lists.welcome(inbox, Direction.RECEIVE, address);
    }
}
