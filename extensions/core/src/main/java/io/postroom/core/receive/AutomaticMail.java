package io.postroom.core.receive;

import io.postroom.core.message.Attachment;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.ParsedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells mail that a machine sent by itself from mail that somebody wrote, so that agents need not answer each other for ever.
 *
 * <ul>
 *   <li>{@code bounce}: a report that mail could not be delivered (RFC 3464)
 *   <li>{@code auto-reply}: anything else that says it was made without a person, or wants no answer of a program (RFC 3834)
 *   <li>{@code list}: from a mailing list or sent in bulk (RFC 2369, RFC 2919)
 *   <li>{@code calendar}: carries an invitation or an answer to one (RFC 5545, RFC 6047)
 * </ul>
 *
 * <p>A message can be of several kinds. The words are ordinary labels that callers may set and remove: whoever used the label
 * {@code list} or {@code calendar} elsewhere can go on with it.
 */
public final class AutomaticMail {
    private static final Set<String> LIST_FIELDS = Set.of(
            "list-id", // RFC 2919 §3
            "list-help",
            "list-unsubscribe",
            "list-subscribe",
            "list-post",
            "list-owner",
            "list-archive", // RFC 2369 §3
            "list-unsubscribe-post"); // RFC 8058 §3.1

    private static final String DELIVERY_STATUS = "delivery-status"; // RFC 3464 §2
    private static final Set<String> REPORTS_OF_SUCCESS = Set.of(
            "disposition-notification", // RFC 8098 §3: read, which is no failure
            "feedback-report"); // RFC 5965 §2: a complaint about mail that arrived

    private static final Pattern REPORT_TYPE =
            Pattern.compile("(?:^|[;\\s])report-type\\s*=\\s*\"?([a-z0-9-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)"); // RFC 5322 §3.2.2
    private static final int DEEPEST_COMMENT = 10;

    /** In which answers of programs Microsoft's servers, and many who imitate them, say that they want none (MS-OXCMAIL §2.1.3.2.17). */
    private static final Set<String> UNWANTED_ANSWERS = Set.of("all", "oof", "autoreply");

    /** Older than RFC 3834, and still written by programs that answer. */
    private static final List<String> FIELDS_OF_ANSWERERS = List.of("X-Autoreply", "X-Autorespond");

    private AutomaticMail() {}

    /**
     * The labels of the kinds that {@code message} is of; none for mail a person wrote.
     *
     * @param returnPath the sender of its envelope; the empty string for none, {@code MAIL FROM:<>}
     */
    public static Labels kindsOf(ParsedMessage message, String returnPath) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.headers().forEach(headers::putIfAbsent);
        boolean nullReturnPath = returnPath.isEmpty();
        String contentType = headers.getOrDefault("Content-Type", "");
        List<Label> kinds = new ArrayList<>();
        boolean bounce = isBounce(contentType, nullReturnPath);
        if (bounce) {
            kinds.add(Label.BOUNCE);
        }
        if (!bounce && (isAutomatic(headers, contentType) || isOfAMachine(returnPath))) {
            kinds.add(Label.AUTO_REPLY);
        }
        if (isList(headers) || isOfAList(returnPath) || (kinds.isEmpty() && isBulk(headers))) {
            kinds.add(Label.LIST);
        }
        if (isCalendar(contentType, message.attachments())) {
            kinds.add(Label.CALENDAR);
        }
        return Labels.of(kinds);
    }

    private static boolean isBounce(String contentType, boolean nullReturnPath) {
        if (!typeOf(contentType).equals("multipart/report")) {
            return false;
        }
        Optional<String> report = reportTypeOf(contentType);
        return report.map(DELIVERY_STATUS::equals).orElse(false)
                // RFC 3461 §6.1: reports go out with a null return path; some say no type of their report
                || (nullReturnPath
                        && report.map(type -> !REPORTS_OF_SUCCESS.contains(type))
                                .orElse(true));
    }

    private static boolean isAutomatic(Map<String, String> headers, String contentType) {
        boolean submitted = lines(headers, "Auto-Submitted")
                .anyMatch(value -> saysAutomatic(value).orElse(false));
        boolean answer = FIELDS_OF_ANSWERERS.stream().anyMatch(headers::containsKey)
                || lines(headers, "Precedence").map(AutomaticMail::firstWord).anyMatch("auto_reply"::equals);
        boolean unwanted = lines(headers, "X-Auto-Response-Suppress")
                .flatMap(value -> Stream.of(value.split("[,;]")))
                .anyMatch(word -> UNWANTED_ANSWERS.contains(word.strip().toLowerCase(Locale.ROOT)));
        // RFC 3834 §2: no report is answered, whatever it reports
        return submitted || answer || unwanted || typeOf(contentType).equals("multipart/report");
    }

    /**
     * Whether a field {@code Auto-Submitted} of this value says that a program sent the mail by itself: any value but {@code no} does,
     * whatever its parameters (RFC 3834 §5). Empty if it says nothing.
     */
    public static Optional<Boolean> saysAutomatic(String value) {
        String word = firstWord(value);
        return word.isEmpty() ? Optional.empty() : Optional.of(!word.equals("no"));
    }

    /** The values of all fields of this name. */
    private static Stream<String> lines(Map<String, String> headers, String name) {
        return headers.getOrDefault(name, "").lines();
    }

    /** RFC 3834 §2: what has nobody to whom an answer could go was sent by a machine. */
    private static boolean isOfAMachine(String returnPath) {
        return returnPath.isEmpty() || localPart(returnPath).equals("mailer-daemon");
    }

    /** RFC 3834 §2: the addresses at which lists get what is meant for those who run them. */
    private static boolean isOfAList(String returnPath) {
        String local = localPart(returnPath);
        return local.startsWith("owner-") || local.endsWith("-request");
    }

    private static String localPart(String address) {
        int at = address.lastIndexOf('@');
        return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
    }

    private static boolean isList(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch(name -> LIST_FIELDS.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** Older than every standard, and also on answering machines' mail: it counts where nothing better is known. */
    private static boolean isBulk(Map<String, String> headers) {
        return lines(headers, "Precedence")
                .map(AutomaticMail::firstWord)
                .anyMatch(Set.of("bulk", "list", "junk")::contains);
    }

    private static boolean isCalendar(String contentType, List<Attachment> attachments) {
        return typeOf(contentType).equals("text/calendar") // RFC 6047 §2.4
                || attachments.stream()
                        .flatMap(attachment -> attachment.contentType().stream())
                        .anyMatch(Set.of("text/calendar", "application/ics")::contains);
    }

    private static String typeOf(String contentType) {
        return firstWord(contentType);
    }

    private static Optional<String> reportTypeOf(String contentType) {
        Matcher found = REPORT_TYPE.matcher(contentType);
        return found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** What stands before the parameters, without comments, in lower case; of several fields the first. */
    private static String firstWord(String value) {
        String bare = withoutComments(value).strip();
        int end = 0;
        while (end < bare.length() && bare.charAt(end) != ';' && !Character.isWhitespace(bare.charAt(end))) {
            end++;
        }
        return bare.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** Comments stand in each other; what is nested deeper than anybody nests them stays. */
    private static String withoutComments(String value) {
        String bare = value;
        for (int depth = 0; depth < DEEPEST_COMMENT && bare.indexOf('(') >= 0; depth++) {
            bare = COMMENT.matcher(bare).replaceAll(" ");
        }
        return bare;
    }
}
