package hangari.vm.agent;

import java.io.InputStream;
import java.io.OutputStream;

/** Where a command's input comes from, and where its output goes. None of them is closed. */
public record Streams(InputStream in, OutputStream out, OutputStream err) {}
