package io.github.githubjirasync.upstream;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens the pooled HTTP client of one upstream. Uses the JVM's proxy and trust settings.
 */
final class HttpPool {

	private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(30);

	private static final TimeValue MAX_AGE = TimeValue.ofMinutes(10);

	private HttpPool() {
	}

	static CloseableHttpClient open(HttpSettings settings) {
		return HttpClients.custom()
			.useSystemProperties()
			.setConnectionManager(connections(settings))
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
				.setResponseTimeout(Timeout.of(settings.responseTimeout()))
				.setConnectionKeepAlive(MAX_IDLE)
				.build())
			.setRetryStrategy(new StaleConnectionRetry())
			.addExecInterceptorBefore(ChainElement.COMPRESS.name(), "bounded-response",
					new BoundedResponse(settings.maxResponseSize().toBytes()))
			.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), "deadline", new CallDeadline.Watch())
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.evictIdleConnections(MAX_IDLE)
			.evictExpiredConnections()
			.build();
	}

	private static PoolingHttpClientConnectionManager connections(HttpSettings settings) {
		return PoolingHttpClientConnectionManagerBuilder.create()
			.useSystemProperties()
			.setMaxConnTotal(settings.maxConnections())
			.setMaxConnPerRoute(settings.maxConnections())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(settings.connectTimeout()))
				.setSocketTimeout(Timeout.of(settings.responseTimeout()))
				.setValidateAfterInactivity(TimeValue.ofSeconds(1))
				.setTimeToLive(MAX_AGE)
				.build())
			.build();
	}

}
