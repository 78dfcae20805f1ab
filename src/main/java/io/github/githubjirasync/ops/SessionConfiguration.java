package io.github.githubjirasync.ops;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;

/**
 * Keeps the sessions of browsers in the database, so that any instance can answer a
 * browser, and a rollout ends no session.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	@Bean
	<S extends Session> SessionRegistry sessionRegistry(FindByIndexNameSessionRepository<S> sessions) {
		return new SpringSessionBackedSessionRegistry<>(sessions);
	}

	@Bean
	SessionsAwayFilter sessionsAwayFilter(ObjectMapper mapper) {
		return new SessionsAwayFilter(new SecurityProblems(mapper));
	}

	/**
	 * What another release has written and this one cannot read is as if it were not
	 * there: whoever it belongs to logs in again.
	 */
	@Bean
	ConversionService springSessionConversionService() {
		DeserializingConverter reading = new DeserializingConverter(SessionConfiguration.class.getClassLoader());
		GenericConversionService conversion = new GenericConversionService();
		conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
		conversion.addConverter(byte[].class, Object.class, (bytes) -> {
			try {
				return reading.convert(bytes);
			}
			catch (SerializationFailedException ex) {
				return null;
			}
		});
		return conversion;
	}

}
