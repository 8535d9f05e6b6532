package io.postroom.core.signal;

import io.postroom.core.extract.Invisibles;
import io.postroom.core.extract.WayCounts;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Who a message says it is from.
 *
 * @param name what stands before the address, in the characters it is compared in (NFKC) and without those that show nothing; may be empty
 * @param address may be empty
 */
record WrittenSender(String name, String address) {
    private static final int MAX_NAME = 1000;

    /** @param written {@code ann@example.com} or {@code "Example, Ann" <ann@example.com>} */
    static WrittenSender of(String written) {
        int open = written.lastIndexOf('<');
        String name =
                open < 0 ? "" : written.substring(0, Math.min(open, MAX_NAME)).strip();
        String address = written.substring(open + 1).replace(">", "").strip();
        boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        String bare = quoted ? name.substring(1, name.length() - 1).replace("\\", "") : name;
        String shown = Invisibles.strip(Normalizer.normalize(bare, Normalizer.Form.NFKC), new WayCounts());
        return new WrittenSender(shown, address.indexOf('@') < 0 ? "" : address);
    }

    Optional<HostName> host() {
        return HostName.ofAddress(address);
    }

    /** The first address that the name shows. */
    Optional<String> addressInName() {
        for (int at = name.indexOf('@'); at >= 0; at = name.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && isOfAddress(name.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < name.length() && isOfAddress(name.charAt(end))) {
                end++;
            }
            String domain = name.substring(at + 1, end);
            if (start < at && domain.indexOf('.') > 0 && HostName.of(domain).isPresent()) {
                return Optional.of(name.substring(start, end).toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfAddress(char c) {
        return Character.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
    }
}
