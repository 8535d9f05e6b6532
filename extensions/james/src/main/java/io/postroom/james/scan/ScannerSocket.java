package io.postroom.james.scan;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where a scanner listens, and how long it may take.
 *
 * @param address as the setting has it
 * @param socket looked up for each question
 * @param limit for all of a question
 */
record ScannerSocket(String address, Supplier<SocketAddress> socket, Duration limit, Deadlines deadlines) {
    /** @throws IOException also if all of it takes longer than the limit */
    <T> T ask(ScannerConnection.Dialogue<T> dialogue) throws IOException {
        return ScannerConnection.ask(socket.get(), limit, deadlines, dialogue);
    }
}
