package io.postroom.james.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;

/** One question to a scanner, over TCP or a socket in the file system, within a time for all of it. For one thread. */
final class ScannerConnection implements AutoCloseable {
    /** No answer of a scanner is as long. */
    private static final int MOST_ANSWERED = 64 << 10;

    private final SocketChannel channel;
    private final Duration limit;
    private final Future<?> deadline;

    /** What is done over it. */
    interface Dialogue<T> {
        T hold(ScannerConnection connection) throws IOException;
    }

    private ScannerConnection(SocketChannel channel, Duration limit, Deadlines deadlines) {
        this.channel = channel;
        this.limit = limit;
        this.deadline = deadlines.set(channel, limit);
    }

    /** @throws IOException also if all of it takes longer than {@code limit} */
    static <T> T ask(SocketAddress address, Duration limit, Deadlines deadlines, Dialogue<T> dialogue)
            throws IOException {
        try (ScannerConnection connection = new ScannerConnection(channelTo(address), limit, deadlines)) {
            return connection.hold(address, dialogue);
        }
    }

    private static SocketChannel channelTo(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }

    private <T> T hold(SocketAddress address, Dialogue<T> dialogue) throws IOException {
        try {
            channel.connect(address);
            return dialogue.hold(this);
        } catch (ClosedChannelException e) {
            throw new IOException("no answer within " + limit.toMillis() + " ms", e);
        }
    }

    OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /** The other side reads the end of what was written. */
    void finishWriting() throws IOException {
        channel.shutdownOutput();
    }

    /** All that the other side says until its end; an answer that is too long is none. */
    String answer() throws IOException {
        InputStream in = Channels.newInputStream(channel);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            answer.write(buffer, 0, count);
            if (answer.size() > MOST_ANSWERED) {
                throw new IOException("its answer has no end");
            }
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        deadline.cancel(false);
        channel.close();
    }
}
