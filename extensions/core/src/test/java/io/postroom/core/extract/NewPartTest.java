package io.postroom.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewPartTest {
    private static String newPart(String text) {
        return newPart("Re: Hello", text);
    }

    private static String newPart(String subject, String text) {
        return Extraction.of(Optional.of(subject), Optional.of(text), Optional.empty(), false)
                .text()
                .orElseThrow();
    }

    @Test
    void isAllOfAMessageThatAnswersNone() {
        String text =
                "Dear all,\n\nplease see below:\n\n1. From Berlin to Paris\n2. On Monday we wrote: nothing\n\nAnn";

        assertThat(newPart(text + "\n\n")).isEqualTo(text);
    }

    @Test
    void isEmptyWhereTheTextIs() {
        assertThat(newPart("")).isEmpty();
        assertThat(newPart(" \n \n")).isEmpty();
        assertThat(Extraction.of(Optional.empty(), Optional.empty(), Optional.empty(), false))
                .isEqualTo(Extraction.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 2 Jan 2026 at 10:00, Ann Smith <ann@example.com> wrote:",
                "On Jan 2, 2026, at 10:00 AM, Ann Smith wrote:",
                "Am 02.01.26 um 10:00 schrieb Ann Smith:",
                "Am Fr., 2. Jan. 2026 um 10:00 Uhr schrieb Ann <ann@example.com>:",
                "Ann Smith <ann@example.com> schrieb am Fr., 2. Jan. 2026, 10:00:",
                "Le ven. 2 janv. 2026 à 10:00, Ann Smith <ann@example.com> a écrit :",
                "El vie, 2 ene 2026 a las 10:00, Ann Smith (<ann@example.com>) escribió:",
                "Il giorno ven 2 gen 2026 alle ore 10:00 Ann Smith <ann@example.com> ha scritto:",
                "Em sex., 2 de jan. de 2026 às 10:00, Ann Smith <ann@example.com> escreveu:",
                "Op vr 2 jan 2026 om 10:00 schreef Ann Smith <ann@example.com>:",
                "Op 2 jan. 2026 om 10:00 heeft Ann Smith het volgende geschreven:",
                "pt., 2 sty 2026 o 10:00 Ann Smith <ann@example.com> napisał(a):",
                "W dniu 2.01.2026 o 10:00, Ann Smith pisze:",
                "Den fre 2 jan. 2026 kl 10:00 skrev Ann Smith <ann@example.com>:",
                "пт, 2 янв. 2026 г. в 10:00, Ann Smith <ann@example.com>:",
                "02.01.2026 10:00, Ann Smith пишет:",
                "2026年1月2日(金) 10:00 Ann Smith <ann@example.com>:",
                "Ann Smith <ann@example.com> 于2026年1月2日周五 10:00写道：",
                "2026년 1월 2일 (금) 오전 10:00, Ann Smith <ann@example.com>님이 작성:",
                "pá 2. 1. 2026 v 10:00 odesílatel Ann Smith <ann@example.com> napsal:",
                "Ann Smith <ann@example.com>, 2 Oca 2026 Cum, 10:00 tarihinde şunu yazdı:",
                "pe 2. tammik. 2026 klo 10.00 Ann Smith (ann@example.com) kirjoitti:",
                "ann@example.com (Ann Smith) writes:",
                "Ann Smith wrote:"
            })
    void endsWhereItSaysWhoWrote(String attribution) {
        assertThat(newPart("Yes.\nTomorrow.\n\n" + attribution + "\n\n> Can you come?\n> Ann\n"))
                .isEqualTo("Yes.\nTomorrow.");
        assertThat(newPart(attribution + "\n> Can you come?\n> Ann\n\nYes.\n")).isEqualTo("Yes.");
    }

    @Test
    void endsWhereItSaysWhoWroteEvenIfNoLineIsMarked() {
        String attribution = "On Mon, 2 Jan 2026 at 10:00, Ann Smith <ann@example.com> wrote:";

        assertThat(newPart("Yes.\n\n" + attribution + "\n\nCan you come?\n\nAnn"))
                .isEqualTo("Yes.");
    }

    @Test
    void readsWhoWroteFromSeveralLines() {
        String broken =
                "On Fri, 2 Jan 2026 at 10:00, Ann Margaret Smith-Jones\n<ann.margaret@example.com>\nwrote:\n\n> Hi\n";

        assertThat(newPart("On the whole\nI agree.\n" + broken)).isEqualTo("On the whole\nI agree.");
    }

    @Test
    void doesNotTakeASentenceForAnAttribution() {
        String text = "On 2 January 2026 the board met and decided:\n\n- to go on\n- to wait";

        assertThat(newPart(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Ann <ann@example.com>\nSent: Friday, January 2, 2026 10:00 AM\nTo: Bob\nSubject: Hello",
                "Von: Ann <ann@example.com>\nGesendet: Freitag, 2. Januar 2026 10:00\nAn: Bob\nBetreff: Hallo",
                "De : Ann <ann@example.com>\nEnvoyé : vendredi 2 janvier 2026 10:00\nÀ : Bob\nObjet : Bonjour",
                "De: Ann <ann@example.com>\nEnviado el: viernes, 2 de enero de 2026 10:00\nPara: Bob\nAsunto: Hola",
                "Da: Ann <ann@example.com>\nInviato: venerdì 2 gennaio 2026 10:00\nA: Bob\nOggetto: Ciao",
                "De: Ann <ann@example.com>\nEnviada em: sexta-feira, 2 de janeiro de 2026\nPara: Bob\nAssunto: Olá",
                "Van: Ann <ann@example.com>\nVerzonden: vrijdag 2 januari 2026 10:00\nAan: Bob\nOnderwerp: Hallo",
                "Od: Ann <ann@example.com>\nWysłano: piątek, 2 stycznia 2026 10:00\nDo: Bob\nTemat: Hej",
                "Från: Ann <ann@example.com>\nSkickat: den 2 januari 2026 10:00\nTill: Bob\nÄmne: Hej",
                "От: Ann <ann@example.com>\nОтправлено: 2 января 2026 г. 10:00\nКому: Bob\nТема: Привет",
                "差出人: Ann <ann@example.com>\n送信日時: 2026年1月2日 10:00\n宛先: Bob\n件名: こんにちは",
                "发件人: Ann <ann@example.com>\n发送时间: 2026年1月2日 10:00\n收件人: Bob\n主题: 你好",
                "*From:* Ann [mailto:ann@example.com]\n*Sent:* Friday\n*To:* Bob; Carl\n Dora; Emil\n*Subject:* Hi",
                "-----Original Message-----\nFrom: Ann <ann@example.com>\nDate: 2 Jan 2026\nSubject: Hello",
                "-----Ursprüngliche Nachricht-----\nwhat stood there",
                "________________________________\nFrom: Ann <ann@example.com>\nSent: Friday\nTo: Bob\nSubject: Hello"
            })
    void endsWhereTheHeaderOfAnEarlierMessageStands(String header) {
        assertThat(newPart("Yes.\n\n" + header + "\n\nCan you come?\n\nAnn\n")).isEqualTo("Yes.");
    }

    @Test
    void keepsAJourney() {
        String text = "Please book:\n\nFrom: Berlin\nTo: Paris\nDate: 5 May 2026\nClass: second";

        assertThat(newPart(text)).isEqualTo(text);
    }

    @Test
    void keepsWhatStandsBetweenAnswers() {
        String text =
                "On Mon, 2 Jan 2026 at 10:00, Ann <ann@example.com> wrote:\n> When?\n> Please say.\n\nAt five.\n\n"
                        + "> Where?\n> Please say.\n\nHere.";

        assertThat(newPart(text)).isEqualTo(text);
        assertThat(newPart("Hi Ann,\n\n" + text + "\n")).isEqualTo("Hi Ann,\n\n" + text);
    }

    @Test
    void keepsWhatIsForwarded() {
        String forwarded = "See below.\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\n"
                + "Date: Fri, 2 Jan 2026\nSubject: Hello\nTo: Bob\n\nCan you come?\n\n> Yes\n> No";
        String byOutlook = "FYI\n\nFrom: Ann <ann@example.com>\nSent: Friday\nTo: Bob\nSubject: Hello\n\nCan you come?";

        assertThat(newPart(forwarded)).isEqualTo(forwarded);
        assertThat(newPart("Fw: Hello", byOutlook)).isEqualTo(byOutlook);
        assertThat(newPart("Re: Fw: Hello", byOutlook)).isEqualTo("FYI");
    }

    @Test
    void keepsABounceWhole() {
        String bounce = "I could not deliver this:\n\nFrom: a@example.com\nTo: b@example.com\nSubject: x\n\n> y\n> z";

        assertThat(Extraction.of(Optional.empty(), Optional.of(bounce), Optional.empty(), true)
                        .text())
                .contains(bounce);
    }

    @Test
    void isAllWhereNothingWouldBeLeft() {
        String text = "From: Ann <ann@example.com>\nSent: Friday\nTo: Bob\nSubject: Hello\n\nCan you come?";

        assertThat(newPart(text)).isEqualTo(text);
        assertThat(newPart("> only\n> quoted")).isEqualTo("> only\n> quoted");
        assertThat(newPart("Sent from my iPhone")).isEqualTo("Sent from my iPhone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- \nAnn Smith\nExample Ltd, London",
                "--\nAnn Smith",
                "Sent from my iPhone",
                "Von meinem iPhone gesendet",
                "Envoyé de mon iPhone",
                "Enviado desde mi iPhone",
                "Get Outlook for iOS",
                "iPhoneから送信",
                "-Ann Smith",
                "_______________________________________________\nusers mailing list\nusers@lists.example.com",
                "\u2014\nReply to this email directly or view it on a web page.",
                "CONFIDENTIALITY NOTICE: this is for\nthe recipient only.",
                "This e-mail and any attachments are confidential.",
                "-- \nAnn\n\nThis email and any files are confidential."
            })
    void endsAboveASignature(String signature) {
        assertThat(newPart("Yes, I can.\n\nThanks\nAnn\n\n" + signature + "\n"))
                .isEqualTo("Yes, I can.\n\nThanks\nAnn");
        assertThat(newPart("Yes.\n\n" + signature + "\n\nOn 2 Jan 2026, at 10:00, Ann wrote:\n\n> Hi\n"))
                .isEqualTo("Yes.");
    }

    @Test
    void keepsWhatOnlyBeginsLikeASignature() {
        String desk = "Here it is.\n\nSent from my desk, is much easier than my phone.";
        String list = "Buy:\n\n-Apples, red\n-Pears";
        String bold = "One -- two\n\n--flag is needed\n\nAnn";

        assertThat(newPart(desk)).isEqualTo(desk);
        assertThat(newPart(list)).isEqualTo(list);
        assertThat(newPart(bold)).isEqualTo(bold);
    }

    @Test
    void keepsALineThatOnlyBeginsWithTheSignOfQuotations() {
        String text = "Type this:\n\n> npm install";

        assertThat(newPart(text)).isEqualTo(text);
    }
}
