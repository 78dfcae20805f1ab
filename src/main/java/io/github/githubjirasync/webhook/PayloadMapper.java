package io.github.githubjirasync.webhook;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads from JSON, within bounds that a hostile or broken body cannot pass, and
 * says in one line what is wrong with one that it cannot read.
 *
 * @param <P> the type of the payloads
 */
final class PayloadMapper<P> {

	private static final int MAX_NESTING = 200;

	private static final int MAX_STRING = 25 * 1024 * 1024;

	private static final int MAX_NUMBER = 100;

	private static final int MAX_CAUSE = 500;

	private final ObjectMapper mapper;

	private final Class<P> type;

	PayloadMapper(Class<P> type, PropertyNamingStrategy names) {
		this.type = type;
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_NESTING)
				.maxStringLength(MAX_STRING)
				.maxNumberLength(MAX_NUMBER)
				.build())
			.build();
		this.mapper = JsonMapper.builder(factory)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.propertyNamingStrategy(names)
			.build();
	}

	/**
	 * Reads a payload and what it means.
	 * @param event the name of the event as far as it is known without the payload
	 * @param json gives the JSON, or throws {@link UnreadableException}
	 * @param meaning tells the event and what a payload means, or throws
	 * {@link UnreadableException}
	 * @return what it means, or that it is unreadable
	 */
	Reading read(String event, Supplier<byte[]> json, Function<P, Meaning> meaning) {
		String named = event;
		try {
			P payload = parse(json.get());
			Meaning found = meaning.apply(payload);
			named = Reading.eventName(found.event());
			return found.reading().apply(named);
		}
		catch (JsonMappingException ex) {
			return new Reading.Unreadable(named,
					cause("Not the expected JSON at '" + path(ex) + "'", ex.getOriginalMessage()));
		}
		catch (JsonProcessingException ex) {
			return new Reading.Unreadable(named, cause("Not the expected JSON", ex.getOriginalMessage()));
		}
		catch (UnreadableException ex) {
			return new Reading.Unreadable(named, cause("Not the expected payload", ex.getMessage()));
		}
		catch (IOException | IllegalArgumentException | DateTimeException ex) {
			return new Reading.Unreadable(named, cause("A value is out of range", ex.getMessage()));
		}
	}

	private P parse(byte[] json) throws IOException {
		@Nullable P payload = this.mapper.readValue(json, this.type);
		return UnreadableException.required(payload, "(the whole document)");
	}

	private static String path(JsonMappingException ex) {
		return ex.getPath()
			.stream()
			.map((part) -> (part.getFieldName() != null) ? part.getFieldName() : Integer.toString(part.getIndex()))
			.collect(Collectors.joining("."));
	}

	private static String cause(String what, @Nullable String detail) {
		String cause = (what + ": " + detail).replaceAll("\\p{Cntrl}+", " ");
		return (cause.length() > MAX_CAUSE) ? cause.substring(0, MAX_CAUSE) : cause;
	}

	/**
	 * What a payload means, told in two steps, so that the event is known even where the
	 * rest turns out to be unreadable.
	 *
	 * @param event the sender's name for what happened
	 * @param reading gives the reading for that event, or throws
	 * {@link UnreadableException}
	 */
	record Meaning(String event, Function<String, Reading> reading) {
	}

}
