package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

import org.springframework.util.FileSystemUtils;

/**
 * A server with TLS, on as many ports as there are certificates, that notes what it is
 * asked and answers as it is told.
 */
final class TlsUpstream implements AutoCloseable {

	final List<Seen> seen = new CopyOnWriteArrayList<>();

	private final Tomcat tomcat = new Tomcat();

	private final Path folder;

	TlsUpstream(Answers answers) throws IOException {
		this.folder = Files.createTempDirectory("tls-upstream");
		this.tomcat.setSilent(true);
		this.tomcat.setBaseDir(this.folder.toString());
		Context context = this.tomcat.addContext("", this.folder.toString());
		Tomcat.addServlet(context, "all", new HttpServlet() {

			private static final long serialVersionUID = 1L;

			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
				TlsUpstream.this.seen.add(new Seen(request.getProtocol(), request.getRemotePort(),
						request.getRequestURI(), String.valueOf(request.getHeader("Authorization"))));
				request.getInputStream().readAllBytes();
				response.setContentType("application/json");
				answers.answer(request.getRequestURI(), response);
			}

		});
		context.addServletMappingDecoded("/", "all");
	}

	/** Opens a port. */
	Connector listen(KeyStore certificate, boolean http2) {
		Connector connector = new Connector();
		connector.setPort(0);
		connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
		connector.setProperty("SSLEnabled", "true");
		connector.setScheme("https");
		connector.setSecure(true);
		SSLHostConfig host = new SSLHostConfig();
		SSLHostConfigCertificate entry = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
		entry.setCertificateKeystore(certificate);
		entry.setCertificateKeystorePassword(new String(TestAuthority.PASSWORD));
		host.addCertificate(entry);
		connector.addSslHostConfig(host);
		if (http2) {
			connector.addUpgradeProtocol(new Http2Protocol());
		}
		this.tomcat.getService().addConnector(connector);
		return connector;
	}

	void start() throws LifecycleException {
		this.tomcat.start();
	}

	static URI url(Connector connector) {
		return URI.create("https://127.0.0.1:" + connector.getLocalPort());
	}

	@Override
	public void close() throws Exception {
		this.tomcat.stop();
		this.tomcat.destroy();
		FileSystemUtils.deleteRecursively(this.folder);
	}

	/** What to answer. */
	@FunctionalInterface
	interface Answers {

		void answer(String path, HttpServletResponse response) throws IOException;

	}

	/**
	 * A request.
	 *
	 * @param protocol such as {@code HTTP/2.0}
	 * @param port the connection's other end
	 * @param path the path
	 * @param credentials what was shown
	 */
	record Seen(String protocol, int port, String path, String credentials) {
	}

}
