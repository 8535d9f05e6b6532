package io.postroom.core.trust.dkim;

import io.postroom.core.trust.Result;

/** A signature proves nothing, for this reason. Never leaves this package. */
final class UnusableSignatureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;

    UnusableSignatureException(Result result, String message) {
        super(message, null, false, false); // thrown as a matter of course: no stack
        this.result = result;
    }

    Result result() {
        return result;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
