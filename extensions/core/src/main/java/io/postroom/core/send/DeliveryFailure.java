package io.postroom.core.send;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Why a message does not reach a recipient.
 *
 * @param permanent whether another attempt would be in vain
 * @param subType {@code NoEmail}: there is no such address; {@code MailboxFull}, {@code MessageTooLarge}, {@code ContentRejected} by rule or
 *     policy, {@code General}
 * @param status an enhanced status code (RFC 3463)
 * @param ofTheAddress whether it says of the address that no mail reaches it, whoever sends it and whatever it says: a hard bounce
 */
public record DeliveryFailure(boolean permanent, String subType, String status, boolean ofTheAddress) {
    /** The address is one of this server's own domains, and nobody has it. Who gets it later is to be reached, so it is no hard bounce. */
    public static final DeliveryFailure NOBODY_HERE = new DeliveryFailure(true, "NoEmail", "5.1.1", false);

    private static final String GENERAL = "General";
    private static final StatusCode UNKNOWN = new StatusCode(5, 0, 0);
    private static final StatusCode EXPIRED = new StatusCode(4, 4, 7); // RFC 3463 §3.5: delivery time expired
    private static final StatusCode NO_SUCH_DOMAIN = new StatusCode(5, 1, 2); // RFC 3463 §3.2

    /** Details of subject 1, the address: not there, in no valid form, moved, in a domain without mail (RFC 3463 §3.2, RFC 7505 §4.2). */
    private static final Set<Integer> NOT_THERE = Set.of(1, 2, 3, 6, 10);

    /** RFC 3463 §3.2: the address of the sender is bad. */
    private static final Set<Integer> OF_THE_SENDER = Set.of(7, 8);

    private static DeliveryFailure of(StatusCode status, boolean ofTheAddress) {
        return new DeliveryFailure(status.isPermanent(), subTypeOf(status), status.toString(), ofTheAddress);
    }

    private static String subTypeOf(StatusCode status) {
        if (isNotThere(status)) {
            return "NoEmail";
        }
        if (status.is(2, 2)) {
            return "MailboxFull";
        }
        if (status.is(2, 3) || status.is(3, 4)) {
            return "MessageTooLarge";
        }
        return status.subject() == 6 || status.subject() == 7 ? "ContentRejected" : GENERAL;
    }

    private static boolean isNotThere(StatusCode status) {
        return status.is(2, 1) || (status.subject() == 1 && NOT_THERE.contains(status.detail()));
    }

    /** @param ofRecipient whether a status that gives no reason was said of the recipient, and not of the message */
    private static boolean isHard(StatusCode status, boolean ofRecipient) {
        if (!status.isPermanent()) {
            return false;
        }
        return switch (status.subject()) {
            case 0 -> ofRecipient;
            case 1 -> !OF_THE_SENDER.contains(status.detail());
            default -> isNotThere(status);
        };
    }

    /**
     * The end of this server's attempts.
     *
     * @param error what came last: the other server's reply, or words of this one
     * @param endOfMail the code with which the other server answered MAIL, DATA or the message; empty if it refused recipients only, or said
     *     nothing
     * @param forGood whether it is known that no further attempt follows because of what was said, rather than of how often it was
     */
    public static DeliveryFailure ofAttempts(String error, OptionalInt endOfMail, boolean forGood) {
        Optional<ServerReply> found = ServerReply.atStartOf(error);
        if (found.isEmpty()) {
            return withoutReply(error, forGood);
        }
        ServerReply reply = found.get();
        boolean ofMail = endOfMail.isPresent() && endOfMail.getAsInt() >= 500;
        if (ofMail && forGood && endOfMail.getAsInt() != reply.code()) {
            return of(UNKNOWN, false); // the reply is that to another recipient's address
        }
        // a recipient put off is tried again; this one was refused with another's temporary reply in front
        return reply.isPermanent() ? of(reply.meaning(), isHard(reply.meaning(), !ofMail)) : of(UNKNOWN, true);
    }

    private static DeliveryFailure withoutReply(String error, boolean forGood) {
        if (!forGood) {
            return of(EXPIRED, false);
        }
        boolean noSuchDomain = error.startsWith("There are no DNS entries for the hostname"); // James' words
        return of(noSuchDomain ? NO_SUCH_DOMAIN : UNKNOWN, noSuchDomain);
    }

    /**
     * What a report (RFC 3464 §2.3) says of a recipient; empty if that is no failure, or none yet: delayed, relayed, expanded, delivered.
     *
     * @param action may be empty, as may the others
     */
    static Optional<DeliveryFailure> ofReport(String action, String status, String diagnostic) {
        Optional<StatusCode> known = statusOf(status, diagnostic);
        boolean failed = action.strip().toLowerCase(Locale.ROOT).startsWith("failed");
        boolean says = !action.isBlank();
        if (says ? !failed : !known.map(StatusCode::isPermanent).orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(known.filter(code -> code.kind() != 2)
                .map(code -> of(code, isHard(code, true)))
                .orElseGet(() -> of(UNKNOWN, false)));
    }

    /** The status, or what the diagnostic says where that says more; some servers write their reply where the status belongs. */
    private static Optional<StatusCode> statusOf(String status, String diagnostic) {
        Optional<StatusCode> told = StatusCode.atStartOf(status)
                .or(() -> ServerReply.atStartOf(status).map(ServerReply::meaning));
        Optional<StatusCode> reply = ServerReply.atStartOf(diagnostic.substring(diagnostic.indexOf(';') + 1))
                .map(ServerReply::meaning);
        return told.filter(StatusCode::saysWhy)
                .or(() -> reply.filter(code -> told.map(StatusCode::kind)
                        .map(kind -> kind == code.kind())
                        .orElse(true)))
                .or(() -> told);
    }
}
