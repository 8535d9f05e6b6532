package io.postroom.server.hardening;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
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
import org.apache.james.util.Size;

/** James' IMAP server with a {@link CommandGuard} in front of each connection. */
final class GuardedImapServer extends IMAPServer {
    private static final String DEFAULT_LITERAL = "25M";

    private CommandLimits limits = CommandLimits.ofStranger();

    GuardedImapServer(
            ImapDecoder decoder,
            ImapEncoder encoder,
            ImapProcessor processor,
            ImapMetrics metrics,
            GaugeRegistry gauges) {
        super(decoder, encoder, processor, metrics, gauges);
    }

    @Override
    public void doConfigure(HierarchicalConfiguration<ImmutableNode> configuration) throws ConfigurationException {
        super.doConfigure(configuration);
        Size largest = Size.parse(configuration.getString("literalSizeLimit", DEFAULT_LITERAL));
        limits = CommandLimits.ofUser(largest.asBytes());
    }

    /** Called for each connection while its pipeline is filled, right before the first handler that reads lines goes in. */
    @Override
    protected ChannelHandlerFactory createFrameHandlerFactory() {
        ChannelHandlerFactory lines = super.createFrameHandlerFactory();
        return new ChannelHandlerFactory() {
            @Override
            public ChannelHandler create(ChannelPipeline pipeline) {
                pipeline.addLast("commandGuard", new CommandGuard(limits));
                return lines.create(pipeline);
            }
        };
    }
}
