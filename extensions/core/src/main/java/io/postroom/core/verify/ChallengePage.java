package io.postroom.core.verify;

/** Where the page is that answers a challenge. */
@FunctionalInterface
public interface ChallengePage {
    /** The whole URL; {@code token} consists of characters that stand for themselves in one. */
    String urlOf(String token);
}
