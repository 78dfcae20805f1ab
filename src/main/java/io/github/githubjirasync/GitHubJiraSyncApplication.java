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
	 * Starts the service with the given Spring Boot arguments.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(GitHubJiraSyncApplication.class, args);
	}

}
