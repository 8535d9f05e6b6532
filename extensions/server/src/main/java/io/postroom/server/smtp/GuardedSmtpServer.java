package io.postroom.server.smtp;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.util.concurrent.EventExecutorGroup;
import io.postroom.core.limit.Places;
import io.postroom.server.wire.ConnectionGate;
import io.postroom.server.wire.PeerLimits;
import io.postroom.server.wire.ServerTls;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.netty.TimeoutHandler;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.smtpserver.ExtendedSMTPSession;
import org.apache.james.smtpserver.netty.SMTPServer;
import org.apache.james.smtpserver.netty.SmtpMetrics;
import org.jspecify.annotations.Nullable;

/**
 * James' SMTP server with {@link SmtpLines} in front of each conversation, and a {@link ConnectionGate} in front of all.
 *
 * <p>Lines are cut and commands carried out by the same worker, never by an event loop: what waits for a store or for DNS keeps no other
 * connection waiting.
 */
final class GuardedSmtpServer extends SMTPServer {
    private static final String TURNED_AWAY = "421 4.7.0 Too many connections\r\n";

    private final Parts parts;
    private final ConnectionGate gate;
    private Optional<Encryption> ownTls = Optional.empty();
    private @Nullable SMTPProtocol protocol;

    /**
     * What an SMTP server needs beside what James gives it.
     *
     * @param places how many connections there are, of this server alone
     * @param tls if the settings name a certificate
     * @param workers carry out the commands, of all servers
     */
    record Parts(
            SmtpMetrics metrics,
            SessionLimits limits,
            PeerLimits peers,
            Places<String> places,
            Optional<ServerTls> tls,
            EventExecutorGroup workers) {}

    GuardedSmtpServer(Parts parts) {
        super(parts.metrics());
        this.parts = parts;
        this.gate = new ConnectionGate(parts.places(), parts.peers()::isOurs, peer -> true, TURNED_AWAY);
    }

    @Override
    public void doConfigure(HierarchicalConfiguration<ImmutableNode> configuration) throws ConfigurationException {
        super.doConfigure(configuration);
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

    @Override
    protected void preInit() throws Exception {
        super.preInit();
        SMTPHandlerConfigurationDataImpl configuration = new SMTPHandlerConfigurationDataImpl();
        protocol = new SMTPProtocol(getProtocolHandlerChain(), configuration) {
            @Override
            public ProtocolSession newSession(ProtocolTransport transport) {
                return new ExtendedSMTPSession(configuration, transport);
            }
        };
    }

    @Override
    protected AbstractChannelPipelineFactory<SocketChannel> createPipelineFactory() {
        return new AbstractChannelPipelineFactory<>(getFrameHandlerFactory(), parts.workers()) {
            @Override
            protected void initChannel(SocketChannel channel) {
                fill(channel.pipeline());
            }

            @Override
            protected ChannelInboundHandlerAdapter createHandler() {
                return createCoreHandler(); // James', for nobody: initChannel is what is called
            }
        };
    }

    private void fill(ChannelPipeline pipeline) {
        Encryption encryption = getEncryption();
        SmtpConversation conversation = new SmtpConversation(
                pipeline.channel(),
                new SmtpConversation.Parts(
                        Objects.requireNonNull(protocol),
                        encryption,
                        proxyRequired,
                        parts.metrics(),
                        parts.limits(),
                        parts.peers()));
        ReadAhead ahead = new ReadAhead();
        if (proxyRequired) {
            pipeline.addLast(HandlerConstants.PROXY_HANDLER, new HAProxyMessageDecoder());
        } else {
            pipeline.addLast("connectionGate", gate);
        }
        if (encryption != null && !encryption.isStartTLS()) {
            pipeline.addLast(HandlerConstants.SSL_HANDLER, encryption.sslHandler());
        }
        pipeline.addLast(HandlerConstants.TIMEOUT_HANDLER, new TimeoutHandler(getTimeout()));
        pipeline.addLast(HandlerConstants.CHUNK_HANDLER, new ChunkedWriteHandler());
        pipeline.addLast("readAhead", ahead);
        pipeline.addLast(parts.workers(), HandlerConstants.FRAMER, new SmtpLines(conversation, ahead));
        pipeline.addLast(parts.workers(), HandlerConstants.CORE_HANDLER, conversation);
    }
}
