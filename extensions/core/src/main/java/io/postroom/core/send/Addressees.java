package io.postroom.core.send;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who a message is for. */
public record Addressees(List<Address> to, List<Address> cc, List<Address> bcc) {
    public static final Addressees NONE = new Addressees(List.of(), List.of(), List.of());

    public Addressees {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
    }

    public boolean isEmpty() {
        return to.isEmpty() && cc.isEmpty() && bcc.isEmpty();
    }

    /** How many are named, those named twice counted twice. */
    int count() {
        return to.size() + cc.size() + bcc.size();
    }

    /** Each mailbox once, as first written. */
    public List<String> mailboxes() {
        Map<String, String> mailboxes = new LinkedHashMap<>();
        Stream.of(to, cc, bcc)
                .flatMap(List::stream)
                .forEach(address -> mailboxes.putIfAbsent(address.key(), address.mailbox()));
        return List.copyOf(mailboxes.values());
    }

    /** With those in {@code Cc} too that are not named yet. */
    Addressees andCc(List<Address> more) {
        Set<String> known = new HashSet<>();
        Stream.of(to, cc, bcc).flatMap(List::stream).forEach(address -> known.add(address.key()));
        List<Address> all = new ArrayList<>(cc);
        more.stream().filter(address -> known.add(address.key())).forEach(all::add);
        return new Addressees(to, all, bcc);
    }

    Addressees withoutBcc() {
        return new Addressees(to, cc, List.of());
    }
}
