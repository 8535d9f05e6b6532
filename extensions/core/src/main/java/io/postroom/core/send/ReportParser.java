package io.postroom.core.send;

import io.postroom.core.message.RawMessage;
import java.util.Optional;

/** Reads the reports of other mail servers. Thread-safe. */
public interface ReportParser {
    /**
     * The report that {@code raw} is; empty if it is none, or none that can be read. Throws {@link java.io.UncheckedIOException} if the
     * octets cannot be read, and nothing for what they are.
     */
    Optional<MailReport> parse(RawMessage raw);
}
