package io.postroom.server.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.inject.Inject;
import org.apache.james.imapserver.netty.IMAPServerFactory;
import org.apache.james.jmap.JMAPServer;
import org.apache.james.mailetcontainer.impl.JamesMailSpooler;
import org.apache.james.smtpserver.netty.SMTPServerFactory;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.webadmin.WebAdminServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;

/** The handle the launcher has on a running server. */
public final class ServerControl implements GuiceProbe {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerControl.class);

    private final MailAccepted mailAccepted;
    private final SMTPServerFactory smtp;
    private final IMAPServerFactory imap;
    private final JMAPServer jmap;
    private final WebAdminServer webAdmin;
    private final JamesMailSpooler spooler;
    private final Set<Door> doors;
    private final Set<Worker> workers;

    @Inject
    ServerControl(
            MailAccepted mailAccepted,
            SMTPServerFactory smtp,
            IMAPServerFactory imap,
            JMAPServer jmap,
            WebAdminServer webAdmin,
            JamesMailSpooler spooler,
            Set<Door> doors,
            Set<Worker> workers) {
        this.mailAccepted = mailAccepted;
        this.smtp = smtp;
        this.imap = imap;
        this.jmap = jmap;
        this.webAdmin = webAdmin;
        this.spooler = spooler;
        this.doors = doors;
        this.workers = workers;
    }

    /** To be called when every part of the server has been started. */
    public void noteStarted() {
        mailAccepted.noteStarted();
    }

    /** Whether a mail sent now would be taken. */
    public boolean mailAccepted() {
        return mailAccepted.getAsBoolean();
    }

    /**
     * Takes no more from anyone, then lets the deliveries under way end. What is still in the spool stays there for the next
     * start. The stores must be closed after this, not before.
     */
    public void drain() {
        // James interrupts the thread that waits for the next mail, and nobody is left to be told
        Hooks.onErrorDropped(failure -> LOGGER.debug("dropped while stopping", failure));
        List<Runnable> closing = new ArrayList<>(List.of(jmap::stop, webAdmin::destroy));
        smtp.getServers().forEach(server -> closing.add(server::stop));
        imap.getServers().forEach(server -> closing.add(server::stop));
        doors.forEach(door -> closing.add(door::close));
        // each waits some seconds for its connections to fall silent
        CompletableFuture.allOf(
                        closing.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture[]::new))
                .join();
        spooler.dispose();
        workers.forEach(Worker::close);
    }
}
