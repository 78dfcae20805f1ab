package io.github.githubjirasync.upstream;

import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Turns a declarative {@code @HttpExchange} interface into a client; those with the same
 * settings share their connections. Its calls keep to the upstream's limits, send
 * credentials to its origin only, follow redirects within it, are bounded in time and
 * size, are never repeated after a byte of an answer, and throw nothing but
 * {@link UpstreamException}. JSON fields that a payload type does not name are ignored,
 * and {@code null} components are not sent.
 */
public final class UpstreamHttp implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder()
		.addModule(new JavaTimeModule())
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
		.serializationInclusion(JsonInclude.Include.NON_NULL)
		.build();

	private final Map<HttpSettings, HttpPool> pools = new ConcurrentHashMap<>();

	private final Supplier<RestClient.Builder> builders;

	private final Clock clock;

	private final String userAgent;

	private final @Nullable UpstreamGuards guards;

	private final KnownAnswers known;

	private final TrustedHosts trusted;

	/**
	 * Creates a maker of clients.
	 * @param builders gives a new builder each time, with the observation that
	 * {@code http.client.requests} needs
	 * @param clock the time that waiting times count from
	 * @param userAgent the {@code User-Agent} of every call
	 */
	public UpstreamHttp(Supplier<RestClient.Builder> builders, Clock clock, String userAgent) {
		this(builders, clock, userAgent, null, DataSize.ofMegabytes(1), null);
	}

	UpstreamHttp(Supplier<RestClient.Builder> builders, Clock clock, String userAgent, @Nullable UpstreamGuards guards,
			DataSize knownAnswers, @Nullable SslBundles bundles) {
		this.builders = builders;
		this.clock = clock;
		this.userAgent = userAgent;
		this.guards = guards;
		this.known = new KnownAnswers(knownAnswers);
		this.trusted = new TrustedHosts(bundles);
	}

	/**
	 * Makes a client.
	 * @param <T> the type of the interface
	 * @param api the interface; its URLs are relative to the base URL, and name what
	 * varies as template variables, since templates become metric tags
	 * @param upstream who is called
	 * @param settings where and within which bounds
	 * @param credentials what is sent to the upstream's origin
	 * @return the client, safe for use by many threads
	 */
	public <T> T client(Class<T> api, Upstream upstream, HttpSettings settings, Credentials credentials) {
		HttpPool pool = this.pools.computeIfAbsent(settings, this.trusted::open);
		UpstreamGuard guard = (this.guards != null) ? this.guards.guard(upstream, settings, credentials.oneAccount())
				: null;
		UpstreamErrors errors = new UpstreamErrors(upstream, this.clock, guard);
		// Jira has no ETags.
		KnownAnswers conditional = (upstream == Upstream.GITHUB) ? this.known : null;
		RestClient client = this.builders.get()
			.baseUrl(settings.baseUrl().toString())
			.requestFactory(UpstreamHttp::unused)
			.requestInterceptor(new UpstreamExchange(upstream, settings, pool, credentials, errors, guard, conditional))
			.defaultHeader(HttpHeaders.USER_AGENT, this.userAgent)
			.defaultStatusHandler((status) -> !status.is2xxSuccessful(), (request, response) -> {
				throw errors.refused(request.getMethod(), request.getURI(), response.getStatusCode().value(),
						response.getHeaders(), response.getBody().readAllBytes());
			})
			.messageConverters((converters) -> {
				converters.clear();
				// Attached files.
				converters.add(new ByteArrayHttpMessageConverter());
				converters.add(new MappingJackson2HttpMessageConverter(JSON));
			})
			.build();
		HttpExchangeAdapter adapter = new ReadableAnswers(RestClientAdapter.create(client),
				settings.baseUrl().getRawPath(), errors);
		return HttpServiceProxyFactory.builderFor(adapter).build().createClient(api);
	}

	/**
	 * Makes a reader of files that lie beside an upstream's API.
	 * @param settings the bounds of each request; the base URL counts for the proxy only
	 * @param origins where files may lie and redirects may lead, such as
	 * {@code https://github.com}
	 * @return the reader, safe for use by many threads
	 */
	public Downloads downloads(HttpSettings settings, Collection<URI> origins) {
		return new Downloads(this.pools.computeIfAbsent(settings, this.trusted::open), origins, this.userAgent);
	}

	/** What the interceptor sends does not get here. */
	private static ClientHttpRequest unused(URI url, HttpMethod method) {
		throw new UnsupportedOperationException(method + " " + url.getRawPath() + " was sent already");
	}

	@Override
	public void close() {
		this.pools.values().forEach(HttpPool::close);
	}

}
