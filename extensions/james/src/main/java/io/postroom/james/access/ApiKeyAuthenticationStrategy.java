package io.postroom.james.access;

import io.postroom.core.account.Permission;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.jmap.http.AuthenticationChallenge;
import org.apache.james.jmap.http.AuthenticationScheme;
import org.apache.james.jmap.http.AuthenticationStrategy;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Lets mailbox passwords and API keys with {@code message_read} in, over JMAP, by basic authentication (RFC 7617). Thread-safe.
 *
 * <p>Named in {@code jmap.properties} as {@code authentication.strategy.rfc8621}, in place of James' own, which knows passwords only.
 */
public final class ApiKeyAuthenticationStrategy implements AuthenticationStrategy {
    private static final String SCHEME = "Basic ";

    private final MailLogin login;
    private final MailboxManager mailboxes;

    @Inject
    public ApiKeyAuthenticationStrategy(MailLogin login, MailboxManager mailboxes) {
        this.login = login;
        this.mailboxes = mailboxes;
    }

    private record Credentials(Username name, String password) {}

    @Override
    public Mono<MailboxSession> createMailboxSession(HttpServerRequest request) {
        return Mono.fromCallable(() -> session(authHeaders(request)))
                .flatMap(Mono::justOrEmpty)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Optional<MailboxSession> session(@Nullable String header) throws Exception {
        Optional<Credentials> credentials = Optional.ofNullable(header).flatMap(ApiKeyAuthenticationStrategy::parse);
        if (credentials.isEmpty()
                || !login.permits(credentials.get().name(), credentials.get().password(), Permission.MESSAGE_READ)) {
            return Optional.empty();
        }
        return Optional.of(mailboxes.authenticate(credentials.get().name()).withoutDelegation());
    }

    private static Optional<Credentials> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] octets =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(octets, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Credentials(Username.of(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public AuthenticationChallenge correspondingChallenge() {
        return AuthenticationChallenge.of(AuthenticationScheme.of("Basic"), Map.of("realm", "postroom"));
    }
}
