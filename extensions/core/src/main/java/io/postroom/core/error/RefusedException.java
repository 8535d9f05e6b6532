package io.postroom.core.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The caller is wrong: the request is refused and nothing was changed.
 *
 * <p>The message is written for the caller and holds no internals and no secrets.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<Problem> problems;
    private final transient List<String> suggestions;
    private final transient Optional<Duration> wait;

    public RefusedException(Reason reason, String message) {
        this(reason, message, List.of(), List.of());
    }

    public RefusedException(Reason reason, String message, List<Problem> problems, List<String> suggestions) {
        this(reason, message, problems, suggestions, Optional.empty());
    }

    private RefusedException(
            Reason reason, String message, List<Problem> problems, List<String> suggestions, Optional<Duration> wait) {
        super(message);
        this.reason = reason;
        this.problems = List.copyOf(problems);
        this.suggestions = List.copyOf(suggestions);
        this.wait = wait;
    }

    /** Too much at once: {@link Reason#RATE_LIMITED}, and after how long it would be done. */
    public static RefusedException tooOften(String message, Duration wait) {
        return new RefusedException(Reason.RATE_LIMITED, message, List.of(), List.of(), Optional.of(wait));
    }

    /** The value of one field is not allowed: {@link Reason#INVALID}, with the field's path. */
    public static RefusedException invalid(String field, String message) {
        return new RefusedException(Reason.INVALID, message, List.of(Problem.of(field, message)), List.of());
    }

    /** The key lacks a permission that what it asks for needs: {@link Reason#MISSING_PERMISSION}, with the permission's name. */
    public static RefusedException missing(String permission) {
        return new RefusedException(Reason.MISSING_PERMISSION, permission + " is forbidden");
    }

    /** The same words for a resource that does not exist and for one outside the caller's scope. */
    public static RefusedException notFound(String kind) {
        return new RefusedException(Reason.NOT_FOUND, kind + " not found");
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong, field by field; empty unless the reason is {@link Reason#INVALID}. */
    public List<Problem> problems() {
        return problems;
    }

    /** After how long to try again, if that is known; empty unless the reason is {@link Reason#RATE_LIMITED}. */
    public Optional<Duration> waiting() {
        return wait;
    }

    /** Names that are still free, where a name was taken; otherwise empty. */
    public List<String> suggestions() {
        return suggestions;
    }
}
