package io.postroom.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.server.launch.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.junit.jupiter.api.Test;

class MailAcceptedTest {
    @Test
    void mailIsNotAcceptedBeforeEveryPartHasBeenStarted() throws IOException {
        try (ServerSocket smtp = greeter()) {
            MailAccepted accepted = on(smtp.getLocalPort());

            boolean before = accepted.getAsBoolean();
            accepted.noteStarted();

            assertThat(before).isFalse();
            assertThat(accepted.getAsBoolean()).isTrue();
        }
    }

    @Test
    void mailIsNotAcceptedWhereNobodyGreets() throws IOException {
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // taken, and nobody listens there
            MailAccepted accepted = on(silent.getLocalPort());
            accepted.noteStarted();

            assertThat(accepted.getAsBoolean()).isFalse();
        }
    }

    private static MailAccepted on(int smtp) {
        return new MailAccepted(
                new Ports(1, 1, smtp, 1, 1, 1, 1, 1, Optional.empty()),
                MemoryUsersRepository.withVirtualHosting(new MemoryDomainList(null)));
    }

    /** Greets whoever connects, until it is closed. */
    private static ServerSocket greeter() throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> greet(server), "greeter");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void greet(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
