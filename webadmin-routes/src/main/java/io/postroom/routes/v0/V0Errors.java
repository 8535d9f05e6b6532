package io.postroom.routes.v0;

import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import io.postroom.routes.ErrorDialect;
import io.postroom.routes.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every failure in the words of {@code /v0}: {@code name}, {@code code}, {@code message}, and {@code fix} where there is advice to give.
 * A missing or unknown key and a body over the limit are answered with a {@code message} only, as clients expect.
 */
public final class V0Errors implements ErrorDialect {
    private static final Kind VALIDATION = new Kind(400, "ValidationError", "validation_error");
    private static final Kind NOT_FOUND = new Kind(404, "NotFoundError", "not_found");
    private static final Kind UNAVAILABLE = new Kind(503, "ServiceUnavailableError", "service_unavailable");
    private static final Kind INTERNAL = new Kind(500, "InternalError", "internal_error");

    private record Kind(int status, String name, String code) {}

    @Override
    public Answer answer(Exception failure) {
        Failure why = Failure.of(failure);
        if (why instanceof Failure.Refused refused) {
            return refused(refused);
        }
        if (why instanceof Failure.Mistake mistake) {
            Map<String, Object> fields = envelope(INTERNAL, "An internal error occurred");
            fields.put("request_id", mistake.request());
            return Answer.json(500, fields);
        }
        return Answer.json(503, envelope(UNAVAILABLE, "The service is temporarily unavailable"))
                .withHeader("Retry-After", Failure.RETRY_SECONDS);
    }

    private static Answer refused(Failure.Refused failure) {
        RefusedException refused = failure.why();
        return switch (refused.reason()) {
            case MISSING_AUTHORIZATION -> bare(401, "Unauthorized");
            case UNKNOWN_KEY -> bare(403, "Forbidden");
            case TOO_LARGE -> bare(413, "Request Entity Too Large").withHeader("Connection", "close");
            case INVALID -> invalid(refused);
            case ALREADY_EXISTS -> taken(refused);
            case CONFLICT -> answer(kind(refused.reason()), refused).withHeader("x-should-retry", "false");
            case RATE_LIMITED ->
                answer(kind(refused.reason()), refused).withHeader("Retry-After", failure.retryAfter());
            default -> answer(kind(refused.reason()), refused);
        };
    }

    private static Kind kind(Reason reason) {
        return switch (reason) {
            case MISSING_AUTHORIZATION -> new Kind(401, "UnauthorizedError", "missing_authorization");
            case UNKNOWN_KEY -> new Kind(403, "ForbiddenError", "unknown_api_key");
            case FORBIDDEN, SUSPENDED -> new Kind(403, "ForbiddenError", "forbidden");
            case MISSING_PERMISSION -> new Kind(403, "ForbiddenError", "missing_permission");
            case PERMISSION_ESCALATION -> new Kind(403, "ForbiddenError", "permission_escalation");
            case UNRESTRICTED_KEY_REQUIRED -> new Kind(403, "ForbiddenError", "unrestricted_key_required");
            case ALREADY_EXISTS -> new Kind(403, "AlreadyExistsError", "already_exists");
            case LIMIT_EXCEEDED -> new Kind(403, "LimitExceededError", "limit_exceeded");
            case DOMAIN_NOT_VERIFIED -> new Kind(403, "DomainNotVerifiedError", "domain_not_verified");
            case MESSAGE_REJECTED -> new Kind(403, "MessageRejectedError", "message_rejected");
            case LOOP_DETECTED -> new Kind(403, "LoopDetectedError", "loop_detected");
            case CANNOT_DELETE -> new Kind(403, "CannotDeleteError", "cannot_delete");
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> new Kind(409, "ConflictError", "conflict");
            case UNPROCESSABLE, NOT_IMPLEMENTED -> new Kind(422, "UnprocessableError", "unprocessable");
            case TOO_LARGE -> new Kind(413, "PayloadTooLargeError", "payload_too_large");
            case RATE_LIMITED -> new Kind(429, "RateLimitError", "rate_limit_exceeded");
            case QUERY_RANGE_TOO_WIDE -> new Kind(400, "ValidationError", "query_range_too_wide");
            case INVALID -> VALIDATION;
        };
    }

    private static Answer bare(int status, String message) {
        return Answer.json(status, Map.of("message", message));
    }

    private static Answer answer(Kind kind, RefusedException refused) {
        Map<String, Object> fields = envelope(kind, refused.getMessage());
        advice(refused.reason()).ifPresent(fix -> fields.put("fix", fix));
        return Answer.json(kind.status(), fields);
    }

    private static Optional<String> advice(Reason reason) {
        return Optional.ofNullable(
                switch (reason) {
                    case MISSING_PERMISSION -> "Use a key whose permissions include this operation.";
                    case PERMISSION_ESCALATION -> "Ask only for permissions that your own key has.";
                    case UNRESTRICTED_KEY_REQUIRED ->
                        "Use a key without restrictions, or name the permissions to grant.";
                    case SUSPENDED -> "Ask the operator of this server.";
                    case DOMAIN_NOT_VERIFIED -> "Publish the domain's DNS records and have it verified.";
                    case MESSAGE_REJECTED ->
                        "Leave these recipients out, change the lists that refuse them, or ask the operator of this server to lift their suppression.";
                    case LOOP_DETECTED ->
                        "Let programs answer only what people write; where a person wrote this answer, say so with \"automatic\": false.";
                    case QUERY_RANGE_TOO_WIDE -> "Ask for less time, or for longer periods.";
                    case LIMIT_EXCEEDED -> "Delete what is no longer needed, or ask the operator for more.";
                    default -> null;
                });
    }

    private static Answer invalid(RefusedException refused) {
        Map<String, Object> fields = envelope(VALIDATION, refused.getMessage());
        List<Problem> problems = refused.problems().isEmpty()
                ? List.of(new Problem("custom", List.of(), String.valueOf(fields.get("message"))))
                : refused.problems();
        fields.put("errors", problems.stream().map(V0Errors::wire).toList());
        return Answer.json(VALIDATION.status(), fields);
    }

    private static Map<String, Object> wire(Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", problem.code());
        fields.put("path", problem.path().stream().map(V0Errors::step).toList());
        fields.put("message", problem.message());
        return fields;
    }

    /** A step of a path that is a list index goes out as a number. */
    private static Object step(String text) {
        boolean index = !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return index ? Integer.valueOf(text) : text;
    }

    private static Answer taken(RefusedException refused) {
        Kind kind = kind(Reason.ALREADY_EXISTS);
        Map<String, Object> fields = envelope(kind, refused.getMessage());
        fields.put("fix", "Choose another name.");
        fields.put("suggestions", refused.suggestions());
        return Answer.json(kind.status(), fields);
    }

    private static Map<String, Object> envelope(Kind kind, @Nullable String message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", kind.name());
        fields.put("code", kind.code());
        fields.put("message", message == null ? kind.code() : message);
        return fields;
    }

    @Override
    public Object body(int status) {
        return switch (status) {
            case 404 -> envelope(NOT_FOUND, "This API has no such operation");
            case 413 -> Map.of("message", "Request Entity Too Large");
            case 414 -> malformed("The URL is too long");
            case 431 -> malformed("The header is too large");
            case 503 -> envelope(UNAVAILABLE, "The service is temporarily unavailable");
            default ->
                status < 500 || status == 505
                        ? malformed("The request is not well-formed HTTP")
                        : envelope(INTERNAL, "An internal error occurred");
        };
    }

    private static Map<String, Object> malformed(String message) {
        Map<String, Object> fields = envelope(VALIDATION, message);
        fields.put("errors", List.of(wire(new Problem("invalid_request", List.of(), message))));
        return fields;
    }
}
