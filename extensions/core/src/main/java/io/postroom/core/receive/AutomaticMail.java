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

/**
 * Tells mail that a machine sent by itself from mail that somebody wrote, so that agents need not answer each other for ever.
 *
 * <ul>
 *   <li>{@code bounce}: a report that mail could not be delivered (RFC 3464)
 *   <li>{@code auto-reply}: anything else that says it was made without a person (RFC 3834)
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

    private AutomaticMail() {}

    /**
     * The labels of the kinds that {@code message} is of; none for mail a person wrote.
     *
     * @param nullReturnPath whether its envelope names no sender, {@code MAIL FROM:<>}
     */
    public static Labels kindsOf(ParsedMessage message, boolean nullReturnPath) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.headers().forEach(headers::putIfAbsent);
        String contentType = headers.getOrDefault("Content-Type", "");
        List<Label> kinds = new ArrayList<>();
        boolean bounce = isBounce(contentType, nullReturnPath);
        if (bounce) {
            kinds.add(Label.BOUNCE);
        }
        if (!bounce && isAutomatic(headers, contentType)) {
            kinds.add(Label.AUTO_REPLY);
        }
        if (isList(headers) || (kinds.isEmpty() && isBulk(headers))) {
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
        // RFC 3834 §5: any value but "no", the parameters do not matter
        boolean submitted = Optional.ofNullable(headers.get("Auto-Submitted"))
                .map(AutomaticMail::firstWord)
                .map(word -> !word.isEmpty() && !word.equals("no"))
                .orElse(false);
        boolean receipt = typeOf(contentType).equals("multipart/report")
                && reportTypeOf(contentType)
                        .map("disposition-notification"::equals)
                        .orElse(false);
        return submitted || receipt;
    }

    private static boolean isList(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch(name -> LIST_FIELDS.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** Older than every standard, and also on answering machines' mail: it counts where nothing better is known. */
    private static boolean isBulk(Map<String, String> headers) {
        return Optional.ofNullable(headers.get("Precedence"))
                .map(AutomaticMail::firstWord)
                .map(Set.of("bulk", "list", "junk")::contains)
                .orElse(false);
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
        String bare = COMMENT.matcher(value).replaceAll(" ").strip();
        int end = 0;
        while (end < bare.length() && bare.charAt(end) != ';' && !Character.isWhitespace(bare.charAt(end))) {
            end++;
        }
        return bare.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
