package io.retort.kernel;

import io.retort.core.ResourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A short session of this process with itself: what people do first in a notebook, over real sockets. Java notes which
 * classes that takes, and {@link ClassArchive} keeps them. Cells that fail are left out and nothing is shown.
 */
final class TrainingRun {
    private static final int REPLY_MILLIS = 60_000;
    private static final List<String> CELLS = List.of(
            "1 + 1",
            "int square(int n) { return n * n; }\nint total = 0;\nfor (int i = 0; i < 10; i++) { total += square(i); }\ntotal",
            "record Point(double x, double y) {}\nvar points = Stream.of(1, 2, 3).map(i -> new Point(i, i * 2.0)).toList();\npoints",
            "System.out.println(points.size()); display(\"text\")",
            "%help",
            "%stages standardize",
            "%%sql\nSELECT range AS n, sqrt(range) AS root FROM range(10)",
            "%%pipeline\ngenerate --count 300\nstandardize\ndedup\nproperties\nscaffold\nfingerprint",
            "table(\"result\")",
            "%plot histogram result mw_da",
            "%resources",
            "nothing here",
            "throw new IllegalStateException(\"an error\");");

    private TrainingRun() {}

    /** Holds the session. Threads of the kernel still live afterwards; the caller ends the process. */
    static void hold() {
        try {
            KernelConnectionProperties properties = connection();
            new KernelServer(properties).start();
            ZMQ.Context context = ZMQ.context(1);
            Client client = new Client(context, properties.createHMACGenerator());
            client.bind(properties);
            client.ask(KernelInfoRequest.MESSAGE_TYPE.getName(), new KernelInfoRequest());
            for (String cell : CELLS) {
                client.ask(cell, new ExecuteRequest(cell, false, true, java.util.Map.of(), false, false));
            }
            client.ask("completion", new CompleteRequest("points.str", 10));
            client.ask("inspection", new InspectRequest("points.stream", 13, 0));
        } catch (IOException | GeneralSecurityException e) {
            throw new ResourceException("The kernel cannot listen on this machine's loopback: " + e.getMessage(), e);
        }
    }

    private static KernelConnectionProperties connection() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            int[] ports = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new KernelConnectionProperties(
                    "127.0.0.1",
                    ports[0],
                    ports[1],
                    ports[2],
                    ports[3],
                    ports[4],
                    "tcp",
                    "hmac-sha256",
                    UUID.randomUUID().toString());
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** The other end of the shell channel. */
    private static final class Client extends JupyterSocket {
        Client(ZMQ.Context context, HMACGenerator signatures) {
            super(context, SocketType.DEALER, signatures, LoggerFactory.getLogger(Client.class));
            setReceiveTimeOut(REPLY_MILLIS);
            setLinger(0);
        }

        @Override
        public void bind(KernelConnectionProperties properties) {
            connect(formatAddress(properties.getTransport(), properties.getIp(), properties.getShellPort()));
        }

        <T extends ContentType<T>> void ask(String what, T content) {
            sendMessage(new Message<>(new Header<>(content.getType()), content));
            if (recv() == null) {
                throw new ResourceException("The kernel did not answer: " + what);
            }
            while (hasReceiveMore()) {
                byte[] unused = recv();
            }
        }
    }
}
