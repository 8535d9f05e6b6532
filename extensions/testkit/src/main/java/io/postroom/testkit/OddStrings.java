package io.postroom.testkit;

import java.util.List;

/** Texts that have broken other people's programs; all of them are legal here. */
public final class OddStrings {
    /** At most 64 characters each, without control characters: every one is a legal label. */
    public static final List<String> LINES = List.of(
            "null",
            "NULL",
            "undefined",
            "true",
            "0",
            "-1",
            "1E+02",
            "NaN",
            "Infinity",
            "0x0",
            "' OR 1=1 --",
            "'; DROP TABLE message; --",
            "\"double\" 'single' `back`",
            "back\\slash \\n \\0",
            "<script>alert(1)</script>",
            "&lt;&amp;&quot;",
            "${jndi:ldap://example.com/a}",
            "%s%d%n%x",
            "../../../etc/passwd",
            "{\"json\": [1, null]}",
            "  leading and trailing  ",
            "Ω≈ç√∫˜µ≤≥÷",
            "ÅÍÎÏ˝ÓÔÒÚÆ☃",
            "田中さんにあげて下さい",
            "사회과학원 어학연구소",
            "هُنَاكَ",
            "שלום",
            "e\u0301 is not é",
            "\u200Bzero\u200Dwidth\u2060",
            "\u202Eright to left",
            "👾 🙇 💁 🙅",
            "👨‍👩‍👧‍👦",
            "\uD800\uDF48 beyond the BMP",
            "İstanbul ı ſ ß",
            "\uFEFFbyte order mark",
            "ﷺ");

    private OddStrings() {}
}
