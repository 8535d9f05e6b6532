package io.postroom.core.verify;

import io.postroom.core.list.EntryName;
import java.util.Optional;

/**
 * The address of somebody who writes to an inbox, or to whom it writes: {@code ann@example.com}.
 *
 * @param value as {@link EntryName} has addresses: in lower case, the domain in ASCII
 */
public record SenderAddress(String value) {
    /** @throws IllegalArgumentException if it is no address in that form */
    public SenderAddress {
        if (new EntryName(value).type() != EntryName.Type.EMAIL || value.indexOf('@') == 0) {
            throw new IllegalArgumentException("not an address");
        }
    }

    /**
     * The address that a message writes.
     *
     * @param written {@code ann@example.com} or {@code Ann <ann@example.com>}; empty if there is no address in it that a list could have
     */
    public static Optional<SenderAddress> of(String written) {
        return EntryName.of(written).stream()
                .filter(name ->
                        name.type() == EntryName.Type.EMAIL && name.value().indexOf('@') > 0)
                .findFirst()
                .map(name -> new SenderAddress(name.value()));
    }

    /**
     * The address that a caller writes.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SenderAddress parse(String text) {
        return new SenderAddress(EntryName.parse(text).value());
    }

    /** The part after the {@code @}. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
