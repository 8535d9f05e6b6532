package io.postroom.james.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.scan.GuardedScanner;
import io.postroom.core.scan.ScanMark;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanners;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.ScriptedScanner;
import io.postroom.testkit.TextMessage;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

class VirusHookTest {
    private static final int LIMIT = 1000;

    private final Refusing refusing = new Refusing();
    private final ScriptedScanner scanner = new ScriptedScanner("VIRUS");

    private HookResult answer(Mail mail, Optional<ScriptedScanner> asked) {
        GuardedScanner viruses = new GuardedScanner("virus scanner", asked.map(one -> one), LIMIT, new FixedClock());
        Scanners scanners = new Scanners(GuardedScanner.off("spam scanner"), viruses);
        return new VirusHook(scanners, refusing.octets, refusing.notes).onMessage(Refusing.stranger(), mail);
    }

    private Mail mail(byte[] octets) throws MessagingException {
        return refusing.mail(octets, "support@agents.example", "bob@b.example");
    }

    private static Optional<String> mark(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, AttributeName.of(ScanMark.VIRUSES), String.class);
    }

    private static byte[] message(String text) {
        return TextMessage.of("Subject: x\n\n" + text).octets();
    }

    @Test
    void refusesMailThatCarriesAVirus() throws MessagingException {
        byte[] octets = message("VIRUS");
        Mail mail = mail(octets);

        HookResult result = answer(mail, Optional.of(scanner));

        assertThat(result.getSmtpRetCode()).isEqualTo("550");
        assertThat(result.getSmtpDescription()).startsWith("5.7.0 ").endsWith("VIRUS");
        assertThat(mark(mail)).isEmpty();
        assertThat(refusing.noted()).extracting(Refusal::reason).containsExactly(RefusalReason.VIRUS);
    }

    @Test
    void letsOtherMailInAndMarksIt() throws MessagingException {
        byte[] octets = message("hello");
        Mail mail = mail(octets);

        assertThat(answer(mail, Optional.of(scanner))).isEqualTo(HookResult.DECLINED);

        assertThat(mark(mail)).contains("no");
        ScannedMail asked = scanner.asked().get(0);
        assertThat(asked.peer()).contains("192.0.2.7");
        assertThat(asked.sender()).isEqualTo("ann@a.example");
        assertThat(asked.recipients()).containsExactlyInAnyOrder("support@agents.example", "bob@b.example");
    }

    @Test
    void letsMailInThatNobodyCanLookThrough() throws MessagingException {
        byte[] octets = message("VIRUS");
        Mail mail = mail(octets);
        scanner.setTrouble(Optional.of("gone"));

        assertThat(answer(mail, Optional.of(scanner))).isEqualTo(HookResult.DECLINED);

        assertThat(mark(mail)).contains("not-scanned");
    }

    @Test
    void saysOfLargeMailThatItWasNotLookedThrough() throws MessagingException {
        byte[] octets = message("VIRUS ".repeat(LIMIT));
        Mail mail = mail(octets);

        assertThat(answer(mail, Optional.of(scanner))).isEqualTo(HookResult.DECLINED);

        assertThat(mark(mail)).contains("too-large");
        assertThat(scanner.asked()).isEmpty();
    }

    @Test
    void asksNobodyWhereThereIsNobody() throws MessagingException {
        byte[] octets = message("VIRUS");
        Mail mail = mail(octets);

        assertThat(answer(mail, Optional.empty())).isEqualTo(HookResult.DECLINED);

        assertThat(mark(mail)).isEmpty();
    }
}
