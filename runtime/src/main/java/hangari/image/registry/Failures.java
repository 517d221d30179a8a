package hangari.image.registry;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong on the way to a registry, in words of ours. */
final class Failures {
    private Failures() {}

    /** The failure of a request, with what may help. */
    static TransferException of(String host, Throwable failure, Limits limits) {
        if (failure instanceof HttpConnectTimeoutException) {
            return TransferException.refused(host + " does not take the connection within " + seconds(limits.connect())
                    + ": check the network and the name");
        }
        if (failure instanceof HttpTimeoutException) {
            return TransferException.passing(
                    host + " does not answer within " + seconds(limits.headers()) + ": try again later");
        }
        if (isUnknown(failure)) {
            return TransferException.refused(host + " is not known here: check the name and the network");
        }
        if (failure instanceof ConnectException) {
            return TransferException.refused(
                    host + " refuses the connection: check the port, and whether a registry runs there");
        }
        if (failure instanceof SSLException) {
            return TransferException.refused(
                    "no safe connection to " + host + ": " + reason(failure) + ": check its certificate");
        }
        return TransferException.passing(
                "the connection to " + host + " was cut: " + reason(failure) + ": pull again to go on");
    }

    // An unknown name comes as a ConnectException whose cause says so.
    private static boolean isUnknown(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException || at instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    /** The reason, on one line and fit for a terminal: parts of it may come from the other side. */
    static String reason(Throwable failure) {
        if (failure instanceof EOFException) {
            return "it ended too early";
        }
        String message = Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
        return Text.plain(message);
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
