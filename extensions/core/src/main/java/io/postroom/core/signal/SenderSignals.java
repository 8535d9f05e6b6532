package io.postroom.core.signal;

import io.postroom.core.signal.Signal.OwnName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the header says of the sender that its address does not bear out. */
final class SenderSignals {
    private static final int MAX_DOMAINS = 10;

    /** A shorter name of an organisation is a part of too many names. */
    private static final int SHORTEST_NAME = 4;

    private final WrittenSender sender;
    private final Optional<HostName> host;
    private final Names own;

    SenderSignals(WrittenSender sender, Names own) {
        this.sender = sender;
        this.host = sender.host();
        this.own = own;
    }

    List<Signal> find(List<String> replyTo) {
        List<Signal> found = new ArrayList<>();
        foreignReplyTo(replyTo).ifPresent(found::add);
        namedAddress().ifPresent(found::add);
        ownName().ifPresent(found::add);
        return found;
    }

    private Optional<Signal> foreignReplyTo(List<String> replyTo) {
        return host.flatMap(from -> {
            List<String> others = replyTo.stream()
                    .map(written -> WrittenSender.of(written).host())
                    .flatMap(Optional::stream)
                    .filter(answers -> !answers.isOfTheSame(from))
                    .map(HostName::ascii)
                    .distinct()
                    .limit(MAX_DOMAINS)
                    .toList();
            return others.isEmpty() ? Optional.empty() : Optional.of(new Signal.ForeignReplyTo(from.ascii(), others));
        });
    }

    private Optional<Signal> namedAddress() {
        return sender.addressInName()
                .filter(shown -> !shown.equalsIgnoreCase(sender.address()))
                .map(shown -> new Signal.NamedAddress(shown, sender.address()));
    }

    private Optional<Signal> ownName() {
        if (sender.name().isEmpty() || isOwn()) {
            return Optional.empty();
        }
        String name = Skeleton.ofName(sender.name());
        if (own.organization()
                .map(Skeleton::ofName)
                .filter(one -> isNamed(name, one))
                .isPresent()) {
            return found(OwnName.Kind.ORGANIZATION);
        }
        if (own.inbox().map(Skeleton::ofName).filter(name::equals).isPresent()) {
            return found(OwnName.Kind.INBOX);
        }
        boolean domain = own.domains().looks().stream().anyMatch(one -> holds(name, one));
        return domain ? found(OwnName.Kind.DOMAIN) : Optional.empty();
    }

    private Optional<Signal> found(OwnName.Kind kind) {
        return Optional.of(new OwnName(kind, sender.name(), sender.address()));
    }

    private boolean isOwn() {
        return host.filter(own.domains()::has).isPresent();
    }

    private static boolean isNamed(String name, String organization) {
        return name.equals(organization) || (organization.length() >= SHORTEST_NAME && holds(name, organization));
    }

    /** Whether the words are in the name, as words. */
    private static boolean holds(String name, String words) {
        for (int at = name.indexOf(words); at >= 0; at = name.indexOf(words, at + 1)) {
            int end = at + words.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1));
            boolean ends = end == name.length() || !Character.isLetterOrDigit(name.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
