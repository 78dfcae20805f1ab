package io.github.githubjirasync;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GitHubJiraSyncApplication {

	/**
	 * Starts the service with the given Spring Boot arguments; with {@code --preflight}
	 * only looks whether its links can work.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		if (PreflightCommand.isIn(args)) {
			System.exit(PreflightCommand.run(args, System.out));
		}
		SpringApplication.run(GitHubJiraSyncApplication.class, args);
	}

}
