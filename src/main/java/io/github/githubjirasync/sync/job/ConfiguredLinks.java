package io.github.githubjirasync.sync.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.githubjirasync.sync.LinkCatalog;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;

/**
 * Shows links by the keys that they are configured with.
 */
final class ConfiguredLinks implements LinkCatalog {

	private static final ObjectMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
		.serializationInclusion(JsonInclude.Include.NON_NULL)
		.visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
		.visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
		.visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
		.build();

	private final List<LinkInfo> links;

	ConfiguredLinks(Links links) {
		this.links = links.all().stream().map(ConfiguredLinks::info).toList();
	}

	@Override
	public List<LinkInfo> all() {
		return this.links;
	}

	private static LinkInfo info(Link link) {
		Map<String, Object> rules = new LinkedHashMap<>(
				MAPPER.convertValue(link, new TypeReference<Map<String, Object>>() {
				}));
		String direction = link.direction().name().toLowerCase(Locale.ROOT).replace('_', '-');
		return new LinkInfo(link.name(), link.github().repository(), link.jira().project(), direction,
				scope(link.name()), rules);
	}

	/** The scope by which all jobs of a link are held back. */
	static String scope(String link) {
		return "link:" + link;
	}

}
