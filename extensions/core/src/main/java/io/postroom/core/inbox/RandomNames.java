package io.postroom.core.inbox;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes user names of an adjective, a noun and four digits, such as {@code quietharbour4821}. Thread-safe if its source is. */
public final class RandomNames {
    private static final List<String> ADJECTIVES = List.of(
            "amber", "brave", "bright", "calm", "clever", "crisp", "eager", "early", "fair", "gentle", "golden",
            "grand", "happy", "honest", "jolly", "keen", "kind", "lively", "lucky", "mellow", "merry", "modest",
            "noble", "patient", "plain", "proud", "quick", "quiet", "rapid", "sharp", "silver", "smooth", "steady",
            "sunny", "swift", "tidy", "vivid", "warm", "wise");
    private static final List<String> NOUNS = List.of(
            "anchor",
            "arch",
            "beacon",
            "bridge",
            "brook",
            "canyon",
            "cedar",
            "cloud",
            "comet",
            "coral",
            "delta",
            "falcon",
            "field",
            "forest",
            "garden",
            "harbour",
            "heron",
            "island",
            "lantern",
            "maple",
            "meadow",
            "meteor",
            "mountain",
            "oak",
            "ocean",
            "orchard",
            "otter",
            "pine",
            "planet",
            "prairie",
            "rain",
            "river",
            "robin",
            "summit",
            "thistle",
            "valley",
            "willow");
    private static final int DIGITS = 10_000;

    private final RandomGenerator random;

    public RandomNames(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        return pick(ADJECTIVES) + pick(NOUNS) + "%04d".formatted(random.nextInt(DIGITS));
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
