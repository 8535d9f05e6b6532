package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V0ErrorsTest {
    private final V0Errors errors = new V0Errors();

    private static MapAssert<Object, Object> assertBody(Answer answer) {
        return assertThat(((Answer.Content.JsonText) answer.content()).value())
                .asInstanceOf(InstanceOfAssertFactories.MAP);
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN,403,ForbiddenError,forbidden",
        "MISSING_PERMISSION,403,ForbiddenError,missing_permission",
        "PERMISSION_ESCALATION,403,ForbiddenError,permission_escalation",
        "UNRESTRICTED_KEY_REQUIRED,403,ForbiddenError,unrestricted_key_required",
        "SUSPENDED,403,ForbiddenError,forbidden",
        "ALREADY_EXISTS,403,AlreadyExistsError,already_exists",
        "LIMIT_EXCEEDED,403,LimitExceededError,limit_exceeded",
        "DOMAIN_NOT_VERIFIED,403,DomainNotVerifiedError,domain_not_verified",
        "CANNOT_DELETE,403,CannotDeleteError,cannot_delete",
        "NOT_FOUND,404,NotFoundError,not_found",
        "CONFLICT,409,ConflictError,conflict",
        "UNPROCESSABLE,422,UnprocessableError,unprocessable",
        "NOT_IMPLEMENTED,422,UnprocessableError,unprocessable",
        "RATE_LIMITED,429,RateLimitError,rate_limit_exceeded",
        "INVALID,400,ValidationError,validation_error"
    })
    void giveEachReasonItsStatusAndCode(Reason reason, int status, String name, String code) {
        Answer answer = errors.answer(new RefusedException(reason, "Why"));

        assertThat(answer.status()).isEqualTo(status);
        assertBody(answer)
                .containsEntry("name", name)
                .containsEntry("code", code)
                .containsEntry("message", "Why");
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING_AUTHORIZATION,401,Unauthorized",
        "UNKNOWN_KEY,403,Forbidden",
        "TOO_LARGE,413,Request Entity Too Large"
    })
    void sayLittleToStrangers(Reason reason, int status, String message) {
        Answer answer = errors.answer(new RefusedException(reason, "anything"));

        assertThat(answer.status()).isEqualTo(status);
        assertBody(answer).isEqualTo(Map.of("message", message));
    }

    @Test
    void askNobodyToRepeatAConflict() {
        Answer answer = errors.answer(new RefusedException(Reason.CONFLICT, "Why"));

        assertThat(answer.headers()).containsEntry("x-should-retry", "false");
    }

    @Test
    void nameEveryProblemWithItsPath() {
        List<Problem> problems =
                List.of(new Problem("invalid_type", List.of("event_types", "1"), "one"), Problem.of("url", "two"));

        Answer answer = errors.answer(new RefusedException(Reason.INVALID, "Why", problems, List.of()));

        assertBody(answer)
                .containsEntry(
                        "errors",
                        List.of(
                                Map.of("code", "invalid_type", "path", List.of("event_types", 1), "message", "one"),
                                Map.of("code", "invalid_value", "path", List.of("url"), "message", "two")));
    }

    @Test
    void askToComeBackWhenTheWorldIsDown() {
        Answer answer = errors.answer(new UncheckedIOException(new IOException("10.0.0.7 refused")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsKey("Retry-After");
        assertBody(answer).containsEntry("code", "service_unavailable");
        assertThat(answer.content().toString()).doesNotContain("10.0.0.7");
    }

    @Test
    void keepDetailsOfOurMistakesToTheLog() {
        Answer answer = errors.answer(new IllegalStateException("secret detail"));

        assertThat(answer.status()).isEqualTo(500);
        assertBody(answer).containsEntry("code", "internal_error").containsKey("request_id");
        assertThat(answer.content().toString()).doesNotContain("secret");
    }
}
