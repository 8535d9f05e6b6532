package io.postroom.server.e2e;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Knocks at a starting server until it takes a mail. */
final class FirstMail {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private FirstMail() {}

    /**
     * @param address asks for the address to send to; throws an {@link UncheckedIOException} while there is nobody to ask
     */
    static void await(Postroom postroom, ProcessHandle process, Supplier<String> address) {
        Eventually.get(PATIENCE, "first mail accepted", () -> {
            if (!process.isAlive()) {
                throw new AssertionError(
                        "the server ended; see " + postroom.data().resolveSibling("console.log"));
            }
            return accepts(postroom, address) ? Optional.of(true) : Optional.empty();
        });
    }

    private static boolean accepts(Postroom postroom, Supplier<String> address) {
        try (SmtpClient smtp = postroom.smtp()) {
            String to = address.get();
            return smtp.send(to, Letter.to(to).subject("the first")).code() == 250;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
