package io.postroom.core.extract;

import io.postroom.core.extract.Lines.Role;
import java.util.List;
import java.util.Locale;

/**
 * Takes what programs and companies put below every text off its end: signatures behind a delimiter, "Sent from my phone", the feet of
 * mailing lists, notices of confidentiality. A name or greeting that somebody wrote stays.
 */
final class Signatures {
    private static final int MAX_LINES = 20;
    private static final int MAX_LINES_OF_LOOSE = 8;
    private static final int MAX_CHARACTERS = 1500;
    private static final int MAX_SENT_FROM = 60;
    private static final int MAX_SENT_FROM_WORDS = 8;
    private static final int MAX_NAME = 40;
    private static final int MAX_NAME_WORDS = 4;

    private static final List<String> LIST_WORDS =
            List.of("mailing list", "mailinglist", "mailman", "listinfo", "unsubscribe", "lists.", "google groups");

    private static final List<String> REPLY_HINTS =
            List.of("reply to this email directly", "you are receiving this because", "to unsubscribe from this group");

    /** In lower case; the line begins with one of these. */
    private static final List<String> SENT_FROM = Phrases.of(
            "sent from my |sent from mobile|sent from outlook|sent from mail for |sent from yahoo|sent from proton",
            "sent from samsung|sent from gmail|sent from an |sent via |sent with |get outlook for |von meinem ",
            "gesendet von |gesendet mit |diese nachricht wurde von meinem|envoyé de mon |envoyé depuis ",
            "envoyé à partir |obtenez outlook|télécharger outlook|enviado desde mi |enviado desde |obtener outlook",
            "enviado do meu |enviado de meu |enviado a partir |enviado pelo |inviato da |inviato dal ",
            "verzonden vanaf |verstuurd vanaf |verzonden met |wysłane z |wysłano z |skickat från |sendt fra ",
            "lähetetty |отправлено с |отправлено из |надіслано з |odesláno z |iphoneから送信|ipadから送信|发自我的|從我的|从我的",
            "發自我的|나의 iphone|내 iphone|iphone'umdan gönderildi|küldve az ");

    /** In lower case; the paragraph begins with one of these. */
    private static final List<String> NOTICES = Phrases.of(
            "confidentiality notice|confidential:|disclaimer|this e-mail and any|this email and any",
            "this message and any|this email is confidential|this e-mail is confidential|this message is intended",
            "this email is intended|this e-mail is intended|this message contains confidential",
            "this email contains confidential|this communication is confidential|the information contained in this",
            "the contents of this email|the contents of this e-mail|the information in this e",
            "diese e-mail enthält vertrauliche|diese e-mail kann vertrauliche|diese nachricht enthält vertrauliche",
            "der inhalt dieser e-mail|ce message et toutes les pièces|ce message est confidentiel|ce courriel",
            "este mensaje y|este correo electrónico|este mensaje contiene|questo messaggio|questa e-mail",
            "esta mensagem|este e-mail|dit bericht is|deze e-mail|niniejsza wiadomość",
            "please consider the environment|bitte denken sie an die umwelt|данное сообщение");

    private final Lines lines;

    Signatures(Lines lines) {
        this.lines = lines;
    }

    /** Where the lines from {@code start} to {@code end} end without them; {@code end} where nothing else would be left. */
    int trim(int start, int end) {
        int last = end;
        while (last > start && (lines.isBlank(last - 1) || lines.role(last - 1) == Role.SIGNATURE)) {
            last--;
        }
        int delimiter = delimiter(start, last);
        if (delimiter < last) {
            last = delimiter;
        } else {
            int paragraph = paragraph(start, last);
            last = isBoilerplate(paragraph, last) ? paragraph : last;
        }
        int trimmed = last;
        while (trimmed > start && lines.isBlank(trimmed - 1)) {
            trimmed--;
        }
        return trimmed == start && start == 0 ? end : trimmed;
    }

    /** The first line near the end that sets a signature apart; {@code end} if there is none. */
    private int delimiter(int start, int end) {
        int found = end;
        for (int line = end - 1; line >= Math.max(start, end - MAX_LINES - 1); line--) {
            if (lines.start(end) - lines.start(line) > MAX_CHARACTERS) {
                return found;
            }
            if (isDelimiter(line, end)) {
                found = line;
            }
        }
        return found;
    }

    private boolean isDelimiter(int line, int end) {
        int length = lines.length(line);
        if (length > MAX_CHARACTERS) {
            return false;
        }
        String mark = lines.stripped(line);
        int below = end - line - 1;
        if (mark.equals("--") && length == 3) {
            return true; // RFC 3676 §4.3: with the space
        }
        if (mark.equals("--") || mark.equals("\u2014") || mark.equals("__")) {
            return below <= MAX_LINES_OF_LOOSE;
        }
        return Marks.isRule(mark) && below > 0 && (has(line, end, LIST_WORDS) || has(line, end, REPLY_HINTS));
    }

    private int paragraph(int start, int end) {
        int first = end;
        while (first > start && !lines.isBlank(first - 1) && !lines.isQuote(first - 1)) {
            first--;
        }
        return first;
    }

    private boolean isBoilerplate(int first, int end) {
        if (first == end || first == 0) {
            return false;
        }
        String top = lines.stripped(first).toLowerCase(Locale.ROOT);
        boolean single = end - first == 1;
        return (single && (isSentFrom(top) || isDashedName(lines.stripped(first))))
                || NOTICES.stream().anyMatch(top::startsWith)
                || REPLY_HINTS.stream().anyMatch(top::startsWith);
    }

    /** A sentence that goes on after the first comma is somebody's own. */
    private static boolean isSentFrom(String line) {
        return line.length() <= MAX_SENT_FROM
                && line.indexOf(',') < 0
                && line.split(" ", -1).length <= MAX_SENT_FROM_WORDS
                && SENT_FROM.stream().anyMatch(line::startsWith);
    }

    /** {@code -Ann Smith}: no item of a list, which begins with a space behind the dash. */
    private static boolean isDashedName(String line) {
        return line.length() > 2
                && line.length() <= MAX_NAME
                && (line.charAt(0) == '-' || line.charAt(0) == '\u2014')
                && Character.isUpperCase(line.charAt(1))
                && line.split(" ", -1).length <= MAX_NAME_WORDS
                && line.chars().noneMatch(c -> ".,:;!?".indexOf(c) >= 0 || Character.isDigit(c));
    }

    private boolean has(int from, int to, List<String> words) {
        String below =
                lines.text().substring(lines.start(from), lines.end(to - 1)).toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(below::contains);
    }
}
