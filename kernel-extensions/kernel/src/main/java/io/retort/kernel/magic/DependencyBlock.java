package io.retort.kernel.magic;

import io.retort.core.UsageException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a {@code <dependency>} block as it stands in a pom or on a search page. */
final class DependencyBlock {
    private DependencyBlock() {}

    static MavenCoordinate read(String xml) {
        Element block = parse(xml);
        List<String> exclusions = new ArrayList<>();
        NodeList excluded = block.getElementsByTagName("exclusion");
        for (int i = 0; i < excluded.getLength(); i++) {
            Element exclusion = (Element) excluded.item(i);
            exclusions.add(value(exclusion, "groupId", "*") + ":" + value(exclusion, "artifactId", "*"));
        }
        String version = value(block, "version", "");
        if (version.isEmpty() || version.contains("${")) {
            throw new UsageException("%maven: write the version of " + value(block, "artifactId", "the dependency")
                    + " as a number; there is no pom here that says it.");
        }
        return new MavenCoordinate(
                value(block, "groupId", ""),
                value(block, "artifactId", ""),
                value(block, "type", "jar"),
                value(block, "classifier", ""),
                version,
                exclusions);
    }

    private static String value(Element parent, String name, String otherwise) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip();
            }
        }
        return otherwise;
    }

    private static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // the default one prints
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new UsageException("%maven: the <dependency> block is not XML: " + e.getMessage());
        }
    }
}
