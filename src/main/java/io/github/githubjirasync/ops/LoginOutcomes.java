package io.github.githubjirasync.ops;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Tells the throttle how logins with a password went.
 */
final class LoginOutcomes {

	private final LoginThrottle throttle;

	LoginOutcomes(LoginThrottle throttle) {
		this.throttle = throttle;
	}

	@EventListener
	void failed(AuthenticationFailureBadCredentialsEvent event) {
		Authentication login = event.getAuthentication();
		if (login instanceof UsernamePasswordAuthenticationToken
				&& login.getDetails() instanceof WebAuthenticationDetails details) {
			this.throttle.failed(login.getName(), details.getRemoteAddress());
		}
	}

	@EventListener
	void succeeded(AuthenticationSuccessEvent event) {
		Authentication login = event.getAuthentication();
		if (login instanceof UsernamePasswordAuthenticationToken
				&& login.getDetails() instanceof WebAuthenticationDetails details) {
			this.throttle.succeeded(login.getName(), details.getRemoteAddress());
		}
	}

}
