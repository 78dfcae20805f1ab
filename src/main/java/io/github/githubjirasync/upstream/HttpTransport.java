package io.github.githubjirasync.upstream;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.MultiplexConnectionPool;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Speaks HTTP/2 with servers that choose it when TLS is set up, and HTTP/1.1 with all
 * others. Connections are closed after 30 s of idleness and after 10 min of life. Uses
 * the JVM's proxy settings.
 */
final class HttpTransport extends HttpClientTransportDynamic {

	private static final Duration MAX_IDLE = Duration.ofSeconds(30);

	private static final Duration MAX_AGE = Duration.ofMinutes(10);

	private static final int MAX_THREADS = 16;

	private static final int MIN_THREADS = 2;

	private static final Origin.Protocol NEGOTIATED = new Origin.Protocol(List.of("h2", "http/1.1"), true);

	private HttpTransport(ClientConnector connector, HTTP2Client http2) {
		// The first one is for servers that negotiate nothing.
		super(connector, HttpClientConnectionFactory.HTTP11, new ClientConnectionFactoryOverHTTP2.HTTP2(http2));
		setConnectionPoolFactory((destination) -> {
			MultiplexConnectionPool pool = new MultiplexConnectionPool(destination,
					destination.getHttpClient().getMaxConnectionsPerDestination(), 1);
			pool.setMaxDuration(MAX_AGE.toMillis());
			return pool;
		});
	}

	static HttpClient start(HttpSettings settings, SSLContext tls) {
		ClientConnector connector = new ClientConnector();
		connector.setSelectors(1);
		SslContextFactory.Client trust = new SslContextFactory.Client();
		trust.setSslContext(tls);
		connector.setSslContextFactory(trust);
		HTTP2Client http2 = new HTTP2Client(connector);
		http2.setMaxConcurrentPushedStreams(0);
		HttpClient client = new HttpClient(new HttpTransport(connector, http2));
		QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
		threads.setName("upstream-http");
		threads.setDaemon(true);
		client.setExecutor(threads);
		client.setConnectTimeout(settings.connectTimeout().toMillis());
		client.setIdleTimeout(MAX_IDLE.toMillis());
		client.setMaxConnectionsPerDestination(settings.maxConnections());
		client.setFollowRedirects(false);
		client.setHttpCookieStore(new HttpCookieStore.Empty());
		client.setUserAgentField(null);
		addProxy(client, settings);
		try {
			client.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The HTTP client cannot start", ex);
		}
		// Answers 401 and 407 are for the callers.
		client.getProtocolHandlers().clear();
		return client;
	}

	private static void addProxy(HttpClient client, HttpSettings settings) {
		for (Proxy proxy : ProxySelector.getDefault().select(settings.baseUrl())) {
			if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
				client.getProxyConfiguration().addProxy(new HttpProxy(address.getHostString(), address.getPort()));
				return;
			}
		}
	}

	/** HTTP/2 is the first that is offered. */
	@Override
	public Origin newOrigin(Request request) {
		Origin origin = super.newOrigin(request);
		return HttpScheme.isSecure(request.getScheme()) ? getHttpClient().createOrigin(request, NEGOTIATED) : origin;
	}

}
