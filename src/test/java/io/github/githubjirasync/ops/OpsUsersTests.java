package io.github.githubjirasync.ops;

import java.util.List;

import io.github.githubjirasync.ops.OpsProperties.Role;
import io.github.githubjirasync.ops.OpsProperties.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class OpsUsersTests {

	@Test
	void plainPasswordIsHashed() {
		UserDetails user = users("repair").loadUserByUsername("OSCAR");
		assertThat(user.getPassword()).startsWith("{bcrypt}$2a$");
		assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder().matches("repair", user.getPassword()))
			.isTrue();
		assertThat(user.getAuthorities()).hasToString("[ROLE_OPERATOR]");
	}

	@Test
	void passwordIsNotHashedAnewAtALogin() {
		assertThat(users("{noop}repair").loadUserByUsername("oscar").getPassword()).isEqualTo("{noop}repair");
		assertThat(users("{noop}repair")).isNotInstanceOf(UserDetailsPasswordService.class);
	}

	@Test
	void hashedPasswordIsKept() {
		assertThat(users("{bcrypt}$2a$10$abc").loadUserByUsername("oscar").getPassword())
			.isEqualTo("{bcrypt}$2a$10$abc");
		assertThat(users("{noop}repair").loadUserByUsername("oscar").getPassword()).isEqualTo("{noop}repair");
	}

	@Test
	void withoutUsersNobodyCanLogInAndTheLogSaysSo(CapturedOutput output) {
		UserDetailsService nobody = new OpsUsers().from(List.of(), false);
		assertThatExceptionOfType(UsernameNotFoundException.class).isThrownBy(() -> nobody.loadUserByUsername("user"));
		assertThat(output).contains("nobody can log in to /ops");
	}

	@Test
	void mistakesStopTheStartWithoutShowingAPassword() {
		assertThatIllegalArgumentException().isThrownBy(() -> users("{md5}hidden"))
			.withMessageContaining("'oscar' has an unknown prefix")
			.withMessageNotContaining("hidden");
		assertThatIllegalArgumentException().isThrownBy(() -> users(null)).withMessageContaining("no password");
		assertThatIllegalArgumentException().isThrownBy(() -> users(" ")).withMessageContaining("no password");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new OpsUsers().from(List.of(new User(" ", "hidden", Role.VIEWER)), false))
			.withMessage("An ops user has no name");
		User twice = new User("oscar", "{noop}hidden", Role.VIEWER);
		assertThatIllegalArgumentException().isThrownBy(() -> new OpsUsers().from(List.of(twice, twice), false))
			.withMessage("The ops user 'oscar' is configured twice");
	}

	@Test
	void passwordIsNotShown() {
		assertThat(new OpsProperties(List.of(new User("oscar", "hidden", Role.VIEWER)), 5).toString()).contains("oscar")
			.doesNotContain("hidden");
	}

	private static UserDetailsService users(@Nullable String password) {
		return new OpsUsers().from(List.of(new User("oscar", password, Role.OPERATOR)), false);
	}

}
