package io.postroom.james.smtp;

import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;

/** Answers with an enhanced status code (RFC 3463) at the beginning of their text. */
public final class Replies {
    private Replies() {}

    /** Try again later. */
    public static HookResult later(String code, String text) {
        return reply(HookReturnCode.denySoft(), code, text);
    }

    /** Do not try again. */
    public static HookResult never(String code, String text) {
        return reply(HookReturnCode.deny(), code, text);
    }

    /** Welcome. */
    public static HookResult welcome(String code, String text) {
        return reply(HookReturnCode.ok(), code, text);
    }

    private static HookResult reply(HookReturnCode kind, String code, String text) {
        return HookResult.builder()
                .hookReturnCode(kind)
                .smtpReturnCode(code)
                .smtpDescription(text)
                .build();
    }
}
