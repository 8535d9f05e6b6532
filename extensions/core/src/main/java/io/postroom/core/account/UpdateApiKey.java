package io.postroom.core.account;

import java.util.Optional;

/** What a caller wants changed of a key; what is empty stays. */
public record UpdateApiKey(Optional<String> name, Optional<Permissions> permissions) {}
