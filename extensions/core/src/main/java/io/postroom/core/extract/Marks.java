package io.postroom.core.extract;

import java.util.Locale;
import java.util.Set;

/** Knows the lines that mail clients draw between a text and the message below it. */
final class Marks {
    private static final int MAX_LENGTH = 120;
    private static final int MIN_RULE = 3;

    /** In lower case, without what is drawn around them. */
    private static final Set<String> ORIGINAL = Set.copyOf(Phrases.of(
            "original message|original-nachricht|original nachricht|ursprüngliche nachricht|originalnachricht",
            "ursprungliche nachricht|message d'origine|message d’origine|message original|mensaje original",
            "messaggio originale|mensagem original|oorspronkelijk bericht|oorspronkelijke bericht",
            "wiadomość oryginalna|oryginalna wiadomość|ursprungligt meddelande|originalmeddelande",
            "opprinnelig melding|oprindelig meddelelse|original meddelelse|исходное сообщение",
            "оригинальное сообщение|původní zpráva|alkuperäinen viesti|eredeti üzenet|orijinal mesaj|元のメッセージ",
            "original message follows|原始邮件|原始郵件|원본 메시지|reply message|reply above this line|mesajul original"));

    private static final Set<String> FORWARDED = Set.copyOf(Phrases.of(
            "forwarded message|begin forwarded message|weitergeleitete nachricht",
            "anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|message transféré",
            "message transferé|début du message réexpédié|début du message transféré|mensaje reenviado",
            "inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|mensagem encaminhada",
            "mensagem reencaminhada|início da mensagem encaminhada|doorgestuurd bericht|begin doorgestuurd bericht",
            "wiadomość przekazana|przekazana wiadomość|vidarebefordrat meddelande|vidarebefordrat brev",
            "videresendt melding|videresendt besked|videresendt meddelelse|пересылаемое сообщение",
            "пересланное сообщение|переслане повідомлення|přeposlaná zpráva|välitetty viesti|továbbított üzenet",
            "yönlendirilmiş mesaj|iletilen ileti|転送メッセージ|转发的邮件|转发邮件信息|轉寄的郵件|전달된 메시지|mesaj redirecționat"));

    /** How a subject begins of which the sender's client says that it forwards a message. */
    private static final Set<String> FORWARD_PREFIXES =
            Set.copyOf(Phrases.of("fwd|fw|wg|tr|rv|enc|i|doorst|vb|vs|pd|转发|轉寄|転送|пер|전달|ilt"));

    private Marks() {}

    static boolean isOriginal(String line) {
        return isDrawn(line) && ORIGINAL.contains(core(line));
    }

    static boolean isForward(String line) {
        return FORWARDED.contains(core(line));
    }

    static boolean isForwardSubject(String subject) {
        int colon = Math.max(subject.indexOf(':'), subject.indexOf('\uFF1A'));
        return colon > 0
                && FORWARD_PREFIXES.contains(Blanks.strip(subject, 0, colon).toLowerCase(Locale.ROOT));
    }

    /** A line drawn across, of one sign. */
    static boolean isRule(String line) {
        int drawn = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != line.charAt(0) && !Blanks.isBlank(c)) {
                return false;
            }
            drawn += Blanks.isBlank(c) ? 0 : 1;
        }
        return drawn >= MIN_RULE && "-_=*\u2014\u2013~\u2500".indexOf(line.charAt(0)) >= 0;
    }

    private static boolean isDrawn(String line) {
        return line.startsWith("--") || line.startsWith("__") || line.startsWith("==") || line.startsWith("\u2014");
    }

    private static String core(String line) {
        if (line.length() > MAX_LENGTH) {
            return "";
        }
        int start = 0;
        int end = line.length();
        while (start < end && isOrnament(line.charAt(start))) {
            start++;
        }
        while (end > start && isOrnament(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isOrnament(char c) {
        return "-_=*:>#\u2014\u2013\uFF1A~".indexOf(c) >= 0 || Blanks.isBlank(c);
    }
}
