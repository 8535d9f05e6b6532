package io.postroom.mailets;

import io.postroom.core.send.DeliveryFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/**
 * What James' {@code RemoteDelivery} notes of the attempt after which it gave recipients of a mail up.
 *
 * <p>It notes the first reply it did not like, with which code the other server ended the whole mail, and whether it gave up for good. The
 * code is 2xx where the message was taken for others, and missing where the server refused all recipients.
 */
final class LastAttempt {
    private static final AttributeName ERROR = AttributeName.of("delivery-error");
    private static final AttributeName CODE = AttributeName.of("delivery-error-code");
    private static final AttributeName FOR_GOOD = AttributeName.of("is-delivery-permanent-error");

    /** What {@code RemoteDelivery} puts into the name of a mail that it has split by domain. */
    private static final String SPLIT_MARK = "-to-";

    private final Mail mail;

    LastAttempt(Mail mail) {
        this.mail = mail;
    }

    /** Why those failed that are the mail's recipients now. */
    DeliveryFailure failure() {
        String error = AttributeUtils.getValueAndCastFromMail(mail, ERROR, String.class)
                .orElse("");
        return DeliveryFailure.ofAttempts(error, code(), forGood());
    }

    /**
     * Those who were served in the same attempt: all who were left of {@code boundFor}, if the server took the message and nobody waits
     * for another attempt.
     */
    List<String> served(List<String> boundFor) {
        boolean taken = forGood() && code().isPresent() && code().getAsInt() / 100 == 2;
        if (!taken) {
            return List.of();
        }
        Set<String> failed = new HashSet<>();
        AnnounceSent.recipientsOf(mail).forEach(recipient -> failed.add(key(recipient)));
        Optional<String> domain = failed.stream()
                .map(LastAttempt::domain)
                .filter(name -> mail.getName().toLowerCase(Locale.ROOT).contains(SPLIT_MARK + name))
                .findFirst();
        return boundFor.stream()
                .filter(recipient -> !failed.contains(key(recipient)))
                .filter(recipient -> domain.map(domain(key(recipient))::equals).orElse(true))
                .toList();
    }

    private OptionalInt code() {
        return AttributeUtils.getValueAndCastFromMail(mail, CODE, Integer.class)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private boolean forGood() {
        return AttributeUtils.getValueAndCastFromMail(mail, FOR_GOOD, Boolean.class)
                .orElse(false);
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
