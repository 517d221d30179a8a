package hangari.slides;

import hangari.slides.PageFiles.PageFile;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves the files of the page, below the path of the token. */
final class PageHandler extends Handler.Abstract.NonBlocking {
    private final String base;
    private final Map<String, PageFile> files;

    PageHandler(String base, Map<String, PageFile> files) {
        this.base = base;
        this.files = Map.copyOf(files);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        PageFile file = files.get(Request.getPathInContext(request).substring(base.length()));
        if (file == null) {
            Refusal.send(
                    response, callback, 404, "there is no such file in the deck: open the address that was printed");
            return true;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, file.type());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, file.content().remaining());
        ByteBuffer body = "HEAD".equals(request.getMethod())
                ? ByteBuffer.allocate(0)
                : file.content().duplicate();
        response.write(true, body, callback);
        return true;
    }
}
