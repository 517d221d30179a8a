package hangari.cli.tally;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reports that the test runner left in each module.
 *
 * @see <a href="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd">the schema</a>
 */
public final class TestReports {
    private static final String ASSUMPTION = "Assumption failed: ";

    private TestReports() {}

    /** Counts the test cases of every module of a reactor. */
    public static Count below(Path project) throws IOException {
        Count count = Count.NONE;
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.sorted().toList()) {
                count = count.plus(in(module.resolve("target").resolve("surefire-reports")));
            }
        }
        return count;
    }

    private static Count in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Count.NONE;
        }
        Count count = Count.NONE;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> reports = files.filter(TestReports::isReport).sorted().toList();
            for (Path report : reports) {
                count = count.plus(of(report));
            }
        }
        return count;
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private static Count of(Path report) throws IOException {
        try (InputStream file = Files.newInputStream(report)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            return cases(factory.createXMLStreamReader(file));
        } catch (XMLStreamException e) {
            throw new IOException(report + ": not a test report: run the tests again", e);
        }
    }

    private static Count cases(XMLStreamReader xml) throws XMLStreamException {
        Count count = Count.NONE;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                count = count.plus(testCase(xml));
            }
        }
        return count;
    }

    private static Count testCase(XMLStreamReader xml) throws XMLStreamException {
        String name = attribute(xml, "classname") + "." + attribute(xml, "name");
        Count result = Count.ofPassed();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
                return result;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                result = Objects.requireNonNullElse(verdict(xml, name), result);
            }
        }
        return result;
    }

    private static @Nullable Count verdict(XMLStreamReader xml, String name) throws XMLStreamException {
        String message = firstLine(attribute(xml, "message"));
        return switch (xml.getLocalName()) {
            case "failure", "error" -> Count.ofFailed(name + ": " + message);
            case "skipped" -> Count.ofSkipped(message.isEmpty() ? reason(xml.getElementText()) : message);
            default -> null;
        };
    }

    /** Of a failed assumption, a report holds nothing but the exception as it is printed. */
    private static String reason(String thrown) {
        String line = firstLine(thrown);
        int begin = line.indexOf(ASSUMPTION);
        return begin < 0 ? "without a reason" : line.substring(begin + ASSUMPTION.length());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return Objects.requireNonNullElse(xml.getAttributeValue(null, name), "");
    }
}
