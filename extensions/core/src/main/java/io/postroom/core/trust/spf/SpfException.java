package io.postroom.core.trust.spf;

import io.postroom.core.trust.Result;

/** A check ends here, with a result that no mechanism gave. Never leaves this package. */
final class SpfException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;

    private SpfException(Result result, String message) {
        super(message, null, false, false); // thrown as a matter of course: no stack
        this.result = result;
    }

    static SpfException permanent(String message) {
        return new SpfException(Result.PERMERROR, message);
    }

    static SpfException temporary(String message) {
        return new SpfException(Result.TEMPERROR, message);
    }

    Result result() {
        return result;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
