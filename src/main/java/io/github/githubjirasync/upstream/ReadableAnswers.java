package io.github.githubjirasync.upstream;

import java.util.function.Supplier;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Reports a successful answer that is empty or is not what was asked for as an
 * {@link UpstreamException}, like every other fault.
 */
final class ReadableAnswers implements HttpExchangeAdapter {

	private final HttpExchangeAdapter delegate;

	private final String basePath;

	private final UpstreamErrors errors;

	ReadableAnswers(HttpExchangeAdapter delegate, String basePath, UpstreamErrors errors) {
		this.delegate = delegate;
		this.basePath = basePath;
		this.errors = errors;
	}

	@Override
	public boolean supportsRequestAttributes() {
		return this.delegate.supportsRequestAttributes();
	}

	@Override
	public void exchange(HttpRequestValues values) {
		this.delegate.exchange(values);
	}

	@Override
	public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
		return this.delegate.exchangeForHeaders(values);
	}

	@Override
	public <T> T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> type) {
		return readable(values, () -> this.delegate.exchangeForBody(values, type));
	}

	@Override
	public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
		return this.delegate.exchangeForBodilessEntity(values);
	}

	@Override
	public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues values, ParameterizedTypeReference<T> type) {
		ResponseEntity<T> entity = readable(values, () -> this.delegate.exchangeForEntity(values, type));
		if (!entity.hasBody()) {
			throw this.errors.unreadable(method(values), path(values), null);
		}
		return entity;
	}

	private <R> R readable(HttpRequestValues values, Supplier<R> call) {
		R answer;
		try {
			answer = call.get();
		}
		catch (RestClientException ex) {
			throw this.errors.unreadable(method(values), path(values), ex);
		}
		if (answer == null) {
			throw this.errors.unreadable(method(values), path(values), null);
		}
		return answer;
	}

	private static HttpMethod method(HttpRequestValues values) {
		HttpMethod method = values.getHttpMethod();
		return (method != null) ? method : HttpMethod.GET;
	}

	private String path(HttpRequestValues values) {
		if (values.getUri() != null) {
			return values.getUri().getRawPath();
		}
		String template = (values.getUriTemplate() != null) ? values.getUriTemplate() : "/";
		return this.basePath + UriComponentsBuilder.fromUriString(template)
			.encode()
			.buildAndExpand(values.getUriVariables())
			.getPath();
	}

}
