package io.postroom.server.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The ways this product runs, by the names an operator writes. */
public enum Profile {
    /** Everything in memory, for trying it and for tests. */
    SANDBOX(Optional.of(Sandbox.COMPOSITION), "memory", false),
    /** One machine that keeps everything; Cassandra is started beside the server. */
    STANDALONE(Optional.of(Standalone.COMPOSITION), "cassandra", true),
    /** Many machines; known by name so that asking for it says what is the matter. */
    DISTRIBUTED(Optional.empty(), "cassandra", false);

    private final Optional<Composition> composition;
    private final String mailRepositories;
    private final boolean bundledCassandra;

    Profile(Optional<Composition> composition, String mailRepositories, boolean bundledCassandra) {
        this.composition = composition;
        this.mailRepositories = mailRepositories;
        this.bundledCassandra = bundledCassandra;
    }

    /** The profile written {@code name}, or empty if there is none. */
    public static Optional<Profile> named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.wireName().equals(name))
                .findFirst();
    }

    /** The name an operator writes. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the server is made of, or empty if this version does not have the profile yet. */
    public Optional<Composition> composition() {
        return composition;
    }

    /** Scheme of the URLs of James' mail repositories. */
    public String mailRepositories() {
        return mailRepositories;
    }

    /** Settings that are always so in this profile unless the command line says otherwise. */
    public Map<String, String> settings() {
        return this == SANDBOX ? Map.of("webhooks.allow-private-networks", "true", "agents.sign-up", "true") : Map.of();
    }

    /** Whether the launcher starts a Cassandra of its own. */
    public boolean bundledCassandra() {
        return bundledCassandra;
    }
}
