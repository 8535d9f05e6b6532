package io.postroom.server.health;

import io.postroom.server.launch.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a mail sent now would be taken: everything has been started, SMTP greets with 220, and the users' store answers.
 *
 * <p>Anyone may ask over HTTP, so an answer is kept for a second. Thread-safe; blocks for a few seconds at most.
 */
public final class MailAccepted implements BooleanSupplier {
    private static final Logger LOGGER = LoggerFactory.getLogger(MailAccepted.class);
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final Username SOMEBODY = Username.of("postmaster");

    private final Ports ports;
    private final UsersRepository users;
    private volatile boolean started;
    private volatile Answer last = new Answer(false, System.nanoTime() - KEPT.toNanos());

    @Inject
    MailAccepted(Ports ports, UsersRepository users) {
        this.ports = ports;
        this.users = users;
    }

    /** Every part of the server has been started; SMTP greets before the last one has. */
    void noteStarted() {
        started = true;
    }

    @Override
    public boolean getAsBoolean() {
        if (!started) {
            return false;
        }
        Answer answer = last;
        if (System.nanoTime() - answer.nanoTime() < KEPT.toNanos()) {
            return answer.accepted();
        }
        boolean accepted = smtpGreets() && storeAnswers();
        last = new Answer(accepted, System.nanoTime());
        return accepted;
    }

    private boolean smtpGreets() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.smtp()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(3), StandardCharsets.US_ASCII).equals("220");
        } catch (IOException e) {
            LOGGER.debug("SMTP does not greet", e);
            return false;
        }
    }

    private boolean storeAnswers() {
        try {
            users.contains(SOMEBODY);
            return true;
        } catch (UsersRepositoryException | RuntimeException e) {
            LOGGER.debug("the users' store does not answer", e);
            return false;
        }
    }

    private record Answer(boolean accepted, long nanoTime) {}
}
