package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InboxAiErrorsTest {
    private final InboxAiErrors errors = new InboxAiErrors();

    private static Object body(Answer answer) {
        return ((Answer.Content.JsonText) answer.content()).value();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID,400,validation_error",
        "MISSING_AUTHORIZATION,401,unauthorized",
        "UNKNOWN_KEY,401,invalid_api_key",
        "MISSING_PERMISSION,403,missing_permission",
        "LIMIT_EXCEEDED,403,limit_exceeded",
        "NOT_FOUND,404,not_found",
        "ALREADY_EXISTS,409,already_exists",
        "CONFLICT,409,conflict",
        "TOO_LARGE,413,payload_too_large",
        "UNPROCESSABLE,422,unprocessable",
        "RATE_LIMITED,429,rate_limit_exceeded"
    })
    void giveEachReasonItsStatusAndCode(Reason reason, int status, String code) {
        Answer answer = errors.answer(new RefusedException(reason, "Why"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer)).isEqualTo(Map.of("error", Map.of("code", code, "message", "Why")));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void blameTheCallerForWhatIsRefused(Reason reason) {
        assertThat(errors.answer(new RefusedException(reason, "Why")).status()).isBetween(400, 429);
    }

    @Test
    void sayWhenToComeBack() {
        Answer tooOften = errors.answer(RefusedException.tooOften("Too many", Duration.ofMillis(1200)));
        Answer away = errors.answer(new UncheckedIOException(new IOException("10.0.0.7 refused")));

        assertThat(tooOften.headers()).containsEntry("Retry-After", "2");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers()).containsKey("Retry-After");
        assertThat(body(away).toString()).doesNotContain("10.0.0.7");
    }

    @Test
    void keepDetailsOfOurMistakesToTheLog() {
        Answer answer = errors.answer(new IllegalStateException("secret detail"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(body(answer).toString()).doesNotContain("secret");
    }
}
