package io.postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.server.queue.QueueStorage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomOnDiskTest {
    @TempDir
    private Path directory;

    @Test
    void putsMailOffWhenNoMoreThanTheReserveIsFree() {
        HookResult result = answerWithReserve(Long.MAX_VALUE);

        assertThat(result.getSmtpRetCode()).isEqualTo("452");
        assertThat(result.getSmtpDescription()).startsWith("4.3.1");
    }

    @Test
    void hasNothingToSayWhileThereIsRoom() {
        assertThat(answerWithReserve(0)).isEqualTo(HookResult.DECLINED);
    }

    private HookResult answerWithReserve(long octets) {
        SMTPSession anyone = (SMTPSession) Proxy.newProxyInstance(
                SMTPSession.class.getClassLoader(), new Class<?>[] {SMTPSession.class}, (session, method, given) -> "");
        return new RoomOnDisk(new QueueStorage.OnDisk(directory, octets)).doMail(anyone, MaybeSender.nullSender());
    }
}
