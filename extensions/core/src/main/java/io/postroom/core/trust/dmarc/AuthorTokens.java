package io.postroom.core.trust.dmarc;

import io.postroom.core.trust.Comments;
import java.util.ArrayList;
import java.util.List;

/** Cuts the body of an address field into its tokens (RFC 5322 §3.2). Not thread-safe. */
final class AuthorTokens {
    private static final String SPECIALS = "<>,;:@[]\"()\\";
    private static final int MOST_TOKENS = 10_000;

    /** What a token is. */
    enum Kind {
        ATOM,
        QUOTED,
        SPECIAL,
        /** An address in brackets. */
        LITERAL
    }

    /** A word, or a character that separates words. */
    record Token(Kind kind, String text) {
        boolean isAtom() {
            return kind == Kind.ATOM;
        }

        boolean isSpecial(char c) {
            return kind == Kind.SPECIAL && text.charAt(0) == c;
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private AuthorTokens(String text) {
        this.text = text;
    }

    /** Comments and white space are left out. Throws {@link IllegalArgumentException} where something has no end. */
    static List<Token> of(String text) {
        return new AuthorTokens(text).all();
    }

    private List<Token> all() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case ' ', '\t', '\r', '\n' -> at++;
                case '(' -> at = Comments.endOf(text, at).orElseThrow(() -> new IllegalArgumentException("no end"));
                case '"' -> tokens.add(new Token(Kind.QUOTED, enclosed('"')));
                case '[' -> tokens.add(new Token(Kind.LITERAL, enclosed(']')));
                case ')', ']', '\\' -> throw new IllegalArgumentException("a character out of place");
                case '<', '>', ',', ';', ':', '@' -> {
                    tokens.add(new Token(Kind.SPECIAL, String.valueOf(c)));
                    at++;
                }
                default -> tokens.add(new Token(Kind.ATOM, atom()));
            }
            if (tokens.size() > MOST_TOKENS) {
                throw new IllegalArgumentException("too many words");
            }
        }
        return tokens;
    }

    private String atom() {
        int begin = at;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && SPECIALS.indexOf(text.charAt(at)) < 0) {
            if (Character.isISOControl(text.charAt(at))) {
                throw new IllegalArgumentException("a control character");
            }
            at++;
        }
        if (begin == at) {
            throw new IllegalArgumentException("white space of another kind");
        }
        return text.substring(begin, at);
    }

    private String enclosed(char end) {
        int begin = at;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == end) {
                at++;
                return text.substring(begin, at);
            }
            if (c == '\\') {
                at++;
            }
        }
        throw new IllegalArgumentException("no end");
    }
}
