package io.postroom.server.hardening;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.postroom.core.limit.Places;
import io.postroom.server.wire.ConnectionGate;
import io.postroom.server.wire.PeerLimits;
import io.postroom.server.wire.ServerTls;
import java.util.Optional;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.decode.ImapDecoder;
import org.apache.james.imap.encode.ImapEncoder;
import org.apache.james.imapserver.netty.IMAPServer;
import org.apache.james.imapserver.netty.ImapMetrics;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.util.Size;

/** James' IMAP server with a {@link CommandGuard} in front of each connection, and a {@link ConnectionGate} in front of all. */
final class GuardedImapServer extends IMAPServer {
    private static final String DEFAULT_LITERAL = "25M";
    private static final String TURNED_AWAY = "* BYE Too many connections, or wrong passwords, from your address\r\n";

    private final Parts parts;
    private final ConnectionGate gate;
    private Optional<Encryption> ownTls = Optional.empty();
    private CommandLimits limits = CommandLimits.ofStranger();

    /**
     * What it needs beside what James gives it.
     *
     * @param places how many connections there are, of this server alone
     * @param tls if the settings name a certificate
     */
    record Parts(PeerLimits peers, Places<String> places, Optional<ServerTls> tls) {}

    GuardedImapServer(
            ImapDecoder decoder,
            ImapEncoder encoder,
            ImapProcessor processor,
            ImapMetrics metrics,
            GaugeRegistry gauges,
            Parts parts) {
        super(decoder, encoder, processor, metrics, gauges);
        PeerLimits peers = parts.peers();
        this.parts = parts;
        this.gate = new ConnectionGate(parts.places(), peers::isOurs, peers::mayTryPassword, TURNED_AWAY);
    }

    @Override
    public void doConfigure(HierarchicalConfiguration<ImmutableNode> configuration) throws ConfigurationException {
        super.doConfigure(configuration);
        Size largest = Size.parse(configuration.getString("literalSizeLimit", DEFAULT_LITERAL));
        limits = CommandLimits.ofUser(largest.asBytes());
        ownTls = parts.tls().flatMap(tls -> tls.encryption(configuration));
    }

    /** Another certificate that an operator has named in James' own way is James' to load. */
    @Override
    protected void buildSSLContext() throws Exception {
        if (ownTls.isPresent()) {
            encryption = ownTls.get();
        } else {
            super.buildSSLContext();
        }
    }

    /** Called for each connection while its pipeline is filled, right before the first handler that reads lines goes in. */
    @Override
    protected ChannelHandlerFactory createFrameHandlerFactory() {
        ChannelHandlerFactory lines = super.createFrameHandlerFactory();
        return new ChannelHandlerFactory() {
            @Override
            public ChannelHandler create(ChannelPipeline pipeline) {
                pipeline.addLast("connectionGate", gate);
                pipeline.addLast("loginWatch", new LoginWatch(parts.peers()));
                if (getStartTLSSupported()) {
                    pipeline.addLast("startTlsGuard", new StartTlsGuard());
                }
                pipeline.addLast("commandGuard", new CommandGuard(limits));
                return lines.create(pipeline);
            }
        };
    }
}
