package io.postroom.testkit;

import io.postroom.core.account.MailDomain;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.trace.VerdictFilter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Function;

/**
 * Octets that a test has kept, of a server that is known as {@link #NAME}.
 *
 * @param octets those of a message
 */
public record FakeSpooledOctets<M>(Function<M, byte[]> octets) implements SpooledOctets<M> {
    public static final MailDomain NAME = new MailDomain("mx.agents.example");

    @Override
    public InputStream open(M message) {
        return new VerdictFilter(original(message), NAME);
    }

    @Override
    public InputStream original(M message) {
        return new ByteArrayInputStream(octets.apply(message));
    }
}
