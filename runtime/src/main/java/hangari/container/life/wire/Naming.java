package hangari.container.life.wire;

import hangari.container.life.Request;

/** What a request is called in the log: its verb and whom it is about, but not what it carries. */
final class Naming {
    private Naming() {}

    static String of(Request request) {
        return request.getClass().getSimpleName() + subject(request);
    }

    private static String subject(Request request) {
        String text = request.toString();
        int from = text.indexOf('=');
        int to = text.indexOf(',');
        if (from < 0 || request instanceof Request.ListAll) {
            return "";
        }
        return " " + text.substring(from + 1, to < 0 ? text.length() - 1 : Math.max(to, from + 1));
    }
}
