package hangari.image.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A registry on loopback that says, byte for byte, whatever a test wants it to say: one request a connection. */
final class HostileRegistry implements AutoCloseable {
    private static final int CLOSED = 503;

    private final ServerSocket socket;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What came in; the names of the headers are in lower case. */
    record Request(String path, String query, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** The first byte that is wanted. */
        int from() {
            String range = header("range");
            return range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
        }
    }

    /** Answers a request. */
    interface Page {
        void answer(Request request, Wire wire) throws IOException;
    }

    /** The way back. */
    record Wire(OutputStream out) {
        void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        void head(int status, String... headers) throws IOException {
            raw("HTTP/1.1 " + status + " So\r\nConnection: close\r\n" + String.join("\r\n", headers)
                    + (headers.length == 0 ? "" : "\r\n") + "\r\n");
        }

        void reply(int status, byte[] body, String... headers) throws IOException {
            var all = new ArrayList<>(List.of(headers));
            all.add("Content-Length: " + body.length);
            head(status, all.toArray(String[]::new));
            out.write(body);
            out.flush();
        }

        void reply(int status, String... headers) throws IOException {
            reply(status, new byte[0], headers);
        }
    }

    HostileRegistry() throws IOException {
        this("127.0.0.1");
    }

    HostileRegistry(String address) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName(address));
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "hostile");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // the test has ended
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String[] target = line.split(" ", -1)[1].split("\\?", 2);
            Map<String, String> headers = new TreeMap<>();
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                String[] pair = header.split(": ?", 2);
                headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
            }
            var request = new Request(target[0], target.length > 1 ? target[1] : "", headers);
            requests.add(request);
            pages.getOrDefault(request.path(), (asked, wire) -> wire.reply(404))
                    .answer(request, new Wire(connection.getOutputStream()));
        } catch (IOException e) {
            // the other side had enough
        } finally {
            open.remove(connection);
        }
    }

    /** What is at a path. */
    void put(String path, Page page) {
        pages.put(path, page);
    }

    Page page(String path) {
        return pages.getOrDefault(path, (request, wire) -> wire.reply(CLOSED));
    }

    /** Waits for ever, or until the registry is closed. */
    static void hang() throws IOException {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    String host() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    /** What was asked for at a path, in this order. */
    List<Request> requests(String path) {
        synchronized (requests) {
            return requests.stream()
                    .filter(request -> request.path().equals(path))
                    .toList();
        }
    }

    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
