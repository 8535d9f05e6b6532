package io.postroom.webhooks;

import java.io.IOException;

/** A URL leads to an address that we do not call; see {@link Reach}. Does not say to which, as that would map our network. */
public final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException() {
        super("not a public address");
    }
}
