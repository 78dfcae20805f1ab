package io.github.githubjirasync.ops;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Reads from the claims of a token what its bearer may do. Without a known value that is
 * nothing.
 */
final class OidcRoles {

	private final OidcProperties properties;

	OidcRoles(OidcProperties properties) {
		this.properties = properties;
	}

	Set<GrantedAuthority> of(Map<String, ?> claims) {
		List<String> values = texts(value(claims)).toList();
		Set<GrantedAuthority> roles = new HashSet<>();
		if (values.stream().anyMatch(this.properties.viewerValues()::contains)) {
			roles.add(role(OpsProperties.Role.VIEWER));
		}
		if (values.stream().anyMatch(this.properties.operatorValues()::contains)) {
			roles.add(role(OpsProperties.Role.OPERATOR));
		}
		return roles;
	}

	/** A claim may have a dot in its name, such as a URL. */
	private @Nullable Object value(Map<String, ?> claims) {
		String path = this.properties.roleClaim();
		if (claims.containsKey(path)) {
			return claims.get(path);
		}
		Object value = claims;
		for (String name : path.split("\\.")) {
			value = (value instanceof Map<?, ?> object) ? object.get(name) : null;
		}
		return value;
	}

	private static Stream<String> texts(@Nullable Object value) {
		if (value instanceof Collection<?> list) {
			return list.stream().map(String::valueOf);
		}
		return (value != null) ? Arrays.stream(value.toString().split(" ")) : Stream.empty();
	}

	private static GrantedAuthority role(OpsProperties.Role role) {
		return new SimpleGrantedAuthority("ROLE_" + role.name());
	}

}
