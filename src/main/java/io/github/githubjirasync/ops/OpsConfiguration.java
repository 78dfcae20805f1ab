package io.github.githubjirasync.ops;

import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/**
 * Wires the API for operators, and says for the whole service who may call what: senders
 * of webhooks prove themselves by their signature, operators log in, the management port
 * shows health and metrics to everybody who reaches it, and all else is closed.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpsProperties.class)
@Import({ QueueController.class, DeadLettersController.class, PreflightController.class, OpsExceptionHandler.class })
class OpsConfiguration {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; "
			+ "frame-ancestors 'none'; object-src 'none'";

	@Bean
	UserDetailsService opsUsers(OpsProperties properties) {
		return new OpsUsers().from(properties.users());
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

	@Bean
	@Order(3)
	SecurityFilterChain opsSecurity(HttpSecurity http, ObjectMapper mapper) throws Exception {
		SecurityProblems problems = new SecurityProblems(mapper);
		MediaTypeRequestMatcher page = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
		page.setIgnoredMediaTypes(Set.of(MediaType.ALL));
		return http.securityMatcher("/ops/**", "/login", "/logout", "/default-ui.css")
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD)
				.permitAll()
				.requestMatchers(HttpMethod.GET, "/ops/**")
				.hasAnyRole(OpsProperties.Role.VIEWER.name(), OpsProperties.Role.OPERATOR.name())
				.requestMatchers(HttpMethod.HEAD, "/ops/**")
				.hasAnyRole(OpsProperties.Role.VIEWER.name(), OpsProperties.Role.OPERATOR.name())
				.requestMatchers("/ops/**")
				.hasRole(OpsProperties.Role.OPERATOR.name())
				.anyRequest()
				.denyAll())
			// First, so that it is the answer to all but pages, which go to the login.
			.exceptionHandling((exceptions) -> exceptions
				.defaultAuthenticationEntryPointFor(problems, new NegatedRequestMatcher(page))
				.accessDeniedHandler(problems))
			.formLogin((login) -> login.defaultSuccessUrl("/ops/queue"))
			.httpBasic((basic) -> basic.authenticationEntryPoint(problems))
			.csrf((csrf) -> csrf.requireCsrfProtectionMatcher(
					(request) -> !ApiClients.isProgram(request) && CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)))
			.headers((headers) -> headers
				.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.build();
	}

	@Bean
	@Order(4)
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
