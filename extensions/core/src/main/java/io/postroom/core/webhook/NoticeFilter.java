package io.postroom.core.webhook;

import io.postroom.core.message.Message;
import io.postroom.core.message.SenderTrust;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Of which mail a rule tells; an empty list asks for nothing.
 *
 * @param senderVerified whether its sender is to be verified, or not to be
 * @param senderDomains its sender's address is in one of these
 * @param trafficTypes it is of one of these types; all mail here is of {@link #TRAFFIC_TYPE}
 * @param trustTiers its sender has one of these {@linkplain SenderTrust#tier tiers}
 */
public record NoticeFilter(
        Optional<Boolean> senderVerified,
        List<String> senderDomains,
        List<String> trafficTypes,
        List<String> trustTiers) {
    /** The one type of traffic that there is on this server: no marketplace sends mail through it. */
    public static final String TRAFFIC_TYPE = "email";

    /** Everything. */
    public static final NoticeFilter NONE = new NoticeFilter(Optional.empty(), List.of(), List.of(), List.of());

    public NoticeFilter {
        senderDomains = List.copyOf(senderDomains);
        trafficTypes = List.copyOf(trafficTypes);
        trustTiers = List.copyOf(trustTiers);
    }

    /** Whether a rule with this filter tells of the message. */
    public boolean accepts(Message message) {
        boolean verified = SenderTrust.isVerified(message);
        return senderVerified.map(wanted -> wanted == verified).orElse(true)
                && isAmong(senderDomains, senderDomain(message))
                && isAmong(trafficTypes, TRAFFIC_TYPE)
                && isAmong(trustTiers, SenderTrust.tier(message));
    }

    private static boolean isAmong(List<String> wanted, String present) {
        return wanted.isEmpty() || wanted.stream().anyMatch(present::equalsIgnoreCase);
    }

    /** What stands behind the last at sign of {@code Ann <ann@example.com>}; the empty text if nothing does. */
    private static String senderDomain(Message message) {
        String from = message.envelope().from();
        int at = from.lastIndexOf('@');
        int end = from.indexOf('>', Math.max(at, 0));
        return at < 0
                ? ""
                : from.substring(at + 1, end < 0 ? from.length() : end).strip().toLowerCase(Locale.ROOT);
    }
}
