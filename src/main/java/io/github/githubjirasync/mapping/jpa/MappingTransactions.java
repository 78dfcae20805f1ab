package io.github.githubjirasync.mapping.jpa;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.githubjirasync.mapping.MappingConflictException;
import io.github.githubjirasync.mapping.StaleMappingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two kinds of transaction: read-only ones may go to a replica and so may read a
 * little late; read-write ones go to the primary, and whatever decides a write runs in
 * them. Tells the database's refusals apart as the module's exceptions.
 */
final class MappingTransactions {

	private static final Logger logger = LoggerFactory.getLogger(MappingTransactions.class);

	private static final String UNIQUE_VIOLATION = "23505";

	private static final String FOREIGN_KEY_VIOLATION = "23503";

	private final TransactionTemplate readOnly;

	private final TransactionTemplate readWrite;

	private final @Nullable ReplicaMeters replicas;

	/**
	 * The transactions.
	 * @param replicas told of each read that a replica failed; {@code null} if all are on
	 * the primary anyway
	 */
	MappingTransactions(PlatformTransactionManager transactionManager, @Nullable ReplicaMeters replicas) {
		this.replicas = replicas;
		this.readOnly = new TransactionTemplate(transactionManager);
		this.readOnly.setReadOnly(true);
		this.readWrite = new TransactionTemplate(transactionManager);
	}

	/**
	 * Runs reads, on a replica if there is one; once more on the primary if that fails
	 * for want of the replica.
	 */
	<T> T late(Supplier<T> read) {
		boolean nested = TransactionSynchronizationManager.isActualTransactionActive();
		try {
			return Objects.requireNonNull(this.readOnly.execute((status) -> read.get()));
		}
		catch (RuntimeException ex) {
			if (this.replicas == null || nested || !ConnectionFailures.caused(ex)) {
				throw ex;
			}
			logger.debug("A replica did not answer; asking the primary", ex);
			this.replicas.fellBack();
			return Objects.requireNonNull(this.readWrite.execute((status) -> read.get()));
		}
	}

	/**
	 * Runs reads and writes on the primary.
	 * @param subject what is stored, for the exception's message, such as
	 * {@code "Issue mapping 7"}
	 */
	<T> T primary(String subject, Supplier<T> work) {
		try {
			return Objects.requireNonNull(this.readWrite.execute((status) -> work.get()));
		}
		catch (OptimisticLockingFailureException ex) {
			throw stale(subject + " was stored or removed by somebody else; nothing was stored", ex);
		}
		catch (DataIntegrityViolationException ex) {
			if (hasState(ex, UNIQUE_VIOLATION)) {
				throw new MappingConflictException(
						subject + " names a twin that another mapping has; nothing was stored", ex);
			}
			if (hasState(ex, FOREIGN_KEY_VIOLATION)) {
				throw stale(subject + " is on an issue whose mapping was removed; nothing was stored", ex);
			}
			throw ex;
		}
	}

	private static StaleMappingException stale(String message, Exception cause) {
		StaleMappingException stale = new StaleMappingException(message);
		stale.initCause(cause);
		return stale;
	}

	private static boolean hasState(DataIntegrityViolationException ex, String state) {
		return ex.getMostSpecificCause() instanceof SQLException sql && state.equals(sql.getSQLState());
	}

}
