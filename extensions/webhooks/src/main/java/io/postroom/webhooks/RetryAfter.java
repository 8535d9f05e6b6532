package io.postroom.webhooks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The header with which a server says how long to wait (RFC 9110 §10.2.3). */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;

    /** The forms of a date with a whole year (RFC 9110 §5.6.7): IMF-fixdate, asctime. */
    private static final List<DateTimeFormatter> WHOLE_YEAR = List.of(
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH));

    private static final int YEARS_AHEAD = 50;

    private RetryAfter() {}

    /** How long from {@code now}, never less than nothing; empty if {@code value} has none of the forms. */
    static Optional<Duration> parse(String value, Instant now) {
        String text = value.trim();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(
                    Duration.ofSeconds(text.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text)));
        }
        return Stream.concat(WHOLE_YEAR.stream(), Stream.of(shortYear(now)))
                .flatMap(form -> date(text, form).stream())
                .findFirst()
                .map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }

    /** The form of RFC 850, which a recipient must accept too; RFC 9110 §5.6.7: a year over 50 years ahead is one of the past. */
    private static DateTimeFormatter shortYear(Instant now) {
        int first = now.atOffset(ZoneOffset.UTC).getYear() - (99 - YEARS_AHEAD);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, first)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notThisForm) {
            return Optional.empty();
        }
    }
}
