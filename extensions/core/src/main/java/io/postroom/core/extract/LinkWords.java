package io.postroom.core.extract;

import java.util.List;

/** The words of links by which people confirm or sign in, and of those beside them. All in lower case. */
final class LinkWords {
    private static final List<String> CONFIRM = Phrases.of(
            "verify|confirm|activate|validate|reset|reset password|set password|set your password|set a password|authenticate|unlock",
            "set up your password|create password|create a password|create your password|choose a password|new password",
            "complete registration|complete your registration|complete sign up|complete signup|finish signing up|authorize",
            "finish sign up|finish registration|complete your sign|accept invitation|accept invite|accept the invitation",
            "magic link|approve sign|approve login|yes, it's me|yes, this was me|bestätigen|bestätige|verifizieren|aktivieren",
            "zurücksetzen|passwort festlegen|passwort ändern|confirmer|confirme|confirmez|vérifier|vérifiez|activer|activez",
            "réinitialiser|valider|confirmar|confirma|verificar|verifica|activar|restablecer|activa|restablece|valida|conferma|confermare|verificare",
            "attiva|attivare|reimposta|reimpostare|ativar|redefinir|bevestig|bevestigen|verifieer|verifiëren|activeer|activeren",
            "opnieuw instellen|potwierdź|potwierdzam|zweryfikuj|aktywuj|zresetuj|zmień hasło|bekräfta|verifiera|aktivera",
            "återställ|bekræft|bekreft|verificer|bekreft|aktiver|aktivér|nulstil|tilbakestill|vahvista|aktivoi|подтвердить",
            "подтвердите|активировать|сбросить|восстановить|підтвердити|確認|認証|有効化|再設定|本登録|验证|驗證|确认|激活|重置",
            "확인|인증|활성화|재설정|doğrula|onayla|etkinleştir|sıfırla|potvrdit|ověřit|aktivovat|megerősít|megerősítem",
            "confirmă|verifică|επιβεβαίωση|xác nhận|xác minh|konfirmasi|verifikasi|אשר|تأكيد|تحقق");

    private static final List<String> SIGN_IN = Phrases.of(
            "sign in|log in|login|signin|sign-in|log-in|continue|anmelden|einloggen|se connecter|connexion|iniciar sesión",
            "acceder|accedi|entrar|inloggen|zaloguj|logga in|log ind|logg inn|kirjaudu|войти|ログイン|登录|登入|로그인|giriş yap",
            "přihlásit|bejelentkezés|đăng nhập");

    /** What the message says of a link that signs somebody in. */
    private static final List<String> SIGN_IN_MAIL = Phrases.of(
            "magic link|sign-in link|login link|log-in link|signin link|one-time link|link expires|link will expire|link is valid",
            "expires in|valid for|only be used once|anmeldelink|login-link|link läuft ab",
            "lien de connexion|lien expire|enlace caduca|enlace de inicio|link de acesso|link scade|inloglink|einmal-link",
            "ログインリンク|登录链接|로그인 링크");

    private static final List<String> OTHERS = Phrases.of(
            "unsubscribe|opt out|opt-out|preferences|privacy|terms|help center|help centre|help|support|contact us|contact|faq",
            "view in browser|view online|web version|view this email|manage|notification settings|learn more|read more",
            "abmelden|abbestellen|datenschutz|impressum|désabonner|désinscrire|se désinscrire|darse de baja|cancelar suscripción",
            "disiscriviti|annulla iscrizione|afmelden|uitschrijven|wypisz|avregistrera|afmeld|отписаться|配信停止|退订|取消订阅",
            "수신거부|not you|wasn't me|wasn't you|didn't request|did not request|was not me|no, it|report|deny|cancel|decline|how to",
            "download|twitter|facebook|linkedin|instagram|youtube|app store|google play|track|shop|invoice|receipt");

    private static final List<String> OTHER_PLACES = Phrases.of(
            "unsubscribe|optout|opt-out|opt_out|/preferences|/privacy|/terms|/legal|//help.|//support.|//docs.|/help/|/support/",
            "/articles/|/article/|/faq|/blog/|facebook.com|//twitter.com|//x.com|linkedin.com|instagram.com|youtube.com|tiktok.com",
            "apps.apple.com|itunes.apple.com|play.google.com|/cancel|/revoke|/deny|/report|/disavow|not-me|notme|wasnt-me",
            "list-manage.com/unsub|manage-preferences|email-preferences|email_preferences|notification-settings|/learn/|/guides/");

    private static final List<String> CONFIRM_PLACES = Phrases.of(
            "verify|verification|verifica|confirm|activat|activaci|ativacao|aktivier|potwierd|validate|reset-password|reset_password|resetpassword|password/reset",
            "password_reset|password-reset|passwordreset|set-password|setpassword|create-password|/reset|magic|passwordless",
            "one-time-login|onetimelogin|login-link|signin-link|sign-in-link|email-signin|/auth/action|oobcode|loginwith",
            "email_token|emailtoken|login_token|logintoken|signin_token|accept-invit|/invitations/|/invite/|/invites/|/otp|/unlock",
            "account/recover|recover-account|double-opt-in|doubleoptin|optin|opt-in|callback/email|/users/confirmation|bestaetig");

    private LinkWords() {}

    static boolean isOther(String words) {
        return hasWord(words, OTHERS);
    }

    static boolean isOtherPlace(String url) {
        return OTHER_PLACES.stream().anyMatch(url::contains);
    }

    static boolean isConfirmPlace(String url) {
        return CONFIRM_PLACES.stream().anyMatch(url::contains);
    }

    static boolean isConfirm(String words) {
        return hasWord(words, CONFIRM);
    }

    static boolean isSignIn(String words) {
        return hasWord(words, SIGN_IN);
    }

    static boolean isSignInMail(String text) {
        return SIGN_IN_MAIL.stream().anyMatch(text::contains);
    }

    /** As whole words, where the script has spaces between words. */
    private static boolean hasWord(String text, List<String> words) {
        return words.stream().anyMatch(word -> {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                boolean spaced = word.charAt(0) < '\u2E80';
                boolean begins = at == 0 || !Character.isLetter(text.charAt(at - 1));
                int end = at + word.length();
                boolean ends = end == text.length() || !Character.isLetter(text.charAt(end));
                if (!spaced || (begins && ends)) {
                    return true;
                }
            }
            return false;
        });
    }
}
