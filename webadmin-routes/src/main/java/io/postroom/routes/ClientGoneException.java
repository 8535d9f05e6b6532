package io.postroom.routes;

import java.io.IOException;

/** The client went away before the answer was sent. There is nobody left to tell. */
final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
        super(cause);
    }
}
