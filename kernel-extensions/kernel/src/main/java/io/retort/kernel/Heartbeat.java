package io.retort.kernel;

import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/**
 * Answers the heartbeats by which clients see that the process lives. A router sends each message back to where it came
 * from and keeps no state, where a socket for replies can be left waiting for the rest of a stranger's half message.
 */
final class Heartbeat extends JupyterSocket {
    Heartbeat(ZMQ.Context context) {
        super(context, SocketType.ROUTER, HMACGenerator.NO_AUTH_INSTANCE, LoggerFactory.getLogger(Heartbeat.class));
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
                ZMsg beat = ZMsg.recvMsg(this);
                if (beat != null) {
                    beat.send(this);
                }
            }
        } catch (ZMQException e) {
            logger.debug("The context was closed", e);
        }
    }
}
