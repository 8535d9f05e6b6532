package io.postroom.server.hardening;

import io.postroom.core.limit.Places;
import io.postroom.james.setting.Settings;
import io.postroom.server.wire.PeerLimits;
import io.postroom.server.wire.ServerTls;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imapserver.netty.IMAPServer;
import org.apache.james.imapserver.netty.IMAPServerFactory;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;

/** Makes each {@code <imapserver>} of the configuration a {@link GuardedImapServer}. */
final class GuardedImapServerFactory extends IMAPServerFactory {
    private final Settings settings;
    private final PeerLimits peers;
    private final Optional<ServerTls> tls;

    @Inject
    GuardedImapServerFactory(
            FileSystem files,
            Provider<ImapDecoder> decoder,
            Provider<ImapEncoder> encoder,
            Provider<ImapProcessor> processor,
            MetricFactory metrics,
            GaugeRegistry gauges,
            Settings settings,
            PeerLimits peers,
            Optional<ServerTls> tls) {
        super(files, decoder, encoder, processor, metrics, gauges);
        this.settings = settings;
        this.peers = peers;
        this.tls = tls;
    }

    @Override
    protected IMAPServer createServer() {
        Places<String> places =
                new Places<>(settings.integer("imap.connections"), settings.integer("imap.connections-per-address"));
        GuardedImapServer.Parts parts = new GuardedImapServer.Parts(peers, places, tls);
        return new GuardedImapServer(decoder.get(), encoder.get(), processor.get(), imapMetrics, gaugeRegistry, parts);
    }
}
