package io.postroom.server.smtp;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.NonStickyEventExecutorGroup;
import io.netty.util.concurrent.UnorderedThreadPoolEventExecutor;
import io.postroom.core.limit.Places;
import io.postroom.james.setting.Settings;
import io.postroom.server.wire.PeerLimits;
import io.postroom.server.wire.ServerTls;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SMTPServerFactory;
import org.apache.james.smtpserver.netty.SmtpMetricsImpl;

/** Makes each {@code <smtpserver>} of the configuration a {@link GuardedSmtpServer}. */
final class GuardedSmtpServerFactory extends SMTPServerFactory {
    private static final int WORKERS = 64;
    private static final long IDLE_SECONDS = 60;

    private final Settings settings;
    private final SessionLimits limits;
    private final PeerLimits peers;
    private final Optional<ServerTls> tls;
    private final SmtpMetricsImpl metrics;
    private final EventExecutorGroup workers = workers();

    @Inject
    GuardedSmtpServerFactory(
            DNSService dns,
            ProtocolHandlerLoader loader,
            FileSystem files,
            MetricFactory metricFactory,
            Settings settings,
            SessionLimits limits,
            PeerLimits peers,
            Optional<ServerTls> tls) {
        super(dns, loader, files, metricFactory);
        this.metrics = new SmtpMetricsImpl(metricFactory);
        this.settings = settings;
        this.limits = limits;
        this.peers = peers;
        this.tls = tls;
    }

    /** Each connection has one worker at a time and no worker for itself, so that one that waits delays none but its own. */
    private static EventExecutorGroup workers() {
        UnorderedThreadPoolEventExecutor threads =
                new UnorderedThreadPoolEventExecutor(WORKERS, new DefaultThreadFactory("smtp-worker", true));
        threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
        return new NonStickyEventExecutorGroup(threads);
    }

    @Override
    protected SMTPServer createServer() {
        Places<String> places =
                new Places<>(settings.integer("smtp.connections"), settings.integer("smtp.connections-per-address"));
        return new GuardedSmtpServer(new GuardedSmtpServer.Parts(metrics, limits, peers, places, tls, workers));
    }

    @Override
    public void destroy() {
        super.destroy();
        workers.shutdownGracefully();
    }
}
