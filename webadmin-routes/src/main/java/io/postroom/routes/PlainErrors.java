package io.postroom.routes;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;

/**
 * Failures in a dialect that says no more of each than a status, a code and a sentence. Neither InboxAI nor Assmbl has published its codes:
 * what is not in their references is chosen here, for both.
 */
public abstract class PlainErrors implements ErrorDialect {
    private static final Kind VALIDATION = new Kind(400, "validation_error");
    private static final Kind NOT_FOUND = new Kind(404, "not_found");
    private static final Kind TOO_LARGE = new Kind(413, "payload_too_large");
    private static final Kind INTERNAL = new Kind(500, "internal_error");
    private static final Kind UNAVAILABLE = new Kind(503, "service_unavailable");

    private record Kind(int status, String code) {}

    /** The body of an answer that says this. */
    protected abstract Object shape(String code, String message);

    @Override
    public final Answer answer(Exception failure) {
        Failure why = Failure.of(failure);
        if (why instanceof Failure.Refused refused) {
            return refused(refused);
        }
        if (why instanceof Failure.Mistake mistake) {
            return answer(INTERNAL, "An internal error occurred; the server's log calls it " + mistake.request());
        }
        return answer(UNAVAILABLE, "The service is temporarily unavailable")
                .withHeader("Retry-After", Failure.RETRY_SECONDS);
    }

    private Answer refused(Failure.Refused refused) {
        RefusedException why = refused.why();
        Kind kind = kind(why.reason());
        Answer answer = answer(kind, String.valueOf(why.getMessage()));
        return switch (why.reason()) {
            case TOO_LARGE -> answer.withHeader("Connection", "close");
            case RATE_LIMITED -> answer.withHeader("Retry-After", refused.retryAfter());
            default -> answer;
        };
    }

    private static Kind kind(Reason reason) {
        return switch (reason) {
            case INVALID, QUERY_RANGE_TOO_WIDE -> VALIDATION;
            case MISSING_AUTHORIZATION -> new Kind(401, "unauthorized");
            case UNKNOWN_KEY -> new Kind(401, "invalid_api_key");
            case FORBIDDEN, SUSPENDED -> new Kind(403, "forbidden");
            case MISSING_PERMISSION -> new Kind(403, "missing_permission");
            case PERMISSION_ESCALATION -> new Kind(403, "permission_escalation");
            case UNRESTRICTED_KEY_REQUIRED -> new Kind(403, "unrestricted_key_required");
            case LIMIT_EXCEEDED -> new Kind(403, "limit_exceeded");
            case DOMAIN_NOT_VERIFIED -> new Kind(403, "domain_not_verified");
            case MESSAGE_REJECTED -> new Kind(403, "message_rejected");
            case LOOP_DETECTED -> new Kind(403, "loop_detected");
            case NOT_FOUND -> NOT_FOUND;
            case ALREADY_EXISTS -> new Kind(409, "already_exists");
            case CANNOT_DELETE -> new Kind(409, "cannot_delete");
            case CONFLICT -> new Kind(409, "conflict");
            case TOO_LARGE -> TOO_LARGE;
            case UNPROCESSABLE, NOT_IMPLEMENTED -> new Kind(422, "unprocessable");
            case RATE_LIMITED -> new Kind(429, "rate_limit_exceeded");
        };
    }

    private Answer answer(Kind kind, String message) {
        return Answer.json(kind.status(), shape(kind.code(), message));
    }

    @Override
    public final Object body(int status) {
        return switch (status) {
            case 404 -> shape(NOT_FOUND.code(), "This API has no such operation");
            case 413 -> shape(TOO_LARGE.code(), "Request Entity Too Large");
            case 503 -> shape(UNAVAILABLE.code(), "The service is temporarily unavailable");
            default ->
                status < 500 || status == 505
                        ? shape(VALIDATION.code(), "The request is not well-formed HTTP")
                        : shape(INTERNAL.code(), "An internal error occurred");
        };
    }
}
