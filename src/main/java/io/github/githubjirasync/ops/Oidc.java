package io.github.githubjirasync.ops;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.util.function.SingletonSupplier;

/**
 * Lets in whom an OpenID provider knows. The provider is asked when somebody comes, not
 * at the start, so that the service starts while it is away.
 */
final class Oidc {

	private static final Logger logger = LoggerFactory.getLogger(Oidc.class);

	/** The name of the provider within the service's own paths. */
	static final String ID = "oidc";

	/** Where a browser begins to log in. */
	static final String LOGIN_PATH = "/oauth2/authorization/" + ID;

	private final OidcProperties properties;

	private final OidcRoles roles;

	Oidc(OidcProperties properties) {
		this.properties = properties;
		this.roles = new OidcRoles(properties);
	}

	boolean isConfigured() {
		return this.properties.issuerUri() != null;
	}

	boolean isForBrowsers() {
		return isConfigured() && this.properties.clientId() != null;
	}

	/** Lets browsers log in at the provider. */
	void addLogin(HttpSecurity http) throws Exception {
		URI issuer = this.properties.issuerUri();
		if (issuer != null && isForBrowsers()) {
			SingletonSupplier<ClientRegistration> registration = SingletonSupplier.of(() -> registration(issuer));
			http.oauth2Login((login) -> login.loginPage("/login")
				.defaultSuccessUrl("/ops")
				.clientRegistrationRepository((id) -> ID.equals(id) ? registration.obtain() : null)
				.userInfoEndpoint((user) -> user.userAuthoritiesMapper(this::ofLogin)));
		}
	}

	/** Lets programs in by the provider's tokens. */
	void addTokens(HttpSecurity http, AuthenticationEntryPoint problems) throws Exception {
		URI issuer = this.properties.issuerUri();
		if (issuer == null) {
			return;
		}
		http.oauth2ResourceServer((server) -> server.authenticationEntryPoint(problems)
			.jwt((jwt) -> jwt.decoder(decoderOrRefusal(new SupplierJwtDecoder(() -> decoder(issuer))))
				.jwtAuthenticationConverter(this::ofToken)));
	}

	private ClientRegistration registration(URI issuer) {
		return ClientRegistrations.fromIssuerLocation(issuer.toString())
			.registrationId(ID)
			.clientId(Objects.requireNonNull(this.properties.clientId()))
			.clientSecret(this.properties.clientSecret())
			.scope(this.properties.scopes())
			.userNameAttributeName(this.properties.nameClaim())
			.build();
	}

	/** Without the provider's keys no token can be believed. */
	private static JwtDecoder decoderOrRefusal(JwtDecoder decoder) {
		return (token) -> {
			try {
				return decoder.decode(token);
			}
			catch (JwtDecoderInitializationException ex) {
				logger.warn("The OpenID provider cannot be asked, so its tokens are refused: {}", ex.getMessage());
				throw new BadJwtException("The OpenID provider cannot be asked", ex);
			}
		};
	}

	/** A token that was made for somebody else's service is none for this one. */
	private NimbusJwtDecoder decoder(URI issuer) {
		String audience = this.properties.expectedAudience();
		NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer.toString());
		decoder.setJwtValidator(
				new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(issuer.toString()),
						new JwtClaimValidator<@Nullable List<String>>(JwtClaimNames.AUD,
								(aud) -> aud != null && aud.contains(audience)),
						new JwtClaimValidator<@Nullable Object>(this.properties.nameClaim(), Objects::nonNull)));
		return decoder;
	}

	private AbstractAuthenticationToken ofToken(Jwt token) {
		return new JwtAuthenticationToken(token, this.roles.of(token.getClaims()),
				token.getClaimAsString(this.properties.nameClaim()));
	}

	private Collection<? extends GrantedAuthority> ofLogin(Collection<? extends GrantedAuthority> authorities) {
		Set<GrantedAuthority> mapped = new HashSet<>();
		for (GrantedAuthority authority : authorities) {
			if (authority instanceof OidcUserAuthority user) {
				mapped.addAll(this.roles.of(user.getAttributes()));
			}
		}
		return mapped;
	}

}
