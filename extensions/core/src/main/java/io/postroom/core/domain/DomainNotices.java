package io.postroom.core.domain;

/** Tells what became of domains. */
@FunctionalInterface
public interface DomainNotices {
    /**
     * Says that {@code domain} is verified, the first time it is called for it; durable once this returns. An unreachable store shows as an
     * {@link java.io.UncheckedIOException}.
     */
    void verified(Domain domain);
}
