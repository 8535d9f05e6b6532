package io.postroom.core.error;

/**
 * Why a request of a caller is refused; each dialect of the API maps every reason to one status and one code.
 */
public enum Reason {
    /** The request is malformed or a value in it is not allowed. */
    INVALID,
    /** More is asked for than one answer can hold. */
    QUERY_RANGE_TOO_WIDE,
    /** There is no usable credential in the request. */
    MISSING_AUTHORIZATION,
    /** The credential is well formed, but unknown, revoked or expired. */
    UNKNOWN_KEY,
    /** The caller's scope does not reach this kind of resource. */
    FORBIDDEN,
    /** The caller's key lacks the permission. */
    MISSING_PERMISSION,
    /** The caller tries to grant what its own key lacks. */
    PERMISSION_ESCALATION,
    /** Only an unrestricted key may do this. */
    UNRESTRICTED_KEY_REQUIRED,
    /** The organisation is suspended by the operator. */
    SUSPENDED,
    /** The name is taken. */
    ALREADY_EXISTS,
    /** A limit of the organisation is reached. */
    LIMIT_EXCEEDED,
    /** Mail may not leave from this domain yet. */
    DOMAIN_NOT_VERIFIED,
    /** Mail to one of these recipients may not leave. */
    MESSAGE_REJECTED,
    /** A program would answer a program. */
    LOOP_DETECTED,
    /** The resource has children or is otherwise undeletable. */
    CANNOT_DELETE,
    /** No such resource, or none that this caller may know of. */
    NOT_FOUND,
    /** The state of the resource, or a concurrent request, forbids it now. */
    CONFLICT,
    /** Well formed, but it cannot be carried out. */
    UNPROCESSABLE,
    /** The request body is over the limit. */
    TOO_LARGE,
    /** Too many requests. */
    RATE_LIMITED,
    /** The API has no such operation here. */
    NOT_IMPLEMENTED
}
