package io.postroom.james.setting;

/** An operator wrote a key or a value this server does not understand; the message is one sentence for the operator. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String sentence) {
        super(sentence);
    }
}
