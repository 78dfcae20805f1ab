package io.github.githubjirasync.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.githubjirasync.testing.TestKeys;

/**
 * As much of an OpenID provider as the service needs. Whoever comes is Olga, an operator.
 */
final class OpenIdProvider implements AutoCloseable {

	static final String CLIENT = "github-jira-sync";

	private final HttpServer server;

	private final RSAKey key = newKey();

	private final Map<String, String> nonces = new ConcurrentHashMap<>();

	OpenIdProvider() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/.well-known/openid-configuration", (exchange) -> json(exchange, """
				{"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
				"jwks_uri":"%1$s/jwks","response_types_supported":["code"],"subject_types_supported":["public"],
				"id_token_signing_alg_values_supported":["RS256"],
				"token_endpoint_auth_methods_supported":["client_secret_basic"]}""".formatted(issuer())));
		this.server.createContext("/jwks", (exchange) -> json(exchange, new JWKSet(this.key.toPublicJWK()).toString()));
		this.server.createContext("/authorize", this::authorize);
		this.server.createContext("/token", this::token);
		this.server.start();
	}

	static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(TestKeys.RSA_BITS, true).keyID("k1").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String issuer() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** An access token as it should be, for an hour. */
	JWTClaimsSet.Builder claims(String name, Object roles) {
		return new JWTClaimsSet.Builder().issuer(issuer())
			.subject("id-of-" + name)
			.audience(List.of(CLIENT))
			.claim("preferred_username", name)
			.claim("realm_access", Map.of("roles", roles))
			.issueTime(new Date())
			.expirationTime(Date.from(Instant.now().plusSeconds(3600)));
	}

	String signed(JWTClaimsSet.Builder claims) {
		return signed(claims, this.key);
	}

	static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
					claims.build());
			token.sign(new RSASSASigner(key, true));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void authorize(HttpExchange exchange) throws IOException {
		Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
		this.nonces.put("the-code", Objects.requireNonNull(query.get("nonce")));
		exchange.getResponseHeaders()
			.set("Location", query.get("redirect_uri") + "?code=the-code&state=" + query.get("state"));
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	private void token(HttpExchange exchange) throws IOException {
		Map<String, String> form = form(
				new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
		String code = Objects.requireNonNull(form.get("code"));
		String idToken = signed(
				claims("olga", List.of("sync-admins")).claim("nonce", Objects.requireNonNull(this.nonces.get(code))));
		json(exchange, "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\""
				+ idToken + "\"}");
	}

	private static Map<String, String> form(String text) {
		Map<String, String> form = new HashMap<>();
		for (String pair : text.split("&")) {
			int equals = pair.indexOf('=');
			form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
		}
		return form;
	}

	private static void json(HttpExchange exchange, String json) throws IOException {
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
