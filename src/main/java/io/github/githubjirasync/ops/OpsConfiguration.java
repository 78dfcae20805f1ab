package io.github.githubjirasync.ops;

import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.githubjirasync.ops.desk.LoginOptions;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Wires the API for operators, and says for the whole service who may call what: senders
 * of webhooks prove themselves by their signature, operators log in, the management port
 * shows health and metrics to everybody who reaches it, and all else is closed.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ OpsProperties.class, OidcProperties.class })
@Import({ SessionConfiguration.class, QueueController.class, DeadLettersController.class, PreflightController.class,
		OpsExceptionHandler.class })
class OpsConfiguration {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
			+ "frame-ancestors 'none'";

	private static final String PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

	@Bean
	UserDetailsService opsUsers(OpsProperties properties, Oidc oidc) {
		return new OpsUsers().from(properties.users(), oidc.isConfigured());
	}

	@Bean
	Oidc oidc(OidcProperties properties) {
		return new Oidc(properties);
	}

	/** What the login page offers. */
	@Bean
	LoginOptions loginOptions(OpsProperties properties, Oidc oidc) {
		return new LoginOptions(!properties.users().isEmpty(), oidc.isForBrowsers() ? Oidc.LOGIN_PATH : null);
	}

	@Bean
	LoginThrottle loginThrottle() {
		return new LoginThrottle(Ticker.systemTicker());
	}

	@Bean
	LoginOutcomes loginOutcomes(LoginThrottle throttle) {
		return new LoginOutcomes(throttle);
	}

	@Bean
	@Order(1)
	SecurityFilterChain webhookSecurity(HttpSecurity http) throws Exception {
		return stateless(http.securityMatcher("/webhooks/**"))
			.authorizeHttpRequests((requests) -> requests
				.requestMatchers("/webhooks/github", "/webhooks/jira", "/webhooks/jira/{secret}")
				.permitAll()
				.anyRequest()
				.denyAll())
			.build();
	}

	/**
	 * Matches on the management port only; on the main port there is no actuator.
	 */
	@Bean
	@Order(2)
	SecurityFilterChain managementSecurity(HttpSecurity http) throws Exception {
		return stateless(http.securityMatcher(EndpointRequest.to("health", "prometheus")))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/** Programs, which bring their credentials with each request. */
	@Bean
	@Order(3)
	SecurityFilterChain programSecurity(HttpSecurity http, ObjectMapper mapper, Oidc oidc, LoginThrottle throttle)
			throws Exception {
		SecurityProblems problems = new SecurityProblems(mapper);
		oidc.addTokens(http, problems);
		return guarded(http.securityMatcher(
				new AndRequestMatcher(new OrRequestMatcher(path("/ops"), path("/ops/**")), ApiClients::isProgram)))
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.addFilterBefore(new LoginThrottleFilter(throttle, problems), BasicAuthenticationFilter.class)
			.httpBasic((basic) -> basic.authenticationEntryPoint(problems))
			.exceptionHandling(
					(exceptions) -> exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.build();
	}

	/** Browsers, which have a session. */
	@Bean
	@Order(4)
	SecurityFilterChain opsSecurity(HttpSecurity http, ObjectMapper mapper, OpsProperties properties, Oidc oidc,
			LoginThrottle throttle, SessionRegistry registry) throws Exception {
		SecurityProblems problems = new SecurityProblems(mapper);
		MediaTypeRequestMatcher page = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
		page.setIgnoredMediaTypes(Set.of(MediaType.ALL));
		oidc.addLogin(http);
		return guarded(http.securityMatcher("/ops", "/ops/**", "/login", "/logout", "/oauth2/authorization/*",
				"/login/oauth2/code/*"))
			.addFilterBefore(new LoginThrottleFilter(throttle, problems), UsernamePasswordAuthenticationFilter.class)
			.sessionManagement((sessions) -> sessions.maximumSessions(properties.maxSessions())
				.sessionRegistry(registry)
				.expiredSessionStrategy((expired) -> problems.write(expired.getRequest(), expired.getResponse(),
						HttpStatus.UNAUTHORIZED, "You are logged in elsewhere too often; log in again.")))
			// First, so that it is the answer to all but pages, which go to the login.
			.exceptionHandling((exceptions) -> exceptions
				.defaultAuthenticationEntryPointFor(problems, new NegatedRequestMatcher(page))
				.accessDeniedHandler(problems))
			.formLogin((login) -> login.loginPage("/login").defaultSuccessUrl("/ops").permitAll())
			.httpBasic((basic) -> basic.authenticationEntryPoint(problems))
			.build();
	}

	/** Who may do what, and what browsers are told of every answer. */
	private static HttpSecurity guarded(HttpSecurity http) throws Exception {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ASYNC)
						.permitAll()
						.requestMatchers(HttpMethod.GET, "/login", "/ops/assets/**")
						.permitAll()
						.requestMatchers(HttpMethod.GET, "/ops", "/ops/**")
						.hasAnyRole(OpsProperties.Role.VIEWER.name(), OpsProperties.Role.OPERATOR.name())
						.requestMatchers(HttpMethod.HEAD, "/ops", "/ops/**")
						.hasAnyRole(OpsProperties.Role.VIEWER.name(), OpsProperties.Role.OPERATOR.name())
						.requestMatchers("/ops", "/ops/**")
						.hasRole(OpsProperties.Role.OPERATOR.name())
						.anyRequest()
						.denyAll())
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
				.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
				.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
				.permissionsPolicyHeader((policy) -> policy.policy(PERMISSIONS_POLICY)));
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	@Bean
	@Order(5)
	SecurityFilterChain closed(HttpSecurity http) throws Exception {
		return stateless(http).authorizeHttpRequests(
				(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest().denyAll())
			.build();
	}

	private static HttpSecurity stateless(HttpSecurity http) throws Exception {
		return http.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.headers(Customizer.withDefaults())
			.exceptionHandling((exceptions) -> exceptions
				.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.FORBIDDEN)));
	}

}
