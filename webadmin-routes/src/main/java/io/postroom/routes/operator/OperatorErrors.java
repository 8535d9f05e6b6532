package io.postroom.routes.operator;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import io.postroom.routes.ErrorDialect;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure in the words of James' WebAdmin: {@code statusCode}, {@code type}, {@code message}. */
public final class OperatorErrors implements ErrorDialect {
    private static final Logger LOGGER = LoggerFactory.getLogger(OperatorErrors.class);

    @Override
    public Answer answer(Exception failure) {
        if (failure instanceof RefusedException refused) {
            return answer(status(refused.reason()), String.valueOf(refused.getMessage()));
        }
        if (failure instanceof UncheckedIOException) {
            LOGGER.warn(
                    "a store or name server cannot be reached: {}",
                    failure.getMessage()); // one line: every request may end so for a while
            LOGGER.debug("where that was", failure);
            return answer(503, "A store or name server cannot be reached; try again");
        }
        LOGGER.error("an operator's request failed", failure);
        return answer(500, "Postroom encountered an unexpected internal error");
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> 404;
            case CONFLICT, ALREADY_EXISTS, CANNOT_DELETE -> 409;
            case TOO_LARGE -> 413;
            default -> 400;
        };
    }

    private static Answer answer(int status, String message) {
        return Answer.json(status, detail(status, message));
    }

    @Override
    public Object body(int status) {
        return detail(status, "The request cannot be answered");
    }

    private static Map<String, Object> detail(int status, String message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("statusCode", status);
        fields.put("type", type(status).getType());
        fields.put("message", message);
        return fields;
    }

    private static ErrorType type(int status) {
        return switch (status) {
            case 404 -> ErrorType.NOT_FOUND;
            case 409 -> ErrorType.WRONG_STATE;
            default -> status < 500 ? ErrorType.INVALID_ARGUMENT : ErrorType.SERVER_ERROR;
        };
    }
}
