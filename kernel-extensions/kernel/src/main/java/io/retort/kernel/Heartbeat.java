package io.retort.kernel;

import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** Answers the heartbeats by which clients see that the process lives. */
final class Heartbeat extends JupyterSocket {
    Heartbeat(ZMQ.Context context) {
        super(context, SocketType.REP, HMACGenerator.NO_AUTH_INSTANCE, LoggerFactory.getLogger(Heartbeat.class));
        setLinger(0);
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        bind(formatAddress(properties.getTransport(), properties.getIp(), properties.getHbPort()));
        Daemon.start("retort-heartbeat", this::loop);
    }

    private void loop() {
        try {
            while (true) {
                byte[] beat = recv();
                if (beat != null) {
                    send(beat);
                }
            }
        } catch (ZMQException e) {
            logger.debug("The context was closed", e);
        }
    }
}
