package io.postroom.core.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words by which people tell codes, and those that tell other numbers. All in lower case. */
final class CodeWords {
    /** Each of these by itself, as a word, means a code to be typed in. */
    private static final Set<String> CODE = set(
            "code|codes|kode|koden|kod|kodu|kodun|kodunuz|kodunuzu|kodem|kody|kód|kódod|kódot|kódja|kódem|kódu|código",
            "codigo|códigos|codice|codici|cod|codul|koodi|koodisi|koodin|код|кода|кодом|otp|otps|pin|passcode|passcodes",
            "einmalpasswort|einmalkennwort|einmalcode|tan|mtan|κωδικός|κωδικό|mã|קוד|רמז|رمز|رمزك|الرمز|कोड|ओटीपी");

    /** Endings of compounds that mean the same: {@code Sicherheitscode}. */
    private static final List<String> ENDINGS = Phrases.of("code|codes|kode|koden|kod|kodet|koodi|koodisi");

    private static final List<String> PHRASES = Phrases.of(
            "one-time password|one time password|one-time pass|single-use password|one-time login|usage unique",
            "un solo uso|monouso|uso único|одноразовый пароль|одноразовий пароль|tek kullanımlık|jednorazowe hasło",
            "hasło jednorazowe|eenmalig wachtwoord|engångslösenord|engangspassord|engangsadgangskode|jednorázové heslo",
            "認証コード|確認コード|認証番号|確認番号|コード|ワンタイムパスワード|パスコード|验证码|驗證碼|校验码|动态密码|动态码",
            "安全码|安全碼|確認碼|确认码|인증번호|인증 번호|인증코드|인증 코드|보안 코드|확인 코드|코드|verification number|security number|digit number|number below|following number|number from the subject");

    /** A word of these beside it, and it is a code of another kind. */
    private static final Set<String> OTHER = set(
            "promo|promotion|promotional|promotionnel|promocional|promozionale|discount|coupon|voucher|gift|zip|postal",
            "postale|post|postleitzahl|area|country|dial|dialing|source|status|error|exit|response|product|item|order",
            "booking|reservation|réservation|reserva|prenotazione|buchung|tracking|suivi|seguimiento|dress|qr|bar|sort",
            "swift|bic|bank|branch|tax|vat|fiscal|fiscale|hs|sku|color|colour|class|course|referral|affiliate|partner",
            "style|store|offer|rabatt|gutschein|aktions|descuento|réduction|reduction|remise|sconto|desconto|korting",
            "kortings|invite|invitation|parrainage|morse|conduct|review|base|snippet|editor|repository|sample|samples",
            "freeze|quality|genetic|penal|civil|building|http|airport|iata|icao|flight|pnr|claim|license|licence|gutscheins",
            "fails|failed|failure|crash|crashes|returns|returned|exits|answers|job|location|zone|station|employee|department|vendor|supplier|seat|gate|save|shop|checkout|deal|sale|промокод|скидки|indirim|zniżkowy|rabatowy|slevový|kupónový|return|rma|airline");

    /** Words that merely end like one. */
    private static final Set<String> NO_CODE = set(
            "barcode|zipcode|postcode|qrcode|promocode|gutscheincode|rabattcode|aktionscode|promocodes|unicode|encode",
            "decode|geocode|leetcode|xcode|opencode|couponcode|vouchercode|kortingscode|rabattkod|rabattkode|vscode",
            "source-code|sourcecode|opcode|bytecode|transcode|nightcode|zip-code|claude-code");

    /** Labels of other numbers, right in front of these. */
    private static final Set<String> LABELS = set(
            "order|invoice|ticket|case|ref|reference|account|card|ending|tracking|flight|tel|telephone|phone|call|fax",
            "zip|id|po|box|bestellung|bestellnummer|rechnung|rechnungsnummer|auftrag|commande|facture|pedido|factura",
            "ordine|fattura|bestelling|factuur|zamówienie|faktura|заказ|заказа|room|suite|page|version|v|build|port",
            "since|year|copyright|©|sendungsnummer|kundennummer|iban|vat|no|nr|nº|number|shipment|policy|contract",
            "transaction|meeting|rfc|section|line|iso|release|pull|extension|ext|street|floor|ends|endend|terminée|terminada|until|by|at|over|more|than");

    /** Measures, right behind other numbers. */
    private static final Set<String> MEASURES = set(
            "minutes|minute|mins|min|minuten|minuti|minutos|minuter|minutter|минут|минуты|hours|hour|stunden|heures",
            "horas|ore|days|day|tage|jours|días|dias|giorni|seconds|second|secs|sekunden|usd|eur|gbp|chf|dollars|euro",
            "euros|people|points|users|members|customers|km|kg|miles|items|steps|messages|emails|characters|words|times",
            "street|st|avenue|ave|road|rd|blvd|drive|lane|parkway|way|分|分間|分钟|小时|분|percent|credits|mb|gb|bytes|lines|entries|requests|visitors|files|pages|rows");

    /** What a message says that wants somebody to prove who they are; as parts of words. */
    private static final List<String> INTENT = Phrases.of(
            "verif|vérif|sign up|sign-up|signup|register|registration|confirmation code|sign in|sign-in|signin|signing in|log in|login|log-in|logging in|authenticat|two-factor|2fa",
            "two-step|2-step|one-time|otp|passcode|security code|access code|expire|do not share|don't share|anmeld|bestätig",
            "einmal|einlogg|connexion|connecter|inicio de sesión|iniciar sesión|accedi|inlog|logowan|weryfik|zalog|inlogg",
            "logga in|innlogg|logg inn|log ind|bekreft|bekræft|вход|войти|подтвержд|認証|ログイン|確認コード|验证|驗證|登录|登入",
            "인증|로그인|giriş|doğrula|bejelentkez|přihlá|ověř|xác minh|xác thực|đăng nhập|kirjaudu|vahvist|sécurité",
            "seguridad|sicurezza|entrar|acessar|acceder|ingresar|compartilhe|compartas|segurança|sicherheit|confirm your|confirm it|reset");

    private static final List<String> BOOKING = Phrases.of(
            "booking|reservation|itinerary|flight|check-in|hotel|passenger|departure|your stay|your trip|reserva|buchung");

    private static final List<String> SECRET = Phrases.of(
            "one-time|verif|login code|log-in code|sign-in code|security code|access code|passcode|otp |anmeldecode");

    private static final List<String> MEETING = Phrases.of(
            "meeting id|webinar id|conference id|join zoom|dial by|dial-in|meeting-id|id de reunión|join the meeting");

    private static final List<String> PROMOTION = Phrases.of(
            "% off|promo code|discount code|discount|coupon|voucher code|gutschein|rabatt|code promo|código promocional|at checkout");

    /** Between the word and the code. */
    private static final Set<String> COPULAS = set(
            "is|are|ist|lautet|sind|est|sont|es|son|está|è|sono|é|são|är|er|jest|to|on|as|this|für|for|это|below|following",
            "here|was|be|the|your|enter|use|voici|hier|jako|als|comme|como|come|là|adalah|je|o|seu|tu|tuo|votre");

    /** Between the code and the word behind it: the first word after the code. */
    private static final Set<String> STATING = set(
            "is|ist|est|es|è|é|är|er|jest|to|on|as|for|это|là|adalah|je|als|comme|como|come|jako|is|your|without|this");

    /** Whose code it is: the recipient's own. */
    private static final Set<String> OWN = set("your|my|votre|ton|ihr|dein|tu|tuo|seu|je|uw|din|twój|vaše|váš");

    /** What stands before {@code code} where nothing else says what kind it is of. */
    private static final Set<String> QUALIFIERS = set(
            "your|the|this|following|a|an|my|access|security|verification|confirmation|authentication|login|one-time|time|use|reset|guard|recovery|backup|activation|unlock|sms|device|registration|signup|bypass",
            "enter|pin|new|temporary|digit|secret|le|ce|un|votre|ton|ihr|dein|der|den|als|je|uw|de|with|and|email|otp");

    private CodeWords() {}

    static boolean isOwn(String word) {
        return OWN.contains(word);
    }

    static boolean isQualifier(String word) {
        return QUALIFIERS.contains(word);
    }

    private static Set<String> set(String... rows) {
        return Set.copyOf(Phrases.of(rows));
    }

    static boolean isCode(String word) {
        if (CODE.contains(word)) {
            return true;
        }
        return word.length() > 6
                && !NO_CODE.contains(word)
                && ENDINGS.stream().anyMatch(word::endsWith)
                && OTHER.stream().noneMatch(other -> other.length() > 4 && word.startsWith(other));
    }

    static List<String> phrases() {
        return PHRASES;
    }

    static boolean isOfAnotherKind(String neighbour) {
        return OTHER.contains(neighbour);
    }

    static boolean isLabel(String word) {
        return LABELS.contains(word);
    }

    static boolean isMeasure(String word) {
        return MEASURES.contains(word);
    }

    static boolean hasIntent(String lower) {
        return INTENT.stream().anyMatch(lower::contains);
    }

    static boolean isStating(String word) {
        return STATING.contains(word);
    }

    static boolean isCopula(String word) {
        return COPULAS.contains(word);
    }

    static boolean isPromotion(String lower) {
        return PROMOTION.stream().anyMatch(lower::contains);
    }

    /** A code that an airline or a hotel confirms with is no secret, and none to be typed in once. */
    static boolean isBooking(String lower) {
        return BOOKING.stream().anyMatch(lower::contains) && SECRET.stream().noneMatch(lower::contains);
    }

    static boolean isMeeting(String lower) {
        return MEETING.stream().anyMatch(lower::contains);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
