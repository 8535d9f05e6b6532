package io.postroom.core.draft;

import java.util.Optional;

/** A draft with its texts, whose lines end in {@code \n}. */
public record OpenedDraft(Draft draft, Optional<String> text, Optional<String> html) {}
