package io.postroom.routes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads points in time as clients write them (ISO 8601). */
public final class Times {
    private static final int DATE_LENGTH = 10;

    private Times() {}

    /**
     * A date and time with or without a fraction and an offset, which is UTC if missing, or a date, which stands for its first moment.
     *
     * @throws IllegalArgumentException if {@code text} is none of these
     */
    public static Instant parse(String text) {
        // "+" of an offset that a client put into a query as it is, arrives as a space
        String restored = text.length() > DATE_LENGTH
                ? text.substring(0, DATE_LENGTH + 1)
                        + text.substring(DATE_LENGTH + 1).replace(' ', '+')
                : text;
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.length() == DATE_LENGTH ? text + "T00:00:00" : restored,
                    OffsetDateTime::from,
                    LocalDateTime::from);
            return time instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a point in time such as " + LocalDate.EPOCH + "T00:00:00Z", e);
        }
    }
}
