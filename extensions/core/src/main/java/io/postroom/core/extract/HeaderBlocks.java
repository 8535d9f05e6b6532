package io.postroom.core.extract;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the header of an earlier message as mail clients write it above that message's text: {@code From:}, {@code Sent:}, {@code To:}, {@code Subject:}. */
final class HeaderBlocks {
    private static final int MAX_LINES = 14;
    private static final int MAX_LABEL = 30;
    private static final int MAX_CONTINUED = 3;
    private static final int FIELDS_NEEDED = 3;

    private enum Field {
        FROM,
        DATE,
        /** A date too, by a word that nobody uses for the date of a journey. */
        SENT,
        TO,
        SUBJECT,
        OTHER
    }

    private static final Map<String, Field> FIELDS = fields();

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new HashMap<>();
        put(fields, Field.FROM, "from", "von", "de", "da", "van", "od", "från", "fra", "от", "від", "от кого");
        put(fields, Field.FROM, "lähettäjä", "差出人", "发件人", "寄件者", "寄件人", "보낸 사람", "보낸사람", "kimden");
        put(fields, Field.FROM, "feladó", "expéditeur", "mittente", "remitente", "absender", "gönderen", "από", "מאת");
        put(fields, Field.FROM, "送信元", "từ", "dari", "من");
        put(fields, Field.DATE, "date", "datum", "fecha", "data", "dato", "дата", "päiväys", "日付", "日期", "날짜");
        put(fields, Field.DATE, "tarih", "dátum", "ngày", "tanggal", "ημερομηνία", "תאריך", "التاريخ");
        put(fields, Field.SENT, "sent", "gesendet", "envoyé", "enviado", "enviado el", "enviada em", "enviado em");
        put(fields, Field.SENT, "inviato", "verzonden", "wysłano", "wysłane", "skickat", "sendt", "отправлено");
        put(fields, Field.SENT, "надіслано", "lähetetty", "送信日時", "发送时间", "發送時間", "传送时间", "寄件日期");
        put(fields, Field.SENT, "보낸 날짜", "보낸날짜", "gönderildi", "gönderme tarihi", "odesláno", "elküldve", "trimis");
        put(
                fields,
                Field.SENT,
                "sent at",
                "date sent",
                "received",
                "date d'envoi",
                "נשלח",
                "đã gửi",
                "dikirim",
                "στάλθηκε");
        put(fields, Field.TO, "to", "an", "à", "a", "para", "aan", "do", "till", "til", "кому", "vastaanottaja", "宛先");
        put(fields, Field.TO, "收件人", "收件者", "받는 사람", "받는사람", "kime", "címzett", "destinatario", "destinatário");
        put(fields, Field.TO, "komu", "pour", "către", "προς", "אל", "đến", "kepada", "إلى");
        put(fields, Field.SUBJECT, "subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "temat");
        put(fields, Field.SUBJECT, "ämne", "emne", "тема", "aihe", "件名", "主题", "主旨", "主題", "제목", "konu", "tárgy");
        put(fields, Field.SUBJECT, "předmět", "predmet", "subiect", "θέμα", "נושא", "chủ đề", "perihal", "الموضوع");
        put(fields, Field.OTHER, "cc", "bcc", "kopie", "copie", "kopia", "kopi", "копия", "копія", "抄送", "副本", "참조");
        put(fields, Field.OTHER, "reply-to", "antwort an", "importance", "priority", "attachments", "anlagen", "bilgi");
        return Map.copyOf(fields);
    }

    private static void put(Map<String, Field> fields, Field field, String... labels) {
        List.of(labels).forEach(label -> fields.put(label, field));
    }

    private final Lines lines;

    HeaderBlocks(Lines lines) {
        this.lines = lines;
    }

    /** Whether such a header begins with this line. */
    boolean beginsAt(int line) {
        if (fieldOf(line) == null) {
            return false;
        }
        Set<Field> seen = EnumSet.noneOf(Field.class);
        boolean address = false;
        int continued = 0;
        for (int i = line; i < Math.min(lines.count(), line + MAX_LINES); i++) {
            if (lines.isBlank(i)) {
                continue; // markup may set a paragraph for each field
            }
            Field field = fieldOf(i);
            continued = field == null ? continued + 1 : 0;
            if (continued > MAX_CONTINUED) {
                break;
            }
            if (field != null) {
                seen.add(field);
                address |= lines.stripped(i).indexOf('@') > 0;
            }
        }
        return seen.contains(Field.FROM) && seen.size() >= FIELDS_NEEDED && isOfMail(seen, address);
    }

    /** A journey too has {@code From}, {@code To} and {@code Date}. */
    private static boolean isOfMail(Set<Field> seen, boolean address) {
        boolean dated = seen.contains(Field.SENT) || seen.contains(Field.DATE);
        return seen.contains(Field.SENT)
                || (seen.contains(Field.SUBJECT) && (dated || address))
                || (address && dated && seen.contains(Field.TO));
    }

    private @Nullable Field fieldOf(int line) {
        int start = lines.start(line);
        int end = Math.min(lines.end(line), start + MAX_LABEL + MAX_LABEL);
        int colon = colon(start, end);
        if (colon < 0) {
            return null;
        }
        String label = lines.text().substring(start, colon).replace("*", "").replace('\u00A0', ' ');
        String stripped = Blanks.strip(label, 0, label.length()).toLowerCase(Locale.ROOT);
        return stripped.length() > MAX_LABEL ? null : FIELDS.get(stripped);
    }

    private int colon(int start, int end) {
        for (int i = start; i < end; i++) {
            char c = lines.text().charAt(i);
            if (c == ':' || c == '\uFF1A') {
                return i;
            }
        }
        return -1;
    }
}
